"""Related stories, media of the body, social pictures and slugs of references as data."""

import shutil
from datetime import UTC, datetime
from pathlib import Path

import pytest
from django.core.management import call_command
from django.utils import timezone
from wagtail.models import CollectionViewRestriction, PageViewRestriction

from api.rendering.items import RENDERERS
from core.publication.registry import provenances
from tests import factories
from tests.api.test_rendering import item_of

pytestmark = pytest.mark.django_db


def story_of(year: int, lang: str = "en", **fields):
    return factories.make_story(lang, story_date=datetime(year, 1, 1, tzinfo=UTC), **fields)


def works(references):
    return [each["work"] for each in references]


def test_chosen_stories_are_listed_newest_first_and_four_at_most(get):
    chosen = [story_of(year) for year in (2015, 2019, 2016, 2018, 2017)]
    story = factories.make_story(related_stories=chosen)
    by_date = sorted(chosen, key=lambda each: each.story_date, reverse=True)
    newest = by_date[0]
    related = item_of(get, story)["related"]
    assert works(related) == [str(each.work) for each in by_date[:4]]
    assert related[0] == {
        "work": str(newest.work),
        "slug": newest.slug,
        "title": newest.title,
        "url": f"http://testserver/en/news/{newest.slug}/",
        "api_url": f"http://testserver/api/v1/news/{newest.work}/en/",
    }


def test_related_stories_are_in_the_items_language_else_in_their_own(get):
    english, arabic = factories.make_pair()
    alone = story_of(2010)
    story = factories.make_story("ar", related_stories=[english, alone])
    first, second = item_of(get, story)["related"]
    assert (first["title"], first["slug"]) == (arabic.title, arabic.slug)
    assert second["api_url"].endswith(f"{alone.work}/en/")


def test_nothing_is_related_unless_somebody_chose_it(get):
    topic = factories.make_topic()
    factories.make_story(topics=[topic])
    own = factories.make_story("ar")
    story = factories.make_story(topics=[topic], translation_key=own.work, related_stories=[own])
    assert item_of(get, story)["related"] == []
    assert item_of(get, factories.make_forum(), "forums")["related"] == []
    assert item_of(get, factories.make_page(), "pages")["related"] == []


def withdraw(story, how):
    if how == "deleted":
        story.delete()
    elif how == "unpublished":
        story.unpublish()
    elif how == "restricted":
        PageViewRestriction.objects.create(page=story, restriction_type="login")
    else:
        type(story).objects.filter(pk=story.pk).update(expire_at=timezone.now())
        call_command("publish_scheduled")


@pytest.mark.parametrize("limit", [200, 0])  # 0: all wait for the worker
@pytest.mark.parametrize("how", ["deleted", "unpublished", "restricted", "expired"])
def test_a_withdrawn_story_is_related_nowhere_at_once(get, monkeypatch, how, limit):
    monkeypatch.setattr("core.publication.items.FAN_OUT_LIMIT", limit)
    gone, other = factories.make_story(title="Zebra"), factories.make_story()
    story = factories.make_story(related_stories=[gone, other])
    before = item_of(get, story)
    assert len(before["related"]) == 2
    withdraw(gone, how)
    after = item_of(get, story)
    assert works(after["related"]) == [str(other.work)]
    assert "Zebra" not in get("news/?fields=related,work&lang=en").text
    assert after["version"] > before["version"]


def test_a_related_story_that_is_published_later_comes_by_itself(get):
    later = factories.make_story(live=False)
    story = factories.make_story(related_stories=[later])
    assert item_of(get, story)["related"] == []
    later.save_revision().publish()
    assert works(item_of(get, story)["related"]) == [str(later.work)]


MEDIUM = {"kind", "url", "title", "alt", "credit", "width", "height", "renditions"}


@pytest.fixture
def document(db):
    return factories.make_document("Report", content=b"x", name="x.pdf")


def body_with(image, document):
    photo = {"image": image, "caption": "", "credit": ""}
    return [
        ("photo", photo),
        ("paragraph", "<p>Text.</p>"),
        ("video", {"address": "https://youtu.be/x", "title": "A film"}),
        ("gallery", {"photos": [photo, {**photo, "credit": "Sara"}]}),
        ("document", {"document": document, "text": ""}),
    ]


