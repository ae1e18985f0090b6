"""The sync clients that partners copy, each run as they run it, against the live site."""

import json
import socket
import subprocess
import sys
from datetime import UTC, datetime, timedelta
from decimal import Decimal
from pathlib import Path
from unittest.mock import patch

import pytest
from django.core.management import call_command
from django.utils import timezone
from wagtail.models import Page, PageViewRestriction

from core.models import PublicationCounter, PublishedItem
from core.publication.state import forget_state
from tests import factories
from tests.api.following import as_card, listed
from tests.partners.conftest import EXAMPLES, LONGEST, program

pytestmark = pytest.mark.any_database


class Partner:
    """Somebody who runs one of the examples and has its file."""

    def __init__(self, command: list[str], path: Path, base: str) -> None:
        self.command, self.path, self.base = command, path, base

    def run(self, *filters: str, fails: bool = False) -> str:
        """Run it once and return all of its output."""
        done = subprocess.run(
            [*self.command, self.base, str(self.path), *filters],
            capture_output=True,
            text=True,
            timeout=60,
            check=False,
        )
        assert (done.returncode != 0) is fails, done.stdout + done.stderr
        return done.stdout + done.stderr

    def run_out_of_reach(self, *, checked: timedelta) -> str:
        """Run it while nothing answers, with a copy that was checked so long ago."""
        with socket.create_server(("127.0.0.1", 0)) as server:
            dead = f"http://127.0.0.1:{server.getsockname()[1]}"
        source = self.stored["source"].replace(self.base, dead)
        moment = (datetime.now(UTC) - checked).strftime("%Y-%m-%dT%H:%M:%SZ")
        old = self.stored | {"source": source, "checked_at": moment}
        self.path.write_text(json.dumps(old), "utf-8")
        self.base = dead
        return self.run(fails=True)

    @property
    def stored(self):
        return json.loads(self.path.read_text("utf-8"))

    @property
    def items(self):
        return self.stored["items"]


@pytest.fixture(params=["sync.py", "sync.mjs", "sync.php"])
def partner(request, weather, tmp_path):
    programs = {"py": sys.executable, "mjs": "node", "php": "php"}
    name = programs[request.param.rpartition(".")[2]]
    command = [name if Path(name).is_absolute() else program(name)]
    return Partner([*command, str(EXAMPLES / request.param)], tmp_path / "copy.json", weather.url)


@pytest.fixture
def is_as_listed(client):
    """Whether a partner holds exactly what the lists show."""

    def compare(partner, **filters):
        forget_state()
        cards = {key: as_card(item) for key, item in partner.items.items()}
        return cards == listed(lambda path: client.get(f"/api/v1/{path}"), **filters)

    return compare


@pytest.mark.parametrize("name", ["sync.py", "sync.mjs", "sync.php"])
def test_an_example_is_short(name):
    assert len((EXAMPLES / name).read_text("utf-8").splitlines()) < LONGEST


def withdraw(to_delete: Page, to_restrict: Page, to_expire: Page) -> None:
    """Withdraw each page in another way; the last one's time is up just now."""
    Page.objects.get(pk=to_delete.pk).delete()
    kind = PageViewRestriction.LOGIN
    PageViewRestriction.objects.create(page=to_restrict, restriction_type=kind)
    now = timezone.now()
    Page.objects.filter(pk=to_expire.pk).update(expire_at=now)
    PublishedItem.objects.filter(page_id=to_expire.pk).update(expires_at=now)
    forget_state()


def test_a_partners_file_holds_what_the_lists_hold_whatever_happens(partner, is_as_listed):
    forum = factories.make_forum("ar", title="منتدى السلام في هيت")
    english, arabic = factories.make_pair(forums=[forum])
    others = [factories.make_story() for _ in range(3)]
    page, parent = factories.make_page(slug="child"), factories.make_page(slug="parent")
    partner.run()
    assert is_as_listed(partner)
    assert len(partner.items) == 2 + 1 + 2 + 3 + 2

    factories.make_council(managing_forum=forum)
    english.title = "Edited"
    english.save_revision().publish()
    arabic.unpublish()
    page.move(parent, pos="last-child")
    withdraw(*others)
    partner.run()
    assert is_as_listed(partner)
    for gone in (arabic, *others):
        assert f"{gone.work}:{gone.locale.language_code}" not in partner.items

    call_command("publish_scheduled")
    arabic.save_revision().publish()
    partner.run()
    assert is_as_listed(partner)
    assert partner.items[f"{english.work}:ar"]["title"] == arabic.title
    assert list(partner.path.parent.iterdir()) == [partner.path]


def test_many_items_come_in_several_pages(partner, weather, is_as_listed):
    factories.make_pair()
    partner.run("limit=1")
    assert is_as_listed(partner)
    assert len(weather.asked) == len(partner.items) == 4


def test_filters_choose_and_another_question_starts_from_empty(partner, is_as_listed):
    factories.make_pair()
    factories.make_forum("ar")
    partner.run("lang=ar&type=news")
    assert is_as_listed(partner, lang="ar", type="news")
    partner.run("lang=ar")
    assert is_as_listed(partner, lang="ar")


