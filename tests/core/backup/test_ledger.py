"""Each withdrawal is in the ledger before it is committed, without a title."""

import json
import shutil
from datetime import timedelta

import pytest
from django.utils import timezone
from wagtail.models import PageViewRestriction

from core.backup.errors import BackupError
from core.backup.making import copy_ledger
from core.erasing.erase import erase
from core.erasing.phrases import Phrases
from core.models import PublicationCounter, PublishedItem
from core.publication import ledger
from tests import factories

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("data")]


def own():
    return ledger.read(ledger.file())


def number():
    return PublicationCounter.objects.get(pk=1).value


def withdraw(page, way):
    if way == "unpublish":
        page.unpublish()
    elif way == "delete":
        page.delete()
    else:
        kind = PageViewRestriction.LOGIN
        PageViewRestriction.objects.create(page=page, restriction_type=kind)


@pytest.mark.parametrize("way", ["unpublish", "delete", "restrict"])
def test_a_withdrawal_is_written_by_its_ids_and_number_and_no_title(way):
    story = factories.make_story("ar", title="اسم لا يُذكر", slug="secret-name")
    work, before = story.translation_key, number()
    withdraw(story, way)
    [entry] = own().entries
    assert (entry.kind, entry.work, entry.lang, entry.type) == (
        "withdrawn",
        str(work),
        "ar",
        "news",
    )
    item = PublishedItem.objects.get(work=work)
    assert entry.number == item.seq > before
    line = ledger.file().read_text(encoding="utf-8")
    assert "secret-name" not in line
    assert "\\u" not in line
    assert set(json.loads(line)) == {"at", "kind", "lang", "number", "type", "work"}


def test_all_below_a_page_that_is_withdrawn_are_written():
    forum = factories.make_forum()
    stories = {str(factories.make_story().translation_key) for _ in range(3)}
    factories.news_index().unpublish()
    written = {entry.work for entry in own().entries}
    assert stories <= written
    assert str(forum.translation_key) not in written


def test_a_change_that_withdraws_nothing_writes_nothing():
    story = factories.make_story()
    story.title = "Another"
    story.save_revision().publish()
    assert not own().entries


def test_a_takedown_succeeds_though_the_ledger_cannot_be_written(data, caplog):
    story = factories.make_story()
    ledger.file().mkdir()
    story.unpublish()
    assert not PublishedItem.objects.public().filter(work=story.translation_key).exists()
    assert "ledger of withdrawals cannot be written" in caplog.text


def test_a_copy_is_closed_and_holds_what_the_ledger_lacks(data, tmp_path):
    first, second = factories.make_story(), factories.make_story()
    first.unpublish()
    shutil.copy(ledger.file(), tmp_path / "of this machine")
    second.unpublish()
    shutil.copy(tmp_path / "of this machine", ledger.file())  # another machine withdrew it
    copied = ledger.copy(tmp_path / "copy")
    assert {entry.work for entry in copied.entries} == {
        str(first.translation_key), str(second.translation_key),
    }  # fmt: skip
    assert copied.until is not None
    assert copied.number == number()
    assert len(ledger.copy(tmp_path / "copy").entries) == 2
    assert own().entries == copied.entries


def test_a_copy_that_is_not_whole_is_known_as_such(tmp_path):
    for _ in range(2):
        factories.make_story().unpublish()
    ledger.copy(tmp_path / "copy")
    lines = (tmp_path / "copy").read_text().splitlines()
    (tmp_path / "cut").write_text("\n".join(lines[:-1]))
    (tmp_path / "lacking").write_text("\n".join(lines[1:]))
    assert ledger.read(tmp_path / "cut").until is None
    assert ledger.read(tmp_path / "lacking").until is None
    assert ledger.read(tmp_path / "none") == ledger.Ledger()


def test_a_line_that_a_power_cut_left_half_spoils_no_other():
    factories.make_story().unpublish()
    with ledger.file().open("a") as file:
        file.write('{"at": "2026-05-0')
    factories.make_story().unpublish()
    assert len(own().entries) == 2


def test_what_happened_since_is_found_by_number_and_by_time():
    now = timezone.now()
    old = ledger.Entry(ledger.WITHDRAWN, now - timedelta(hours=1), 5, "a", "ar")
    newer = ledger.Entry(ledger.WITHDRAWN, now, 9, "b", "ar")
    erased = ledger.Entry(ledger.ERASED, now, 5)
    found = ledger.Ledger((old, newer, erased)).since(5, now - timedelta(minutes=1))
    assert found == (newer, erased)


def test_that_a_name_was_erased_is_written_and_the_name_is_not():
    factories.make_story(title="Ali Hussein speaks")
    erase(Phrases(["Ali Hussein"]))
    assert [entry.kind for entry in own().entries] == ["erased"]
    assert "Hussein" not in ledger.file().read_text()


@pytest.mark.parametrize("is_empty", [True, False])
def test_the_ledger_of_the_server_before_is_not_overwritten_by_that_of_a_new_one(place, is_empty):
    theirs, now = place / ledger.NAME, timezone.now()
    withdrawn = ledger.Entry(ledger.WITHDRAWN, now, number(), "a", "ar", "news")
    if is_empty:  # then only its number is later than all of this site
        left = [ledger.Entry(ledger.COPIED, now, number() + 1)]
    else:
        left = [withdrawn, ledger.Entry(ledger.COPIED, now, number(), count=1)]
    place.mkdir(mode=0o700)
    ledger.append(theirs, left)
    before = theirs.read_bytes()
    with pytest.raises(BackupError, match="does not know"):
        copy_ledger(place)
    assert theirs.read_bytes() == before


def test_once_the_site_knows_what_the_server_before_withdrew_it_goes_on_with_that_ledger(place):
    entry = ledger.Entry(ledger.WITHDRAWN, timezone.now(), number(), "a", "ar", "news")
    place.mkdir(mode=0o700)
    ledger.append(place / ledger.NAME, [entry])
    ledger.append(ledger.file(), [entry])  # as `restore` does
    assert copy_ledger(place).entries == (entry,)
    assert copy_ledger(place).entries == (entry,)