def test_the_media_of_a_body_come_in_its_order(get, document):
    image = factories.make_image(credit_en="A volunteer")
    media = item_of(get, factories.make_story(body=body_with(image, document)))["media"]
    assert [each["kind"] for each in media] == ["image", "video", "image", "image", "document"]
    assert all(set(each) == MEDIUM for each in media)
    assert [each["credit"] for each in media if each["alt"]] == ["A volunteer"] * 2 + ["Sara"]
    picture, video, *_, file = media
    assert (picture["title"], picture["alt"], picture["width"]) == (None, "A river", 800)
    assert [each["width"] for each in picture["renditions"]] == [240, 400, 800, 1200] * 2
    assert (video["url"], video["title"]) == ("https://youtu.be/x", "A film")
    assert (file["url"], file["title"]) == (f"http://testserver{document.url}", "Report")
    assert {video[key] for key in MEDIUM - {"kind", "url", "title"}} == {None}


def test_what_readers_may_not_have_is_no_medium(get, settings, document):
    image = factories.make_image()
    story = factories.make_story(body=body_with(image, document))
    CollectionViewRestriction.objects.create(
        collection=document.collection, restriction_type="login"
    )
    assert "document" not in [each["kind"] for each in item_of(get, story)["media"]]
    image.delete()
    assert [each["kind"] for each in item_of(get, story)["media"]] == ["video"]
    lost = factories.make_image()
    shutil.rmtree(Path(settings.MEDIA_ROOT))
    story = factories.make_story(body=[("photo", {"image": lost, "caption": "", "credit": ""})])
    assert item_of(get, story)["media"] == []


def test_lists_leave_both_out_unless_they_are_asked_for(get):
    factories.make_story()
    assert not {"media", "related"} & set(get("news/").json()["results"][0])
    assert get("news/?fields=media,related").json()["results"] == [
        {"media": [], "related": [], "is_fallback": False}
    ]
    (change,) = get("changes/?type=news").json()["results"]
    assert {"media", "related"} <= set(change["item"])


def test_every_reference_has_the_slug_of_its_page(get):
    forums = factories.make_pair(factories.make_forum)
    english, arabic = factories.make_pair(forums=[forums[0]])
    item = item_of(get, english)
    assert [each["slug"] for each in item["translations"]] == [arabic.slug]
    assert [each["slug"] for each in item["forums"]] == [forums[0].slug]
    council = factories.make_council("ar", managing_forum=forums[0])
    assert item_of(get, council, "councils")["managed_by"]["slug"] == forums[1].slug


def test_a_picture_has_a_form_for_social_networks_around_its_focal_point(get, client):
    image = factories.make_image()
    story = factories.make_story(lead_image=image)
    social = item_of(get, story)["image"]["social"]
    assert (social["width"], social["height"], social["type"]) == (1200, 630, "image/jpeg")
    page = client.get(story.get_url()).content.decode()
    assert f'<meta property="og:image" content="{social["url"]}">' in page
    assert '<meta property="og:image:width" content="1200">' in page
    image.focal_point_x, image.focal_point_y = 600, 790
    image.focal_point_width = image.focal_point_height = 10
    image.save()
    assert item_of(get, story)["image"]["social"]["url"] != social["url"]
    story.unpublish()
    path = social["url"].removeprefix("http://testserver")
    assert client.get(path).status_code == 404


def test_rendering_more_stories_takes_no_more_queries(django_assert_max_num_queries, document):
    def make():
        body = body_with(factories.make_image(), document)
        return factories.make_story(body=body, related_stories=[factories.make_story()])

    counts = []
    for number in (1, 4):
        pages = [make() for _ in range(number)]
        pages = [type(page).objects.get(pk=page.pk) for page in pages]
        states = provenances(pages)
        for page in pages:
            _read_all(page.body)  # Wagtail reads the pictures of each body for itself
        with django_assert_max_num_queries(100) as queries:
            list(RENDERERS["news"].render(pages, states))
        counts.append(len(queries))
        texts = [query["sql"][:150] for query in queries]
    assert counts[0] == counts[1], texts


def _read_all(body):
    for child in body:
        assert child.value is not None
