"""What is stored with a published item: its filters, and what its content depends on."""

import pytest

from core.models import Governorate, ItemDependency, ItemFacet, PublishedItem
from core.publication.registry import provenances, renderer_of
from news.models import NewsPage
from tests import factories


def item_of(get, page, collection="news"):
    response = get(f"{collection}/{page.work}/{page.language.tag}/")
    assert response.status_code == 200
    return response.json()


def test_filters_know_what_an_item_shows(db):
    forum = factories.make_forum()
    story = factories.make_story(
        forums=[forum],
        topics=[factories.make_topic(slug="peace")],
        partner_organisations=[factories.make_organisation(slug="upp")],
        governorate=Governorate.objects.get(slug="anbar"),
    )
    facets = ItemFacet.objects.filter(item__page_id=story.pk)
    assert set(facets.values_list("kind", "key")) == {
        ("forum", str(forum.work)),
        ("topic", "peace"),
        ("organisation", "upp"),
        ("governorate", "anbar"),
    }


def test_an_item_depends_on_all_that_it_shows(db):
    linked = factories.make_page()
    forum, hidden = factories.make_forum(), factories.make_forum(live=False)
    names = {
        "topics": [factories.make_topic()],
        "partner_organisations": [factories.make_organisation()],
        "byline_person": factories.make_person(),
        "governorate": Governorate.objects.get(slug="anbar"),
    }
    image, photo = factories.make_image(), factories.make_image()
    story = factories.make_story(
        forums=[forum, hidden],
        lead_image=image,
        body=[
            ("paragraph", f'<p><a linktype="page" id="{linked.pk}">x</a></p>'),
            ("photo", {"image": photo}),
        ],
        **names,
    )
    keys = ItemDependency.objects.filter(item__page_id=story.pk).values_list("key", flat=True)
    assert set(keys) == {
        f"topic:{names['topics'][0].pk}",
        f"organisation:{names['partner_organisations'][0].pk}",
        f"person:{names['byline_person'].pk}",
        f"governorate:{names['governorate'].pk}",
        f"image:{image.pk}",
        f"image:{photo.pk}",
        *(f"work:{page.work}" for page in (story, forum, hidden, linked)),
        "settings",
    }


def test_a_new_name_alt_text_or_title_shows_at_once(get):
    topic, image = factories.make_topic("Before"), factories.make_image()
    forum = factories.make_forum(title="Before")
    story = factories.make_story(topics=[topic], lead_image=image, forums=[forum])
    topic.name_en = image.alt_en = forum.title = "After"
    topic.save()
    image.save()
    forum.save_revision().publish()
    item = item_of(get, story)
    assert item["topics"][0]["name"] == "After"
    assert item["image"]["alt"] == "After"
    assert item["forums"][0]["title"] == "After"


def test_a_forum_that_gets_a_translation_is_named_by_it(get):
    forum = factories.make_forum()
    story = factories.make_story("ar", forums=[forum])
    factories.make_forum("ar", translation_key=forum.work, title="منتدى")
    assert item_of(get, story)["forums"][0]["title"] == "منتدى"


@pytest.mark.parametrize("count", [2, 8])
def test_a_batch_is_rendered_in_a_number_of_queries_that_does_not_grow(
    db, django_assert_max_num_queries, count
):
    for number in range(count):
        factories.make_pair(
            forums=[factories.make_forum()],
            topics=[factories.make_topic()],
            partner_organisations=[factories.make_organisation()],
            byline_person=factories.make_person(),
            lead_image=factories.make_image() if number < 2 else None,
        )
    pages = list(NewsPage.objects.select_related("locale"))
    states = provenances(pages)
    with django_assert_max_num_queries(25):
        found = list(renderer_of(NewsPage)(pages, states))
    assert len(found) == 2 * count
    assert [r.record.title for r in found] == [page.title for page in pages]


def test_the_base_address_is_left_open_in_what_is_stored(db):
    story = factories.make_story(forums=[factories.make_forum()])
    item = PublishedItem.objects.get(page_id=story.pk)
    assert "testserver" not in item.card + item.full
