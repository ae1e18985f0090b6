"""What several tests of published items use."""

import pytest

from core.models import PublishedItem
from core.publication import registry
from core.publication.registry import Rendering
from news.models import NewsPage


def item_of(page) -> PublishedItem:
    return PublishedItem.objects.get(page_id=page.pk)


@pytest.fixture
def titles_renderer():
    """Render stories by their title and topics alone, so that tests need no other app."""
    before = registry.renderer_of(NewsPage)

    def render(pages, states):
        for page in pages:
            topics = list(page.topics.all())
            keys = {f"topic:{topic.pk}" for topic in topics} | {f"work:{page.work}"}
            card = {"title": page.title, "topics": [topic.name_en for topic in topics]}
            yield Rendering(
                card | {"updated_at": None, "version": None},
                card | {"updated_at": None, "version": None},
                frozenset(("topic", topic.slug) for topic in topics),
                frozenset(keys),
            )

    registry.register_renderer(NewsPage, render)
    yield render
    if before is not None:
        registry.register_renderer(NewsPage, before)
