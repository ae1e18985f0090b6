"""Sync: following the changes from empty rebuilds exactly what the lists show."""

import json
from datetime import UTC, datetime, timedelta

import pytest
from django.core.management import CommandError, call_command
from django.utils import timezone
from wagtail.models import Page, PageViewRestriction

from core.models import PublishedItem
from core.publication.state import forget_state
from tests import factories
from tests.api.contract import check
from tests.api.following import Copy, later, listed, operations


def end_now(page):
    """Let a page's time be up at this moment, as if it had been set beforehand."""
    now = timezone.now()
    Page.objects.filter(pk=page.pk).update(expire_at=now)
    PublishedItem.objects.filter(page_id=page.pk).update(expires_at=now)
    forget_state()


def restrict(page):
    return PageViewRestriction.objects.create(page=page, restriction_type=PageViewRestriction.LOGIN)


@pytest.fixture
def copy(get):
    """A copy that holds everything there is."""
    copy = Copy(get)
    copy.follow()
    return copy


def test_without_a_cursor_everything_public_is_listed_and_nothing_else(get):
    english, _arabic = factories.make_pair()
    factories.make_story(live=False)
    factories.make_story().unpublish()
    restrict(factories.make_story())
    factories.make_council(managing_forum=factories.make_forum())
    copy = Copy(get)
    entries = copy.follow()
    assert {op for op, _id in operations(entries)} == {"upsert"}
    assert copy.cards == listed(get)
    assert {f"{english.work}:en", f"{english.work}:ar"} <= copy.items.keys()


def test_an_entry_holds_the_item_as_its_own_address_answers_it(get):
    story = factories.make_story("ar")
    copy = Copy(get)
    copy.follow()
    assert copy.items[f"{story.work}:ar"] == get(f"news/{story.work}/ar/").json()


def test_entries_come_in_the_order_of_their_numbers(get):
    for _ in range(5):
        factories.make_story()
    numbers = [entry["seq"] for entry in Copy(get).follow(limit=2)]
    assert numbers == sorted(set(numbers))


def test_index_pages_are_never_listed(get, copy):
    index = factories.news_index()
    index.title = "All news"
    index.save_revision().publish()
    index.unpublish()
    assert copy.items.keys() == {f"{factories.home_page().work}:{tag}" for tag in ("en", "ar")}
    assert copy.follow() == []


def test_nothing_new_is_an_empty_page_with_a_cursor(copy):
    page = copy.step()
    assert (page["results"], page["has_more"]) == ([], False)
    assert page["next_cursor"]


def test_a_new_story_is_an_upsert(copy):
    story = factories.make_story()
    assert operations(copy.follow()) == [("upsert", f"{story.work}:en")]
    assert copy.follow() == []


def test_many_changes_of_one_item_are_one_entry_with_its_last_state(copy):
    story = factories.make_story()
    for title in ("First", "Second", "Third"):
        story.title = title
        story.save_revision().publish()
    [entry] = copy.follow()
    assert entry["item"]["title"] == "Third"
    assert entry["seq"] == entry["item"]["version"]


def test_a_withdrawn_story_is_a_delete_that_holds_nothing_but_its_id(get, copy):
    story = factories.make_story(title="Names that are dangerous")
    copy.follow()
    story.unpublish()
    [entry] = copy.follow()
    gone = get(f"news/{story.work}/en/").json()["gone_since"]
    assert entry == {
        "op": "delete",
        "seq": PublishedItem.objects.get(page_id=story.pk).seq,
        "id": f"{story.work}:en",
        "work": str(story.work),
        "lang": "en",
        "type": "news",
        "gone_since": gone,
    }
    assert f"{story.work}:en" not in copy.items


def test_the_translation_that_is_left_no_longer_names_the_withdrawn_one(copy):
    english, _arabic = factories.make_pair()
    copy.follow()
    english.unpublish()
    copy.follow()
    assert copy.items[f"{english.work}:ar"]["translations"] == []


def test_what_was_withdrawn_before_the_reader_began_is_not_listed(get):
    factories.make_story().unpublish()
    assert {op for op, _id in operations(Copy(get).follow(limit=1))} == {"upsert"}


def test_what_is_withdrawn_while_the_snapshot_is_read_is_listed(get):
    stories = [factories.make_story() for _ in range(3)]
    copy = Copy(get)
    copy.step(limit=4)
    assert f"{stories[0].work}:en" in copy.items
    stories[0].unpublish()
    assert ("delete", f"{stories[0].work}:en") in operations(copy.follow(limit=1))


