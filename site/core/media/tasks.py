"""Work on pictures that may wait for `manage.py work`. Each task may run twice."""

from django_tasks import task

from core.media.photos import make_renditions
from core.models import SiteImage


@task(backend="background")
def make_photo_renditions(image_id: int) -> None:
    """Make the sizes in which pages show a picture, so that no reader waits for them."""
    image = SiteImage.objects.filter(pk=image_id).first()
    if image is not None:
        make_renditions(image)
