"""`fields`: only the keys that are wanted."""

import pytest

from tests import factories
from tests.api.test_parameters import faults

pytestmark = pytest.mark.any_database


@pytest.fixture(scope="module")
def story(once):
    return factories.make_story(
        title="Reading week", summary="Summary", body=[("paragraph", "<p>Body.</p>")]
    )


def test_fields_choose_keys_and_is_fallback_comes_with_them(get, story):
    [item] = get("news/?fields=title,id").json()["results"]
    assert item == {"id": f"{story.work}:en", "title": "Reading week", "is_fallback": False}
    # Keys are in the item's order, whatever the order in which they were named.
    assert list(item) == ["id", "title", "is_fallback"]


def test_fields_may_name_the_body(get, story):
    whole = get(f"news/{story.work}/en/").json()
    [item] = get("news/?fields=body_html,body_text").json()["results"]
    assert item == {
        "body_html": whole["body_html"],
        "body_text": "Body.",
        "is_fallback": False,
    }


def test_all_fields_give_the_whole_item(get, story):
    whole = get(f"news/{story.work}/en/").json()
    [item] = get(f"news/?fields={','.join(whole)}").json()["results"]
    assert item == whole | {"is_fallback": False}
    assert item["url"].startswith("http://testserver/en/news/")


@pytest.mark.parametrize("fields", ["title,title", "title, title", "is_fallback,title"])
def test_naming_a_key_twice_is_harmless(get, story, fields):
    [item] = get(f"news/?fields={fields}").json()["results"]
    assert item == {"title": "Reading week", "is_fallback": False}


@pytest.mark.parametrize(
    "fields",
    ["", ",", "title,", "titel", "Title", "*", "title;id", "image.url", "-title", "x" * 999],
)
def test_an_unknown_key_is_refused_with_those_that_there_are(get, story, fields):
    response = get(f"news/?fields={fields}")
    assert faults(response) == {"fields": "unsupported"}
    assert "Allowed: id, work, type, lang" in response.json()["errors"][0]["message"]


def test_each_collection_has_its_own_keys(get):
    assert faults(get("news/?fields=city")) == {"fields": "unsupported"}
    factories.make_council()
    [council] = get("councils/?fields=managed_by").json()["results"]
    assert council["managed_by"]["kind"] == "organisation"
    assert faults(get("forums/?fields=managed_by")) == {"fields": "unsupported"}
    assert get("forums/?fields=city,contacts").status_code == 200
    # Standard pages have no mission, the initiative has.
    factories.make_page()
    pages = get("pages/?fields=type,mission&lang=en").json()["results"]
    assert {page["type"]: page["mission"] for page in pages} == {"page": None, "initiative": None}
    home = factories.home_page("en")
    home.mission = "Peace"
    home.save_revision().publish()
    pages = get("pages/?fields=type,mission&lang=en").json()["results"]
    assert {page["type"]: page["mission"] for page in pages} == {
        "page": None,
        "initiative": "Peace",
    }


def test_links_preserve_the_fields_and_cursors_do_not_depend_on_them(get, story):
    factories.make_story()
    following = get("news/?fields=title,url&limit=1").json()["next"]
    assert "?fields=title,url&limit=1&cursor=" in following
    cursor = following.split("cursor=")[1]
    other = get(f"news/?fields=body_text&limit=2&cursor={cursor}")
    assert other.status_code == 200
    assert len(other.json()["results"]) == 1
    assert "fields=body_text" in other.json()["previous"]


def test_fields_need_no_further_query(get, story, django_assert_num_queries):
    with django_assert_num_queries(1):
        get("news/?fields=body_html")
    with django_assert_num_queries(1):
        get("news/?fields=title")


def test_languages_are_in_the_header_even_when_no_item_shows_them(get, story):
    assert get("news/?fields=title")["Content-Language"] == "en"


def test_whole_items_are_narrowed_wherever_they_are_answered(get, resolve, story):
    work = story.work
    wanted = {"id": f"{work}:en", "title": "Reading week", "body_text": "Body."}
    query = "fields=title,body_text,id"
    assert get(f"news/{work}/en/?{query}").json() == wanted
    pair = get(f"news/{work}/?{query}").json()
    assert pair == {"work": str(work), "type": "news", "original_lang": "en", "items": [wanted]}
    assert get(f"resolve/?{query}&url={story.get_url()}").json() == wanted
    [entry] = [
        entry for entry in get(f"changes/?{query}&type=news").json()["results"]
        if entry["item"]["id"] == wanted["id"]
    ]  # fmt: skip
    assert (entry["op"], entry["item"]) == ("upsert", wanted)
    for item in get("initiative/?fields=lang,mission").json()["items"]:
        assert list(item) == ["lang", "mission"]
    # What a type does not have is null where several types are answered.
    assert get(f"resolve/?fields=mission,id&url={story.get_url()}").json()["mission"] is None


@pytest.mark.parametrize(
    "path", ["news/{work}/en/", "news/{work}/", "changes/", "resolve/?url={url}", "initiative/"]
)
@pytest.mark.parametrize("field", ["titel", "", "is_fallback"])
def test_an_unknown_key_of_an_item_is_refused(get, story, path, field):
    address = path.format(work=story.work, url=story.get_url())
    response = get(f"{address}{'&' if '?' in address else '?'}fields={field}")
    assert faults(response) == {"fields": "unsupported"}


def test_a_narrowed_item_has_a_tag_of_its_own(get, story):
    address = f"news/{story.work}/en/"
    whole, narrow = get(address), get(f"{address}?fields=title")
    assert whole["ETag"] != narrow["ETag"]
    assert get(f"{address}?fields=title", if_none_match=narrow["ETag"]).status_code == 304
    assert get(f"{address}?fields=title", if_none_match=whole["ETag"]).status_code == 200


def test_a_withdrawal_is_reported_whole_whatever_the_fields(get):
    story = factories.make_story()
    cursor = get("changes/?fields=id").json()["next_cursor"]
    story.unpublish()
    [entry] = get(f"changes/?fields=title&cursor={cursor}").json()["results"]
    assert (entry["op"], entry["id"]) == ("delete", f"{story.work}:en")
    assert entry["gone_since"]