def test_a_story_that_changes_while_the_snapshot_is_read_comes_again(get):
    stories = [factories.make_story() for _ in range(3)]
    copy = Copy(get)
    copy.step(limit=4)
    stories[0].title = "Changed"
    stories[0].save_revision().publish()
    copy.follow(limit=1)
    assert copy.items[f"{stories[0].work}:en"]["title"] == "Changed"
    assert copy.cards == listed(get)


def test_a_story_that_comes_back_is_an_upsert_again(copy):
    story = factories.make_story()
    story.unpublish()
    copy.follow()
    story.save_revision().publish()
    assert operations(copy.follow()) == [("upsert", f"{story.work}:en")]


def test_restricting_a_section_withdraws_all_that_is_in_it(copy):
    stories = [factories.make_story() for _ in range(3)]
    copy.follow()
    restriction = restrict(factories.news_index())
    assert sorted(operations(copy.follow())) == sorted(
        ("delete", f"{story.work}:en") for story in stories
    )
    restriction.delete()
    assert {op for op, _id in operations(copy.follow())} == {"upsert"}


def test_an_item_whose_time_is_up_is_a_delete_before_anyone_has_swept(get, copy):
    story = factories.make_story()
    copy.follow()
    end_now(story)
    assert operations(copy.follow()) == [("delete", f"{story.work}:en")]
    assert copy.follow() == []
    assert copy.cards == listed(get)


def test_when_many_expire_at_one_moment_each_is_listed_whatever_the_limit(copy):
    stories = [factories.make_story() for _ in range(5)]
    copy.follow()
    now = timezone.now()
    PublishedItem.objects.filter(type="news").update(expires_at=now)
    forget_state()
    assert sorted(operations(copy.follow(limit=2))) == sorted(
        ("delete", f"{story.work}:en") for story in stories
    )


def test_an_item_whose_time_is_up_is_not_in_a_snapshot(get):
    story = factories.make_story()
    end_now(story)
    copy = Copy(get)
    copy.follow(limit=1)
    assert f"{story.work}:en" not in copy.items


def test_an_item_whose_expiry_is_postponed_afterwards_is_listed_again(copy):
    story = factories.make_story()
    copy.follow()
    end_now(story)
    copy.follow()
    story.refresh_from_db()
    story.expire_at = timezone.now() + timedelta(days=1)
    story.save_revision().publish()
    assert operations(copy.follow()) == [("upsert", f"{story.work}:en")]


def test_times_are_whole_seconds_in_utc(copy):
    story = factories.make_story()
    copy.follow()
    over = datetime(2026, 1, 1, 9, 30, 0, 5, tzinfo=UTC)
    story.unpublish()
    PublishedItem.objects.filter(page_id=story.pk).update(gone_since=over)
    [entry] = copy.follow()
    assert entry["gone_since"] == "2026-01-01T09:30:00Z"


@pytest.mark.parametrize("lang", ["en", "ar"])
def test_the_type_of_a_work_never_changes_so_that_nothing_leaves_a_type_unseen(get, tmp_path, lang):
    forum = factories.make_forum()
    copy = Copy(get, type="forum")
    copy.follow()
    Page.objects.get(pk=forum.pk).delete()
    words = {"title": "A story", "summary": "In the place of a forum.", "body_text": "Text."}
    line = {"lang": lang, "work": str(forum.work), "published_at": "2019-06-08", **words}
    (tmp_path / "lines.jsonl").write_text(json.dumps(line))
    with pytest.raises(CommandError):
        call_command("import_stories", str(tmp_path / "lines.jsonl"))
    copy.follow()
    assert copy.items == {}


def test_answers_are_as_the_document_describes_them(get):
    _english, arabic = factories.make_pair()
    factories.make_council(managing_forum=factories.make_forum())
    cursor = check(get("changes/"), "/api/v1/changes/")["next_cursor"]
    arabic.unpublish()
    entries = check(get(f"changes/?cursor={cursor}"), "/api/v1/changes/")["results"]
    assert {entry["op"] for entry in entries} == {"upsert", "delete"}
    with later(days=401):
        check(get(f"changes/?cursor={cursor}"), "/api/v1/changes/")
    check(get("changes/?limit=0"), "/api/v1/changes/")
