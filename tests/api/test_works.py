"""Pairs and items: a work in all its languages, or in one."""

from datetime import UTC, datetime, timedelta
from uuid import uuid4

import pytest

from core.caching.answers import answers
from core.models import PublishedItem
from tests import factories


def test_an_item_has_its_body_and_names_its_translation(get):
    english, arabic = factories.make_pair()
    response = get(f"news/{english.work}/en/")
    item = response.json()
    assert item["id"] == f"{english.work}:en"
    assert (item["dir"], item["body_text"]) == ("ltr", "Text.")
    assert item["translations"] == [
        {
            "lang": "ar",
            "slug": arabic.slug,
            "title": arabic.title,
            "url": f"http://testserver/ar/news/{_encoded(arabic.slug)}/",
            "api_url": f"http://testserver/api/v1/news/{english.work}/ar/",
        }
    ]
    assert response["Content-Language"] == "en"
    assert response["Link"] == (
        f'<http://testserver/api/v1/news/{english.work}/ar/>; rel="alternate"; hreflang="ar"'
    )


def _encoded(slug):
    return "".join(
        character if character.isascii() else "".join(f"%{byte:02X}" for byte in character.encode())
        for character in slug
    )


def test_a_pair_has_the_item_of_each_language(get):
    english, _arabic = factories.make_pair()
    response = get(f"news/{english.work}/")
    content = response.json()
    assert (content["work"], content["type"]) == (str(english.work), "news")
    assert [item["lang"] for item in content["items"]] == ["en", "ar"]
    assert all("body_html" in item for item in content["items"])
    assert response["Content-Language"] == "en, ar"


def test_a_pair_and_its_items_say_the_same(get):
    english, _arabic = factories.make_pair()
    items = get(f"news/{english.work}/").json()["items"]
    for item in items:
        assert get(f"news/{english.work}/{item['lang']}/").json() == item


def test_a_translation_names_what_it_was_translated_from(get):
    original, _draft = factories.make_translated_story()
    arabic = get(f"news/{original.work}/ar/").json()
    assert arabic["original_lang"] == "en"
    assert arabic["translation"] == {"status": "complete", "source_lang": "en"}
    english = get(f"news/{original.work}/en/").json()
    assert english["translation"] == {"status": "original", "source_lang": None}


def test_the_initiative_is_a_pair_that_is_also_found_under_pages(get):
    content = get("initiative/").json()
    assert content["type"] == "initiative"
    assert [item["lang"] for item in content["items"]] == ["en", "ar"]
    assert get(f"pages/{content['work']}/").json() == content
    assert get(f"pages/{content['work']}/en/").json() == content["items"][0]


def test_without_a_public_front_page_there_is_no_initiative(get):
    for lang in ("en", "ar"):
        factories.home_page(lang).unpublish()
    response = get("initiative/")
    assert response.status_code == 410
    assert response.json()["gone_since"]
    PublishedItem.objects.filter(type="initiative").delete()
    assert get("initiative/").status_code == 404


@pytest.mark.parametrize(
    "work",
    [
        "x",
        "123",
        "5f0e6a52-9c1f-4a3b-8d0e-2f6b7c1d9e4",
        "5f0e6a529c1f4a3b8d0e2f6b7c1d9e44",
        "{5f0e6a52-9c1f-4a3b-8d0e-2f6b7c1d9e44}",
        "%00",
        "9" * 25,
        "خبر",
    ],
)
@pytest.mark.parametrize("tail", ["", "en/"])
def test_a_malformed_work_is_not_found(get, work, tail):
    response = get(f"news/{work}/{tail}")
    assert response.status_code == 404
    assert response["Content-Type"] == "application/problem+json"


def test_an_unknown_work_is_not_found_and_offers_nothing(get):
    response = get(f"news/{uuid4()}/en/")
    assert response.status_code == 404
    assert "available" not in response.json()


def test_a_work_is_found_under_its_own_collection_only(get):
    forum = factories.make_forum()
    assert get(f"forums/{forum.work}/en/").status_code == 200
    assert get(f"news/{forum.work}/en/").status_code == 404
    assert get(f"news/{forum.work}/").status_code == 404


def test_index_pages_have_no_item(get):
    index = factories.news_index()
    for collection in ("news", "pages", "forums", "councils"):
        assert get(f"{collection}/{index.work}/").status_code == 404


def test_a_work_is_found_whichever_case_its_letters_have(get):
    story = factories.make_story()
    assert get(f"news/{str(story.work).upper()}/en/").status_code == 200


