"""Filters of lists: each narrows the list, together they must all hold, and none is guessed at."""

from datetime import UTC, datetime, timedelta
from urllib.parse import quote

import pytest

from core.models import Governorate, ShelfItem
from tests import factories
from tests.api.test_lists import titles
from tests.api.test_parameters import faults
from tests.shelf_rows import multiply


def story(title, **fields):
    return factories.make_story(title=title, body=[], **fields)


def listed(get, query, collection="news"):
    response = get(f"{collection}/?{query}")
    assert response.status_code == 200, response.json()["errors"]
    content = response.json()
    assert content["count"] == len(content["results"])
    return titles(content)


@pytest.fixture
def names(db):
    """A story for each name, one that has them all, and one without any."""
    forum = factories.make_forum(title="Hit Forum", slug="hit-forum")
    factories.make_forum("ar", translation_key=forum.work, title="منتدى هيت", slug="منتدى-هيت")
    names = {
        "forums": [forum],
        "topics": [factories.make_topic(slug="peace")],
        "governorate": Governorate.objects.get(slug="anbar"),
        "partner_organisations": [factories.make_organisation(slug="upp")],
    }
    for number, (name, value) in enumerate(names.items()):
        story(f"Only {name}", story_date=day(number + 1), **{name: value})
    story("All", story_date=day(9), **names)
    story("None", story_date=day(8))
    return names


def day(number):
    return datetime(2026, 1, number, 12, tzinfo=UTC)


@pytest.mark.parametrize(
    ("query", "name"),
    [
        ("forum=hit-forum", "forums"),
        ("topic=peace", "topics"),
        ("governorate=anbar", "governorate"),
        ("organisation=upp", "partner_organisations"),
    ],
)
def test_a_filter_leaves_what_has_that_name(get, names, query, name):
    assert listed(get, query) == ["All", f"Only {name}"]
    assert listed(get, f"{query}&order=-updated_at") == ["All", f"Only {name}"]
    assert listed(get, f"{query}&lang=ar") == []


def test_filters_together_must_all_hold(get, names):
    assert listed(get, "topic=peace&governorate=anbar&organisation=upp&forum=hit-forum") == ["All"]
    assert listed(get, "topic=peace&published_before=2026-01-05") == ["Only topics"]
    assert listed(get, "topic=peace&q=all") == ["All"]
    assert listed(get, "topic=peace&q=none") == []
    assert listed(get, "topic=peace&updated_since=2100-01-01") == []


def test_a_forum_is_named_by_its_work_or_by_its_slug_in_either_language(get, names):
    work = str(names["forums"][0].work)
    arabic = "منتدى-هيت"
    for value in (work, work.upper(), arabic, quote(arabic), quote(quote(arabic)), "%20hit-forum"):
        assert listed(get, f"forum={value}") == ["All", "Only forums"], value


def test_the_forum_that_manages_a_council_finds_it(get):
    forum = factories.make_forum(slug="hit-forum")
    factories.make_council(managing_forum=forum, title="Its council")
    factories.make_council()
    assert listed(get, "forum=hit-forum", "councils") == ["Its council"]


def test_links_to_other_pages_name_a_forum_by_its_work(get, names):
    response = get("news/?forum=hit-forum&limit=1")
    assert f"?forum={names['forums'][0].work}&limit=1&cursor=" in response.json()["next"]


@pytest.mark.parametrize(
    "query",
    [
        "forum=x", "forum=", "forum=00000000-0000-0000-0000-000000000000", "forum=منتدى",
        "topic=x", "topic=", "topic=Peace", "topic=peace,x", "topic=%25", "governorate=Iraq",
        "organisation=x", f"topic={'x' * 5000}",
    ],
)  # fmt: skip
def test_a_name_that_is_not_there_is_refused_with_those_that_are(get, names, query):
    parameter = query.split("=")[0]
    response = get(f"news/?{query}")
    assert faults(response) == {parameter: "unsupported"}
    message = response.json()["errors"][0]["message"]
    known = {
        "forum": "hit-forum, منتدى-هيت",
        "topic": "peace",
        "governorate": "anbar, babil",
        "organisation": "upp",
    }
    assert f"Allowed: {known[parameter]}" in message
    assert f"/api/v1/{parameter}s/" in message
    assert len(message) < 500


def test_of_many_names_some_are_told(get):
    message = get("news/?governorate=x").json()["errors"][0]["message"]
    assert len(message.split("Allowed: ")[1].split(", …")[0].split(", ")) == 15


def test_a_forum_that_is_withdrawn_can_no_longer_be_asked_for(get, names):
    names["forums"][0].unpublish()
    assert faults(get("news/?forum=hit-forum")) == {"forum": "unsupported"}
    assert listed(get, f"forum={quote('منتدى-هيت')}") == ["All", "Only forums"]


def test_a_new_name_can_be_asked_for_at_once(get, names):
    factories.make_topic(slug="water")
    assert listed(get, "topic=water") == []


def test_an_item_whose_time_is_up_is_in_no_list(get, names):
    over = datetime(2026, 1, 1, tzinfo=UTC)
    ShelfItem.objects.filter(title="All").update(expires_at=over)
    factories.make_page()  # the shelf moves
    for query in ("", "order=updated_at", "topic=peace", "topic=peace&governorate=anbar", "q=all"):
        assert "All" not in listed(get, query)
    assert get("search/?q=all").json()["results"] == []
    assert get("suggest/?q=all").json()["results"] == []


