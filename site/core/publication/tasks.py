"""Rendering that may wait for `manage.py work`. Each task may run twice."""

from django_tasks import task

from core.publication.rendering import render_stale


@task(backend="background")
def render_stale_items() -> int:
    """Render the items that a large fan-out left stale."""
    return render_stale()
