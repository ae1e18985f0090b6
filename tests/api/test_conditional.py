"""Conditional requests: a client with the newest version gets 304 and no body."""

import time
from datetime import UTC, datetime, timedelta

import pytest
from django.utils.http import http_date, parse_http_date

from core.models import InitiativeSettings, PublicationCounter, PublishedItem
from core.publication.transactions import publication_transaction
from tests import factories
from tests.api.conftest import forget_everything


def reads_content(query) -> bool:
    """Whether a query reads more than the publication state."""
    return any(word in query["sql"] for word in ("card", '"full"', "COUNT"))


def settle(seconds: int = 60) -> None:
    """Let all changes lie some time back."""
    earlier = datetime.now(UTC) - timedelta(seconds=seconds)
    PublicationCounter.objects.update(changed_at=earlier)
    PublishedItem.objects.update(updated_at=earlier)
    forget_everything()


@pytest.fixture
def story(db):
    factories.make_topic()
    return factories.make_story()


def addresses(story):
    return [
        "", "languages/", "topics/", "news/", "news/?lang=en&limit=5", "openapi.json", "docs/",
        f"news/{story.work}/", f"news/{story.work}/en/", "initiative/",
    ]  # fmt: skip


def test_every_answer_has_a_tag_and_a_time(get, story):
    for path in addresses(story):
        response = get(path)
        assert response["ETag"].startswith('W/"v1-'), path
        assert parse_http_date(response["Last-Modified"]), path


def test_the_tag_of_an_item_names_its_version_and_the_time_is_that_of_its_seq(get, story):
    response = get(f"news/{story.work}/en/")
    item = response.json()
    assert response["ETag"].startswith(f'W/"v1-{item["version"]}-')
    stamp = datetime.fromisoformat(item["updated_at"])
    assert response["Last-Modified"] == http_date(stamp.timestamp())


def test_the_tag_of_a_list_names_the_latest_change(get, story):
    seq = PublicationCounter.objects.get().value
    assert get("news/")["ETag"].startswith(f'W/"v1-{seq}-')


def test_the_same_version_is_not_sent_twice(get, story):
    for path in addresses(story):
        first = get(path)
        again = get(path, **{"If-None-Match": first["ETag"]})
        assert (again.status_code, again.content) == (304, b""), path
        assert again["ETag"] == first["ETag"]
        assert again["Last-Modified"] == first["Last-Modified"]
        assert again["Cache-Control"] == "public, max-age=30"
        assert again["Vary"] == "Accept-Encoding"
        assert again["Access-Control-Allow-Origin"] == "*"
        assert "Content-Length" not in again
        assert "Content-Type" not in again


@pytest.mark.parametrize("form", ["{0}", "{strong}", '"other", {0}', '{0} , "x"', "*"])
def test_a_tag_is_found_among_others_and_compared_weakly(get, story, form):
    tag = get("news/")["ETag"]
    asked = form.format(tag, strong=tag.removeprefix("W/"))
    assert get("news/", **{"If-None-Match": asked}).status_code == 304


@pytest.mark.parametrize("asked", ['"v1-1-0000"', "", "rubbish", 'W/"'])
def test_another_tag_gets_the_whole_answer(get, story, asked):
    assert get("news/", **{"If-None-Match": asked}).status_code == 200


def test_tags_differ_from_query_to_query(get, story):
    paths = ("news/", "news/?lang=en", "news/?lang=ar", "news/?limit=5", "topics/")
    assert len({get(path)["ETag"] for path in paths}) == len(paths)


def test_an_edit_gives_item_and_lists_another_tag_and_other_items_none(get, story):
    other = factories.make_story()
    paths = [f"news/{story.work}/en/", "news/", f"news/{other.work}/en/"]
    before = [get(path)["ETag"] for path in paths]
    story.title = "Corrected"
    story.save_revision().publish()
    after = [get(path)["ETag"] for path in paths]
    assert [one == two for one, two in zip(before, after, strict=True)] == [False, False, True]


def test_a_translation_gives_the_pair_another_tag(get):
    original = factories.make_story()
    before = get(f"news/{original.work}/")["ETag"]
    draft = factories.begin_translation(original)
    factories.translate_texts(draft).save_target()
    assert get(f"news/{original.work}/")["ETag"] != before


def test_a_withdrawn_item_is_never_not_modified(get, story):
    tags = {path: get(path)["ETag"] for path in (f"news/{story.work}/en/", f"news/{story.work}/")}
    story.unpublish()
    for path, tag in tags.items():
        assert get(path, **{"If-None-Match": tag}).status_code == 410
        assert get(path, **{"If-None-Match": "*"}).status_code == 410


def test_a_time_is_honoured(get, story):
    settle()
    for path in ("news/", f"news/{story.work}/en/", f"news/{story.work}/"):
        stamp = get(path)["Last-Modified"]
        assert get(path, **{"If-Modified-Since": stamp}).status_code == 304, path
        earlier = http_date(parse_http_date(stamp) - 1)
        assert get(path, **{"If-Modified-Since": earlier}).status_code == 200, path


def test_the_tag_wins_over_the_time(get, story):
    settle()
    first = get("news/")
    stale = {"If-None-Match": '"other"', "If-Modified-Since": first["Last-Modified"]}
    assert get("news/", **stale).status_code == 200
    fresh = {"If-None-Match": first["ETag"], "If-Modified-Since": http_date(0)}
    assert get("news/", **fresh).status_code == 304


def test_a_change_of_this_very_second_is_not_recognised_by_its_time(get, story):
    stamp = get("news/")["Last-Modified"]
    assert get("news/", **{"If-Modified-Since": stamp}).status_code == 200


