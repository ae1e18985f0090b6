"""Names are public while a public item shows them, and neither before nor after."""

import pytest

from core.models import Governorate, PublishedItem
from core.publication import items
from core.publication.transactions import publication_transaction
from tests import factories
from tests.api.test_parameters import faults


@pytest.fixture
def few_at_once(monkeypatch):
    """Let a transaction render one item; the others wait for the worker."""
    monkeypatch.setattr(items, "FAN_OUT_LIMIT", 1)


def slugs(get, vocabulary="topics"):
    return [term["slug"] for term in get(f"{vocabulary}/").json()["results"]]


def allowed(get, parameter="topic"):
    [fault] = get(f"news/?{parameter}=nobodys-name").json()["errors"]
    return fault["message"]


def test_what_only_a_draft_shows_is_neither_listed_nor_named_among_what_is_allowed(get):
    names = {
        "topics": [factories.make_topic(slug="secret")],
        "partner_organisations": [factories.make_organisation(slug="secret")],
    }
    story = factories.make_story(live=False, **names)
    for parameter, vocabulary in (("topic", "topics"), ("organisation", "organisations")):
        assert slugs(get, vocabulary) == []
        assert "there are none yet" in allowed(get, parameter)
    story.save_revision().publish()
    for parameter, vocabulary in (("topic", "topics"), ("organisation", "organisations")):
        assert slugs(get, vocabulary) == ["secret"]
        assert "Allowed: secret." in allowed(get, parameter)


def test_it_is_gone_in_the_transaction_that_withdraws_the_last_item(get, few_at_once):
    topic = factories.make_topic(slug="secret")
    stories = [factories.make_story(topics=[topic]) for _ in range(3)]
    assert (slugs(get), get("news/?topic=secret").status_code) == (["secret"], 200)
    with publication_transaction():
        for story in stories:
            story.unpublish()
    assert slugs(get) == []
    assert get("news/?topic=secret").json()["results"] == []
    assert "there are none yet" in allowed(get)


def test_it_is_gone_when_the_last_item_does_not_show_it_any_more(get):
    topic, other = factories.make_topic(slug="secret"), factories.make_topic(slug="other")
    story = factories.make_story(topics=[topic])
    story.topics = [other]
    story.save_revision().publish()
    assert slugs(get) == ["other"]


def test_an_item_in_one_language_lists_the_name_in_both(get):
    factories.make_story("ar", topics=[factories.make_topic("Water", "ماء", slug="water")])
    [term] = get("topics/").json()["results"]
    assert term["name"] == {"en": "Water", "ar": "ماء"}
    assert (term["counts"]["en"]["news"], term["counts"]["ar"]["news"]) == (0, 1)


def test_an_organisation_that_only_signs_a_story_is_named_in_its_byline_alone(get):
    author = factories.make_organisation("Author", website="https://author.example.org/")
    story = factories.make_story(byline_organisation=author)
    assert get(f"news/{story.work}/en/").json()["byline"] == "Author"
    assert slugs(get, "organisations") == []


def test_a_slug_that_was_taken_over_does_not_tell_the_name_of_its_new_owner(get, few_at_once):
    old = factories.make_topic("Old", slug="peace")
    for _ in range(3):
        factories.make_story(topics=[old])
    old.slug = "peace-building"
    old.save()
    factories.make_topic("Secret", slug="peace")
    assert PublishedItem.objects.filter(is_stale=True).exists()
    names = [term["name"]["en"] for term in get("topics/").json()["results"]]
    assert names == ["Old"]


def test_a_new_name_is_shown_at_once(get, few_at_once):
    topic = factories.make_topic("Water", slug="water")
    for _ in range(3):
        factories.make_story(topics=[topic])
    get("topics/")
    topic.name_en = "Rivers"
    topic.save()
    assert get("topics/").json()["results"][0]["name"]["en"] == "Rivers"


@pytest.mark.parametrize("slug", ["nowhere", "anbar"])
def test_a_governorate_is_listed_while_something_public_shows_it(get, slug):
    Governorate.objects.create(name_en="Nowhere", name_ar="لا مكان", slug="nowhere")
    governorate = Governorate.objects.get(slug=slug)
    story = factories.make_story(governorate=governorate, live=False)
    assert slugs(get, "governorates") == []
    assert faults(get(f"news/?governorate={slug}")) == {"governorate": "unsupported"}
    story.save_revision().publish()
    assert slugs(get, "governorates") == [slug]


def test_that_a_name_was_entered_changes_no_answer(get):
    factories.make_story()
    addresses = (
        "topics/",
        "organisations/",
        "governorates/",
        "news/",
        "languages/",
        "changes/",
        "",
    )
    before = {path: get(path).headers["ETag"] for path in addresses}
    topic, organisation = factories.make_topic(), factories.make_organisation()
    factories.make_story(topics=[topic], partner_organisations=[organisation], live=False)
    governorate = Governorate.objects.get(slug="anbar")
    for name in (topic, governorate):
        name.name_en = "Another"
        name.save()
    assert {path: get(path).headers["ETag"] for path in addresses} == before
