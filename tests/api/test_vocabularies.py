"""The root, languages and vocabularies."""

from datetime import UTC, datetime, timedelta
from time import sleep

import pytest

from core.models import Governorate, InitiativeSettings, PublishedItem
from tests import factories

NONE = {"news": 0, "forum": 0, "council": 0, "page": 0, "initiative": 0}


def test_the_root_leads_to_every_resource(get, client):
    settings = InitiativeSettings.load()
    settings.contact_email = "contact@example.org"
    settings.save()
    content = get("").json()
    assert content["name"]["ar"] == settings.name_ar
    assert content["license"]["url"] == settings.licence_url
    assert content["contact"]["email"] == "contact@example.org"
    assert content["languages"] == ["en", "ar"]
    needs = {"search": "?q=x", "suggest": "?q=x", "resolve": "?url=/en/", "oembed": "?url=/en/"}
    for name, address in content["links"].items():
        path = address.removeprefix("http://testserver")
        assert client.get(path + needs.get(name, "")).status_code == 200
    named = {"news", "forums", "councils", "pages", "initiative", "topics", "organisations"}
    more = {"governorates", "languages", "changes", "openapi", "docs"}
    more |= {f"feed_{lang}_{form}" for lang in ("en", "ar") for form in ("rss", "atom", "json")}
    assert named | needs.keys() | more == content["links"].keys() - {"docs_ar"}


def test_reading_the_root_writes_nothing(get, cold_queries):
    InitiativeSettings.objects.all().delete()
    with cold_queries(2):
        assert get("").status_code == 200
    assert not InitiativeSettings.objects.exists()


def test_languages_say_how_much_there_is_in_each(get):
    factories.make_pair()
    factories.make_story("ar")
    factories.make_forum("en")
    content = get("languages/").json()
    assert (content["count"], content["next"], content["previous"]) == (2, None, None)
    english, arabic = content["results"]
    assert english == {
        "tag": "en",
        "name": "English",
        "dir": "ltr",
        "default": True,
        "counts": NONE | {"news": 1, "forum": 1, "initiative": 1},
    }
    assert (arabic["name"], arabic["dir"], arabic["default"]) == ("العربية", "rtl", False)
    assert arabic["counts"] == NONE | {"news": 2, "initiative": 1}


def test_a_topic_has_both_names_and_its_counts(get):
    topic = factories.make_topic("Peace", "السلام", slug="peace")
    factories.make_pair(topics=[topic])
    factories.make_story(topics=[topic])
    factories.make_story(topics=[topic], live=False)
    assert get("topics/").json()["results"] == [
        {
            "slug": "peace",
            "name": {"en": "Peace", "ar": "السلام"},
            "counts": {"en": NONE | {"news": 2}, "ar": NONE | {"news": 1}},
            "urls": {
                "en": "http://testserver/en/topics/peace/",
                "ar": "http://testserver/ar/topics/peace/",
            },
        }
    ]


def test_a_topic_has_the_address_of_a_page_where_it_has_one(get, client):
    factories.make_story("ar", topics=[factories.make_topic(slug="peace")])
    [topic] = get("topics/").json()["results"]
    assert topic["urls"] == {"en": None, "ar": "http://testserver/ar/topics/peace/"}
    assert client.get("/ar/topics/peace/").status_code == 200
    assert client.get("/en/topics/peace/").status_code == 404


def test_an_organisation_has_its_address_and_counts_what_shows_it(get):
    partner = factories.make_organisation(website="https://example.org/")
    factories.make_story(partner_organisations=[partner])
    factories.make_forum(partner_organisations=[partner])
    factories.make_council(managing_organisation=partner)
    terms = {term["slug"]: term for term in get("organisations/").json()["results"]}
    found = terms[partner.slug]
    assert found["url"] == "https://example.org/"
    assert found["counts"]["en"] == NONE | {"news": 1, "forum": 1, "council": 1}


def test_a_governorate_is_listed_while_something_public_is_in_it(get):
    assert get("governorates/").json()["count"] == 0
    anbar, babil = (Governorate.objects.get(slug=slug) for slug in ("anbar", "babil"))
    factories.make_story(governorate=babil, live=False)
    forum = factories.make_forum(governorate=anbar)
    [term] = get("governorates/").json()["results"]
    assert (term["slug"], term["counts"]["en"]) == ("anbar", NONE | {"forum": 1})
    forum.unpublish()
    assert get("governorates/").json()["results"] == []


def test_vocabularies_are_paged_like_other_lists(get):
    for governorate in Governorate.objects.all():
        factories.make_forum(governorate=governorate)
    url, slugs = "governorates/?limit=8", []
    while url:
        content = get(url).json()
        slugs.append([term["slug"] for term in content["results"]])
        last, url = url, content["next"] and content["next"].split("/v1/")[1]
    assert [len(page) for page in slugs] == [8, 8, 3]
    back = get(last).json()["previous"].split("/v1/")[1]
    content = get(back).json()
    assert [term["slug"] for term in content["results"]] == slugs[1]
    first = get(content["previous"].split("/v1/")[1]).json()
    assert [term["slug"] for term in first["results"]] == slugs[0]
    assert first["previous"] is None


def test_a_withdrawn_or_expired_item_is_no_longer_counted(get):
    topic = factories.make_topic()
    first, second = (factories.make_story(topics=[topic]) for _ in range(2))

    def counted():
        return get("topics/").json()["results"][0]["counts"]["en"]["news"]

    third = factories.make_story(topics=[topic])
    assert counted() == 3
    first.unpublish()
    assert counted() == 2
    over = datetime(2026, 1, 1, tzinfo=UTC)
    PublishedItem.objects.filter(page_id=second.pk).update(expires_at=over)
    factories.make_forum()
    assert counted() == 1
    third.delete()
    assert get("topics/").json()["count"] == 0


def test_what_was_counted_is_counted_anew_when_the_time_of_an_item_is_up(get):
    topic = factories.make_topic()
    story, _stays = (factories.make_story(topics=[topic]) for _ in range(2))
    soon = datetime.now(UTC) + timedelta(seconds=0.5)
    PublishedItem.objects.filter(page_id=story.pk).update(expires_at=soon)

    def counted():
        return (
            get("news/").json()["count"],
            get("topics/").json()["results"][0]["counts"]["en"]["news"],
            get("languages/").json()["results"][0]["counts"]["news"],
        )

    assert counted() == (2, 2, 2)
    sleep(0.6)
    assert counted() == (1, 1, 1)


@pytest.mark.parametrize("count", [3, 12])
def test_counts_need_the_same_queries_however_much_there_is(get, cold_queries, count):
    names = {
        "topics": [factories.make_topic() for _ in range(count)],
        "partner_organisations": [factories.make_organisation() for _ in range(count)],
    }
    for _ in range(count):
        factories.make_story(**names)
        factories.make_topic()  # nothing shows it
    topic = names["topics"][0].slug
    for path, queries, status in (
        ("languages/", 2, 200),
        ("topics/", 3, 200),
        ("organisations/", 3, 200),
        # The state, the slugs of now and of before, and the list.
        (f"news/?topic={topic}", 4, 200),
        ("news/?topic=x", 3, 400),
    ):
        with cold_queries(queries):
            assert get(path).status_code == status