def test_bad_weather_is_waited_out(partner, weather, is_as_listed):
    factories.make_story()
    weather.mishaps = ["half", 429, 503]
    output = partner.run()
    assert len(weather.asked) == 4
    assert output.count("trying again") == 3
    assert is_as_listed(partner)


def test_a_refusal_is_reported_and_leaves_the_copy_as_it_was(partner):
    partner.run()
    before = partner.stored
    output = partner.run("lang=fr", fails=True)
    assert "is not a language of this site" in output
    assert partner.stored == before


def test_a_cursor_that_is_too_old_makes_the_copy_anew(partner, weather, is_as_listed):
    story = factories.make_story()
    partner.run()
    story.unpublish()
    later = timezone.now() + timedelta(days=401)
    with patch("django.utils.timezone.now", lambda: later):
        forget_state()
        partner.run()
    assert is_as_listed(partner)
    assert "cursor=" in weather.asked[-2]
    assert "cursor=" not in weather.asked[-1]


def test_a_cursor_that_is_not_ours_any_more_makes_the_copy_anew(partner, settings, is_as_listed):
    partner.run()
    settings.SECRET_KEY = "another key " * 5
    factories.make_story()
    partner.run()
    assert is_as_listed(partner)


def test_after_a_backup_was_restored_the_copy_is_made_anew(partner, is_as_listed):
    story = factories.make_story()
    partner.run()
    PublishedItem.objects.filter(page_id=story.pk).delete()
    PublicationCounter.objects.update(value=3)
    partner.run()
    assert is_as_listed(partner)
    assert f"{story.work}:en" not in partner.items


def test_text_and_numbers_are_stored_as_they_were_sent(partner, client):
    place = {"latitude": Decimal(33), "longitude": Decimal("42.83")}
    forum = factories.make_forum("ar", title="منتدى “هيت” / ١", **place)
    partner.run()
    sent = client.get(f"/api/v1/forums/{forum.work}/ar/").json()
    assert partner.items[f"{forum.work}:ar"] == sent
    assert "منتدى “هيت” / ١" in partner.path.read_text("utf-8")


def test_the_time_of_each_success_is_stored(partner):
    begin = datetime.now(UTC).replace(microsecond=0)
    for _run in range(2):
        partner.run()
        checked = datetime.fromisoformat(partner.stored["checked_at"])
        assert begin <= checked <= datetime.now(UTC)
        begin = checked


def test_a_site_out_of_reach_leaves_a_copy_that_is_young(partner):
    factories.make_story()
    partner.run()
    before = partner.stored
    output = partner.run_out_of_reach(checked=timedelta(minutes=55))
    assert "EMPTIED" not in output
    assert (partner.items, partner.stored["cursor"]) == (before["items"], before["cursor"])


def test_a_site_out_of_reach_for_an_hour_empties_the_copy(partner, weather, is_as_listed):
    factories.make_story()
    partner.run()
    output = partner.run_out_of_reach(checked=timedelta(minutes=61))
    assert f"{partner.path} IS EMPTIED" in output
    assert partner.items == {}
    assert partner.stored["cursor"] is None, "a cursor would give changes to what is gone"
    assert list(partner.path.parent.iterdir()) == [partner.path]
    partner.base = weather.url
    partner.run()
    assert is_as_listed(partner)


def test_whatever_stops_a_client_for_an_hour_empties_the_copy(partner, weather):
    factories.make_story()
    partner.run()
    old = partner.stored | {"checked_at": "2026-01-01T00:00:00Z"}
    for mishaps in ([403], ["strange"] * 4, ["hour"]):
        partner.path.write_text(json.dumps(old), "utf-8")
        weather.mishaps = mishaps
        partner.run(fails=True)
        assert partner.items == {}


def test_a_longer_wait_is_left_to_the_next_run(partner, weather):
    partner.run()
    weather.asked.clear()
    weather.mishaps = ["hour"]
    assert "trying again" not in partner.run(fails=True)
    assert len(weather.asked) == 1


def test_what_a_client_does_not_know_is_passed_over(partner, weather, is_as_listed):
    story = factories.make_story()
    partner.run()
    story.unpublish()
    forget_state()
    weather.mishaps = ["unknown"]
    assert "annotate" in partner.run()
    assert f"{story.work}:en" not in partner.items
    assert is_as_listed(partner)


@pytest.mark.parametrize("damage", ["empty", "half", "no bytes of a text", "another JSON"])
def test_a_damaged_copy_is_as_good_as_none(partner, is_as_listed, damage):
    factories.make_pair()
    partner.run()
    whole = partner.path.read_bytes()
    damages = {"empty": b"", "half": whole[: len(whole) // 2], "another JSON": b"[1]"}
    partner.path.write_bytes(damages.get(damage, b"\xff\xfe"))
    assert "no copy" in partner.run()
    assert is_as_listed(partner)
    assert list(partner.path.parent.iterdir()) == [partner.path]


def test_readers_never_see_half_a_copy(partner):
    """The file is replaced, not written into: who has it open goes on reading the old one."""
    factories.make_story()
    partner.run()
    with partner.path.open("rb") as reader:
        before = partner.path.read_bytes()
        factories.make_story()
        partner.run()
        assert reader.read() == before
    assert partner.path.read_bytes() != before
