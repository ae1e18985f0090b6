"""Background tasks, which `manage.py work` takes from the queue. Each may run twice."""

from django_tasks import task

from core.media.photos import make_renditions
from core.models import SiteImage
from core.publication.rendering import render_stale


@task(backend="background")
def render_stale_items() -> int:
    """Render the items that a large fan-out left stale."""
    return render_stale()


@task(backend="background")
def make_photo_renditions(image_id: int) -> None:
    """Make the sizes in which pages show a picture, so that no reader waits for them."""
    image = SiteImage.objects.filter(pk=image_id).first()
    if image is not None:
        make_renditions(image)