@pytest.mark.parametrize("since", ["yesterday", "", "2026-01-01", "Sat, 99 Nov 2026 00:00:00 GMT"])
def test_a_time_that_is_none_is_passed_over(get, story, since):
    settle()
    assert get("news/", **{"If-Modified-Since": since}).status_code == 200


def test_bad_parameters_are_refused_however_fresh_the_asker_is(get, story):
    for path in ("news/?lang=xx", "news/?cursor=made-up", "news/?nothing=1"):
        assert get(path, **{"If-None-Match": "*"}).status_code == 400, path


@pytest.mark.parametrize("warm", [True, False])
def test_not_modified_makes_no_content_query(get, story, django_assert_max_num_queries, warm):
    for path in ("news/", "news/?lang=en", f"news/{story.work}/en/", f"news/{story.work}/"):
        tag = get(path)["ETag"]
        if not warm:
            forget_everything()
        with django_assert_max_num_queries(1) as queries:
            assert get(path, **{"If-None-Match": tag}).status_code == 304
        assert not [query for query in queries if reads_content(query)]


def test_an_item_whose_time_is_up_changes_tag_and_time_of_its_list(get, story):
    settle()
    before = get("news/")
    soon = datetime.now(UTC) + timedelta(seconds=0.3)
    PublishedItem.objects.filter(page_id=story.pk).update(expires_at=soon)
    forget_everything()
    with_it = get("news/")
    assert with_it["ETag"] == before["ETag"]
    assert with_it.json()["count"] == 1
    while datetime.now(UTC) <= soon:
        pass
    after = get("news/", **{"If-None-Match": before["ETag"]})
    assert after.status_code == 200
    assert after.json()["count"] == 0
    assert parse_http_date(after["Last-Modified"]) > parse_http_date(before["Last-Modified"])


def test_changed_names_and_settings_change_what_shows_them(get, db):
    topic = factories.make_topic()
    factories.make_story(topics=[topic])
    paths = ("topics/", "")
    before = {path: get(path) for path in paths}
    topic.name_en = "Renamed"
    topic.save()
    InitiativeSettings.objects.update_or_create(defaults={"contact_email": "us@example.org"})
    after = {path: get(path, **{"If-None-Match": before[path]["ETag"]}) for path in paths}
    assert after["topics/"].status_code == 200
    assert "Renamed" in after["topics/"].content.decode()
    assert after[""].json()["contact"]["email"] == "us@example.org"


def test_reading_within_a_unit_that_fails_leaves_nothing_behind(get, story):
    before = get("news/").json()

    def fail_in_a_transaction():
        with publication_transaction():
            story.unpublish()
            raise RuntimeError

    with pytest.raises(RuntimeError):
        fail_in_a_transaction()
    assert get("news/").json() == before


def test_what_is_withdrawn_in_the_second_of_its_publication_is_known_by_time(get, db, monkeypatch):
    factories.make_story()
    withdrawn = factories.make_story()
    before = get("news/")
    withdrawn.unpublish()
    monkeypatch.setattr(
        "core.caching.validators._SETTLED", timedelta(0, -10)
    )  # as after some seconds
    since = {"If-Modified-Since": before["Last-Modified"]}
    assert get("news/", **since).json()["count"] == 1


def test_a_pair_that_loses_a_language_in_the_second_of_its_publication_is_known_by_time(
    get, db, monkeypatch
):
    english, arabic = factories.make_pair()
    before = get(f"news/{english.work}/")
    arabic.unpublish()
    monkeypatch.setattr("core.caching.validators._SETTLED", timedelta(0, -10))
    since = {"If-Modified-Since": before["Last-Modified"]}
    assert [item["lang"] for item in get(f"news/{english.work}/", **since).json()["items"]] == [
        "en"
    ]


def test_last_modified_is_never_in_the_future(get, db):
    for _ in range(3):  # in one second, so that the later ones are dated to the next
        factories.make_story()
        answer = get("news/")
        assert parse_http_date(answer["Last-Modified"]) <= time.time()


def test_many_changes_in_a_second_do_not_run_ahead_of_the_clock(db):
    for _ in range(10):
        InitiativeSettings.load().save()
    ahead = PublicationCounter.objects.get().changed_at - datetime.now(UTC)
    assert ahead <= timedelta(seconds=2)


def test_a_restored_backup_gives_its_numbers_other_tags(get, story):
    before = get("news/")["ETag"]
    PublicationCounter.objects.update(changed_at=datetime(2026, 1, 1, tzinfo=UTC))
    forget_everything()
    assert get("news/", **{"If-None-Match": before}).status_code == 200


@pytest.mark.parametrize("path", ["docs/", "docs/ar/", "openapi.json"])
def test_the_guide_and_the_document_are_known_by_what_they_say(get, db, settings, path):
    before = get(path)
    assert get(path, **{"If-None-Match": before["ETag"]}).status_code == 304
    settings.API_RATE_LIMIT = {"made": 7, "cached": 77}
    settings.BASE_URL = "https://elsewhere.example"
    forget_everything()
    after = get(path, **{"If-None-Match": before["ETag"]})
    assert after.status_code == 200
    assert after.content != before.content


def test_not_modified_names_the_address_of_a_resolved_item(get, story):
    first = get(f"resolve/?url=/en/news/{story.slug}/")
    again = get(f"resolve/?url=/en/news/{story.slug}/", **{"If-None-Match": first["ETag"]})
    assert again.status_code == 304
    assert again["Content-Location"] == first["Content-Location"]