@pytest.mark.parametrize("tag", ["AR", "ar-IQ", "ar_IQ", "ar-Arab-IQ", "ar-x-any", "aR-iq"])
def test_a_language_tag_in_an_address_is_understood_as_lang_understands_it(get, tag):
    story = factories.make_story("ar")
    plain = get(f"news/{story.work}/ar/")
    assert "Content-Location" not in plain
    response = get(f"news/{story.work}/{tag}/")
    assert response.content == plain.content
    assert response["Content-Location"] == plain.json()["api_url"]
    assert response["Content-Language"] == "ar"
    assert get(f"news/?lang={tag}").json()["count"] == 1
    english = get(f"news/{story.work}/en_US/")
    assert (english.status_code, english.json()["available"]) == (404, ["ar"])


def test_invented_spellings_of_an_address_do_not_fill_the_cache(get):
    story = factories.make_story("ar")
    plain = get(f"news/{story.work}/ar/")
    held = len(answers._answers)
    for number in range(10):
        tag = get(f"news/{story.work}/ar-x-{number}/")["ETag"]
        assert get(f"news/{story.work}/ar-x-{number}/", if_none_match=tag).status_code == 304
        get(f"news/{str(story.work).upper()}/ar/")
    assert len(answers._answers) == held
    story.title = "عنوان آخر"
    story.save_revision().publish()
    assert get(f"news/{story.work}/ar-x-9/", if_none_match=tag).status_code == 200
    assert get(f"news/{story.work}/ar/", if_none_match=plain["ETag"]).status_code == 200


@pytest.mark.parametrize("lang", ["fr", "xx", "ar-IQ", "de_EN", "ar IQ", "-", "ar-"])
def test_an_item_in_no_language_of_ours_is_not_found_but_others_are_listed(get, lang):
    story = factories.make_story()
    response = get(f"news/{story.work}/{lang}/")
    assert (response.status_code, response.json()["available"]) == (404, ["en"])


def test_a_withdrawn_item_is_gone_since_a_time_and_names_what_is_left(get):
    english, arabic = factories.make_pair()
    english.unpublish()
    response = get(f"news/{english.work}/en/")
    content = response.json()
    assert response.status_code == 410
    gone = datetime.fromisoformat(content["gone_since"])
    assert timedelta(0) <= datetime.now(UTC) - gone < timedelta(minutes=1)
    assert [link["title"] for link in content["translations"]] == [arabic.title]
    assert english.title not in response.content.decode()
    assert response["Cache-Control"] == "public, max-age=30"
    pair = get(f"news/{english.work}/").json()
    assert [item["lang"] for item in pair["items"]] == ["ar"]
    assert pair["items"][0]["translations"] == []


def test_a_work_that_is_withdrawn_in_every_language_is_gone(get):
    english, arabic = factories.make_pair()
    english.unpublish()
    arabic.unpublish()
    response = get(f"news/{english.work}/")
    assert (response.status_code, response.json()["translations"]) == (410, [])


def test_a_missing_translation_of_a_withdrawn_work_offers_nothing(get):
    story = factories.make_story()
    story.unpublish()
    response = get(f"news/{story.work}/ar/")
    assert (response.status_code, response.json()["available"]) == (404, [])


def test_an_item_whose_time_is_up_is_gone_before_anyone_has_swept(get):
    story = factories.make_story()
    over = datetime(2026, 1, 1, tzinfo=UTC)
    PublishedItem.objects.filter(page_id=story.pk).update(expires_at=over)
    response = get(f"news/{story.work}/en/")
    assert (response.status_code, response.json()["gone_since"]) == (410, "2026-01-01T00:00:00Z")
    assert get("news/").json()["results"] == []


def test_a_story_that_comes_back_is_no_longer_gone(get):
    story = factories.make_story()
    story.unpublish()
    story.save_revision().publish()
    assert get(f"news/{story.work}/en/").status_code == 200


@pytest.mark.parametrize("count", [3, 12])
def test_an_item_or_pair_needs_one_query(get, cold_queries, count):
    forums = [factories.make_forum() for _ in range(3)]
    stories = [factories.make_story(forums=forums) for _ in range(count)]
    for tail in ("", "en/"):
        with cold_queries(1):
            assert get(f"news/{stories[0].work}/{tail}").status_code == 200


def test_version_and_time_move_with_every_change(get):
    story = factories.make_story(title="Before")
    before = get(f"news/{story.work}/en/").json()
    story.title = "After"
    story.save_revision().publish()
    after = get(f"news/{story.work}/en/").json()
    assert after["title"] == "After"
    assert after["version"] > before["version"]
    assert after["updated_at"] >= before["updated_at"]
    assert after["published_at"] == before["published_at"]
