"""Filters by date: from which moment to which one, and what is no moment."""

from datetime import UTC, datetime, timedelta

import pytest

from core.models import PublishedItem
from tests import factories
from tests.api.test_filters import listed
from tests.api.test_parameters import faults


@pytest.fixture(scope="module")
def stories(once):
    midnight = datetime(2026, 1, 1, 21, tzinfo=UTC)
    factories.make_story(title="Before midnight", story_date=midnight - timedelta(seconds=1))
    factories.make_story(title="Midnight", story_date=midnight)
    factories.make_story(title="Later", story_date=midnight + timedelta(days=1))


@pytest.mark.parametrize(
    ("query", "found"),
    [
        # Baghdad is three hours ahead, so that its 2nd of January begins at 21:00 of the 1st.
        ("published_after=2026-01-02", ["Later", "Midnight"]),
        ("published_before=2026-01-02", ["Before midnight"]),
        ("published_after=2026-01-01T21:00:00Z", ["Later", "Midnight"]),
        ("published_after=2026-01-01t21:00:00.000001z", ["Later"]),
        ("published_after=2026-01-02T00:00:00%2B03:00", ["Later", "Midnight"]),
        ("published_before=2026-01-01T21:00:00Z", ["Before midnight"]),
        ("published_before=2026-01-01T21:00:01-00:00", ["Midnight", "Before midnight"]),
        ("published_after=2026-01-02&published_before=2026-01-03", ["Midnight"]),
        ("published_after=2026-01-02&published_before=2026-01-02", []),
        ("published_after=9999-12-31", []),
        # What programs have for "always" and "never", though UTC's first and last days begin later.
        ("published_after=0001-01-01", ["Later", "Midnight", "Before midnight"]),
        ("published_after=0001-01-01T00:00:00%2B14:00", ["Later", "Midnight", "Before midnight"]),
        ("published_after=9999-12-31T23:59:59-10:00", []),
        ("published_before=0002-01-01", []),
    ],
)
def test_after_includes_its_moment_and_before_excludes_it(get, stories, query, found):
    assert listed(get, query) == found


def test_updated_since_includes_its_moment(get, stories):
    moment = datetime(2026, 1, 1, 12, tzinfo=UTC)
    PublishedItem.objects.update(updated_at=moment - timedelta(seconds=1))
    PublishedItem.objects.filter(title="Midnight").update(updated_at=moment)
    assert listed(get, "updated_since=2026-01-01T12:00:00Z") == ["Midnight"]
    at_three = "updated_since=2026-01-01T15:00:00%2B03:00"
    assert listed(get, f"{at_three}&order=-updated_at") == ["Midnight"]
    assert listed(get, "updated_since=2026-01-01T12:00:01Z") == []


@pytest.mark.parametrize(
    "text",
    [
        "", "today", "2026", "2026-01", "2026-13-01", "2026-02-30", "2026-1-1", "20260101",
        "0000-01-01", "10000-01-01", "-2026-01-01", "2026-01-01T10:00:00",
        "2026-01-01T10:00Z", "2026-01-01 10:00:00Z", "2026-01-01T24:00:00Z",
        "2026-06-30T23:59:60Z", "2026-01-01T10:00:00%2B25:00", "2026-01-01T10:00:00%2B03:60",
        "2026-01-01T10:00:00%2B0300",
        "٢٠٢٦-٠١-٠١", "2026-01-0²", "2026-01-01Z", "2026-01-01T10:00:00.Z", "1767225600",
        "2026-W01-1", "%E2%80%AE2026-01-01", "2026-01-01%0A", "9" * 5000,
    ],
)  # fmt: skip
@pytest.mark.parametrize("name", ["published_after", "published_before", "updated_since"])
def test_what_is_no_moment_is_refused(get, name, text):
    response = get(f"news/?{name}={text}")
    assert faults(response) == {name: "not_a_date"}
    assert "2019-06-07" in response.json()["errors"][0]["message"]


@pytest.mark.parametrize("text", ["2026-01-01T10:00:00", "yesterday", "2026-02-30"])
def test_the_message_fits_a_time_without_a_zone_as_well_as_a_day_that_is_none(get, text):
    [fault] = get(f"news/?updated_since={text}").json()["errors"]
    assert "neither a day that the calendar has nor a time with its zone" in fault["message"]


def test_a_plus_sign_that_came_as_a_space_is_explained(get):
    response = get("news/?updated_since=2026-01-01T10:00:00+03:00")
    assert faults(response) == {"updated_since": "not_a_date"}
    assert "write + as %2B" in response.json()["errors"][0]["message"]


def test_dates_the_wrong_way_round_are_refused(get):
    response = get("news/?published_after=2026-01-02&published_before=2026-01-01")
    assert faults(response) == {"published_after": "reversed", "published_before": "reversed"}
