"""Slugs are at most 60 characters long, however a page or a name comes about."""

import pytest
from django.core.exceptions import ValidationError
from wagtail.models import Page

from core.language.slugs import free_slug
from core.models import Topic
from news.models import NewsPage
from tests import factories
from tests.cms import add_address, fields_in, paragraphs, story_form

pytestmark = pytest.mark.django_db

WORDS = "متطوعون في هيت يتدربون على الإعلام الاجتماعي من أجل السلام والتماسك في المدينة " * 3
LONG = WORDS.strip().replace(" ", "-")


def slugs():
    return list(NewsPage.objects.order_by("pk").values_list("slug", flat=True))


def test_a_free_slug_has_room_for_its_number():
    taken = {"a" * 60, "a" * 58 + "-2"}
    found = free_slug("a" * 60, lambda slug: slug not in taken)
    assert found == "a" * 58 + "-3"


@pytest.mark.parametrize("fields", [{"slug": LONG}, {"title": WORDS.strip()}])
def test_pages_of_the_shell(fields):
    for _number in range(3):
        factories.make_story("ar", **fields)
    assert len(set(slugs())) == 3
    assert all(40 < len(slug) <= 60 for slug in slugs())


def test_copies_and_pages_that_had_a_longer_one():
    story = factories.make_story("ar")
    Page.objects.filter(pk=story.pk).update(slug=LONG)  # as it was stored once
    story = NewsPage.objects.get(pk=story.pk)
    copy = story.copy(to=factories.news_index("ar"), update_attrs={"slug": f"{LONG}-2"})
    assert len(NewsPage.objects.get(pk=copy.pk).slug) <= 60
    copy.get_latest_revision().publish()
    assert len(NewsPage.objects.get(pk=copy.pk).slug) <= 60
    story.title = "Other"
    story.save()
    assert NewsPage.objects.get(pk=story.pk).slug == LONG, "the address of a page stays"


def test_translations():
    for number in range(2):
        original = factories.make_story(title=f"Volunteers {number}")
        draft = factories.begin_translation(original, "ar")
        factories.translate_texts(draft, {original.title: WORDS.strip()}).save_target()
    titles = NewsPage.objects.filter(title=WORDS.strip())
    found = set(titles.values_list("slug", flat=True))
    assert len(found) == 2
    assert all(slug.startswith("متطوعون-في-هيت") and len(slug) <= 60 for slug in found)


def test_forms(editor):
    for _number in range(2):
        form = story_form(WORDS.strip(), summary="x", body=paragraphs("y"))
        assert editor.post(add_address("news/newspage", factories.news_index("ar")), form)
    assert len(set(slugs())) == 2
    assert all(len(slug) <= 60 for slug in slugs())


def test_a_form_leaves_a_longer_slug_of_before_alone(editor):
    story = factories.make_story("ar")
    Page.objects.filter(pk=story.pk).update(slug=LONG)
    NewsPage.objects.get(pk=story.pk).save_revision().publish()
    address = f"/admin/pages/{story.pk}/edit/"
    form = fields_in(editor.get(address), "page-edit-form")
    form |= story_form("Other", slug=LONG, summary="x", body=paragraphs("y"))
    editor.post(address, form | {"action-publish": "1"})
    stored = NewsPage.objects.get(pk=story.pk)
    assert (stored.title, stored.slug) == ("Other", LONG)


def test_names():
    name = "Committee for the follow-up of recommendations on water and marshes of the south"
    made = [Topic.objects.create(name_en=f"{name} {each}", name_ar=f"لجنة {each}") for each in "ab"]
    assert len({topic.slug for topic in made}) == 2
    assert all(len(topic.slug) <= 60 for topic in made)
    with pytest.raises(ValidationError) as refused:
        Topic(name_en="Water", name_ar="ماء", slug="w" * 61).full_clean()
    assert refused.value.message_dict == {"slug": ["A slug has at most 60 characters."]}


def test_a_name_that_had_a_longer_one_can_be_edited():
    topic = factories.make_topic()
    Topic.objects.filter(pk=topic.pk).update(slug="w" * 70)
    topic.refresh_from_db()
    topic.full_clean()