def test_an_item_whose_time_is_still_to_come_is_in_the_lists(get, names):
    soon = datetime.now(UTC) + timedelta(days=1)
    ShelfItem.objects.filter(title="All").update(expires_at=soon)
    assert listed(get, "topic=peace&governorate=anbar") == ["All"]


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
        ("published_before=0002-01-01", []),
    ],
)
def test_after_includes_its_moment_and_before_excludes_it(get, query, found):
    midnight = datetime(2026, 1, 1, 21, tzinfo=UTC)
    story("Before midnight", story_date=midnight - timedelta(seconds=1))
    story("Midnight", story_date=midnight)
    story("Later", story_date=midnight + timedelta(days=1))
    assert listed(get, query) == found


def test_updated_since_includes_its_moment(get):
    story("Before")
    story("Since")
    moment = datetime(2026, 1, 1, 12, tzinfo=UTC)
    ShelfItem.objects.filter(title="Since").update(updated_at=moment)
    ShelfItem.objects.filter(title="Before").update(updated_at=moment - timedelta(seconds=1))
    assert listed(get, "updated_since=2026-01-01T12:00:00Z") == ["Since"]
    assert listed(get, "updated_since=2026-01-01T15:00:00%2B03:00&order=-updated_at") == ["Since"]
    assert listed(get, "updated_since=2026-01-01T12:00:01Z") == []


@pytest.mark.parametrize(
    "text",
    [
        "", "today", "2026", "2026-01", "2026-13-01", "2026-02-30", "2026-1-1", "20260101",
        "0000-01-01", "0001-01-01", "10000-01-01", "-2026-01-01", "2026-01-01T10:00:00",
        "2026-01-01T10:00Z", "2026-01-01 10:00:00Z", "2026-01-01T24:00:00Z",
        "2026-06-30T23:59:60Z", "2026-01-01T10:00:00%2B25:00", "2026-01-01T10:00:00%2B03:60",
        "2026-01-01T10:00:00%2B0300", "9999-12-31T23:59:59-10:00", "0001-01-01T00:00:00%2B14:00",
        "٢٠٢٦-٠١-٠١", "2026-01-0²", "2026-01-01Z", "2026-01-01T10:00:00.Z", "1767225600",
        "2026-W01-1", "%E2%80%AE2026-01-01", "2026-01-01%0A", "9" * 5000,
    ],
)  # fmt: skip
@pytest.mark.parametrize("name", ["published_after", "published_before", "updated_since"])
def test_what_is_no_moment_is_refused(get, name, text):
    response = get(f"news/?{name}={text}")
    assert faults(response) == {name: "not_a_date"}
    assert "2019-06-07" in response.json()["errors"][0]["message"]


def test_a_plus_sign_that_came_as_a_space_is_explained(get):
    response = get("news/?updated_since=2026-01-01T10:00:00+03:00")
    assert faults(response) == {"updated_since": "not_a_date"}
    assert "write + as %2B" in response.json()["errors"][0]["message"]


def test_dates_the_wrong_way_round_are_refused(get):
    response = get("news/?published_after=2026-01-02&published_before=2026-01-01")
    assert faults(response) == {"published_after": "reversed", "published_before": "reversed"}


@pytest.mark.parametrize(
    ("query", "is_found"),
    [
        ("reading", True),
        ("READ", True),
        ("week reading", True),
        ("“Reading,” (week)!", True),
        ("volunteers", True),
        ("lamp", True),
        ("reading winter", False),
        ("100%", True),
        ("1%2", False),
        ("read_x", False),
        ("read-week", True),
        ("a\\x", False),
        ("\u202ereading\u202c", True),
    ],
)
def test_q_finds_what_has_all_words_or_parts_of_words(get, query, is_found):
    factories.make_story(
        title="A reading week",
        summary="For volunteers, 100% of them.",
        body=[("paragraph", "<p>Bring lamps.</p>")],
    )
    assert bool(listed(get, f"q={quote(query)}")) is is_found


@pytest.mark.parametrize(
    "query", ["المنتدى الأول", "المنتدي الاول", "اَلمُنتدى", "منتدى", "٢٠١٩", "2019"]
)
def test_q_finds_every_spelling_of_an_arabic_word(get, query):
    factories.make_story("ar", title="المُنتدى الأوّل ٢٠١٩")
    assert len(listed(get, f"q={quote(query)}")) == 1


@pytest.mark.parametrize(
    ("query", "code"),
    [
        ("", "blank"),
        ("%20%0A", "blank"),
        ("%E2%80%AE", "blank"),
        ("'", "blank"),
        ("%25", "blank"),
        ("…%20؟%20%5C_", "blank"),
        ("x" * 201, "too_long"),
        ("x" * 8192, "too_long"),
        ("+".join(f"w{number}" for number in range(13)), "too_many_words"),
        ("a%00b", "nul"),
    ],
)
def test_q_that_cannot_be_searched_for_is_refused(get, query, code):
    assert faults(get(f"news/?q={query}")) == {"q": code}


@pytest.mark.parametrize("count", [3, 60])
def test_a_filter_costs_one_more_query_when_its_names_are_new(
    get, django_assert_num_queries, count
):
    topic, forum = factories.make_topic(slug="peace"), factories.make_forum(slug="hit-forum")
    factories.make_story(topics=[topic], forums=[forum])
    multiply(count)
    # The state, the names, and the list with its number.
    with django_assert_num_queries(3):
        assert len(get("news/?topic=peace&limit=100").json()["results"]) == count
    with django_assert_num_queries(1):
        get("news/?topic=peace&limit=99")
    with django_assert_num_queries(2):
        get("news/?topic=peace&forum=hit-forum&limit=100")
    with django_assert_num_queries(1):
        get("news/?topic=peace&forum=hit-forum&lang=en&fields=title&q=story&limit=100")
