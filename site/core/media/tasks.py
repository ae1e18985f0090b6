"""Work on pictures that may wait for `manage.py work`. Each task may run twice."""

from django_tasks import task

from core.media.missing import make_missing


@task(backend="background")
def make_photo_renditions(image_id: int) -> None:
    """Make the sizes in which pages show a picture, so that no reader waits for them."""
    make_missing({image_id})
