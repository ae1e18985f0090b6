from core.models import ShelfItem
from tests import factories


def test_a_published_story_is_on_the_shelf(db):
    story = factories.make_story("ar")
    assert ShelfItem.objects.public().get(page_id=story.pk).path == f"/ar/news/{story.slug}/"
