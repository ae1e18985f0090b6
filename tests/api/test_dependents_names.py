"""A change of a name, licence or translation reaches every item that shows it."""

import pytest

from core.models import Governorate, InitiativeSettings
from tests import cms, factories
from tests.api.dependents import names, post


def test_a_renamed_topic_is_renamed_in_both_languages_and_in_lists(get, shown, staff):
    topic = factories.make_topic("Water", "الماء", slug="water")
    english, arabic = factories.make_pair(topics=[topic])
    other = factories.make_story()
    before = {page.pk: shown(page)["version"] for page in (english, arabic, other)}
    form = {"name_en": "Rivers", "name_ar": "الأنهار", "slug": "water"}
    post(staff, f"/admin/snippets/core/topic/edit/{topic.pk}/", form)
    assert names(shown(english))["topics"] == ["Rivers"]
    assert names(shown(arabic))["topics"] == ["الأنهار"]
    assert shown(english)["version"] > before[english.pk]
    assert shown(arabic)["version"] > before[arabic.pk]
    assert shown(other)["version"] == before[other.pk]
    listed = get("news/?topic=water&lang=ar").json()["results"]
    assert [names(item)["topics"] for item in listed] == [["الأنهار"]]


def test_a_topics_new_slug_is_what_lists_are_filtered_by(get, shown):
    topic = factories.make_topic(slug="water")
    story = factories.make_story(topics=[topic])
    topic.slug = "rivers"
    topic.save()
    assert shown(story)["topics"][0]["slug"] == "rivers"
    assert get("news/?topic=rivers").json()["count"] == 1
    other = factories.make_topic(slug="water")
    factories.make_story(topics=[other], title="Other")
    [item] = get("news/?topic=water").json()["results"]
    assert item["title"] == "Other"


@pytest.mark.parametrize(
    ("make", "field"),
    [
        (factories.make_person, "byline_person"),
        (factories.make_organisation, "byline_organisation"),
        (lambda: Governorate.objects.create(name_en="Old", name_ar="قديم"), "governorate"),
    ],
)
def test_a_new_name_reaches_the_stories_that_show_it(shown, make, field):
    thing = make()
    story = factories.make_story(**{field: thing})
    before = shown(story)["version"]
    thing.name_en = "New name"
    thing.save()
    assert "New name" in names(shown(story)).values()
    assert shown(story)["version"] > before


def test_a_partner_organisation_is_renamed_and_deleted_wherever_it_is_shown(shown):
    partner = factories.make_organisation("Old")
    pages = [
        factories.make_story(partner_organisations=[partner]),
        factories.make_forum(partner_organisations=[partner]),
    ]
    before = [shown(page)["version"] for page in pages]
    partner.name_en, partner.website = "New", "https://example.org/"
    partner.save()
    renamed = [shown(page) for page in pages]
    for item in renamed:
        assert item["organisations"][0]["name"] == "New"
        assert item["organisations"][0]["url"] == "https://example.org/"
    partner.delete()
    for page, first, item in zip(pages, before, renamed, strict=True):
        assert shown(page)["organisations"] == []
        assert first < item["version"] < shown(page)["version"]


def test_a_renamed_forum_is_renamed_in_its_stories_and_councils(shown, staff):
    forum = factories.make_forum(title="Old", slug="forum")
    story = factories.make_story(forums=[forum])
    council = factories.make_council(managing_forum=forum)
    before = shown(story)["version"], shown(council)["version"]
    form = cms.forum_form("New", slug="forum") | {"action-publish": "1"}
    post(staff, f"/admin/pages/{forum.pk}/edit/", form)
    assert shown(story)["forums"][0]["title"] == "New"
    assert shown(council)["managed_by"]["name"] == "New"
    assert shown(story)["version"] > before[0]
    assert shown(council)["version"] > before[1]


def test_a_forum_that_is_taken_down_is_no_longer_named(shown):
    forum = factories.make_forum()
    story = factories.make_story(forums=[forum])
    council = factories.make_council(managing_forum=forum)
    forum.unpublish()
    assert shown(story)["forums"] == []
    assert shown(council)["managed_by"] is None


def test_a_new_licence_changes_every_item(get, shown, staff):
    pages = [*factories.make_pair(), factories.make_forum(), factories.make_page()]
    before = [shown(page)["version"] for page in pages]
    settings = InitiativeSettings.load()
    form = {field.name: getattr(settings, field.name) for field in settings._meta.fields}
    form |= {
        "licence_name_en": "CC BY-SA 4.0",
        "licence_name_ar": "المشاع",
        "licence_url": "https://creativecommons.org/licenses/by-sa/4.0/",
    }
    post(staff, f"/admin/settings/core/initiativesettings/{settings.pk}/", form)
    for page, version in zip(pages, before, strict=True):
        item = shown(page)
        assert item["license"] == {
            "name": "CC BY-SA 4.0" if item["lang"] == "en" else "المشاع",
            "url": "https://creativecommons.org/licenses/by-sa/4.0/",
        }
        assert item["license"]["name"] in item["credit_line"]
        assert item["version"] > version
    assert {item["license"]["url"] for item in get("news/").json()["results"]} == {
        "https://creativecommons.org/licenses/by-sa/4.0/"
    }


def test_a_translations_title_and_publication_reach_its_original(shown):
    english, arabic = factories.make_translated_story()
    before = shown(english)["version"]
    arabic.title = "عنوان جديد"
    arabic.save_revision().publish()
    assert shown(english)["translations"][0]["title"] == "عنوان جديد"
    assert shown(english)["version"] > before
    arabic.unpublish()
    assert shown(english)["translations"] == []


def test_a_changed_original_makes_its_translation_outdated(shown):
    english, arabic = factories.make_translated_story()
    before = shown(arabic)
    english.title = "Another title"
    english.save_revision().publish()
    assert before["translation"]["status"] == "complete"
    assert shown(arabic)["translation"]["status"] == "outdated"
    assert shown(arabic)["version"] > before["version"]


def test_what_an_item_does_not_show_leaves_its_version(shown):
    topic, image = factories.make_topic(), factories.make_image()
    story = factories.make_story(topics=[topic], lead_image=image)
    before = shown(story)["version"]
    image.title = "Only staff see it"
    image.save()
    topic.save()
    story.title = "A draft"
    story.save_revision()
    factories.make_topic()
    assert shown(story)["version"] == before
