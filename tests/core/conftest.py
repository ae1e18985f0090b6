"""What several tests use: published items, and somebody of the staff."""

import pytest
from django.test import Client

from core.models import PublishedItem
from core.publication import registry
from core.publication.records import LinkedName
from core.publication.registry import Rendering
from news.models import NewsPage
from tests.records import make_record
from tests.signing_in import sign_in


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
            yield Rendering(
                make_record(
                    title=page.title, topics=[LinkedName("", each.name_en, None) for each in topics]
                ),
                frozenset(("topic", topic.slug) for topic in topics),
                frozenset(keys),
            )

    registry.register_renderer(NewsPage, render)
    yield render
    if before is not None:
        registry.register_renderer(NewsPage, before)


@pytest.fixture
def editor(client: Client) -> Client:
    """A browser in which somebody of the communications staff has signed in."""
    sign_in(client, "Communications")
    return client
