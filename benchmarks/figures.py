"""The figures of the API's goals, from the measurements of a trial."""

import statistics
from collections.abc import Iterator

from benchmarks.goals import Figure, short
from benchmarks.load import ratio
from benchmarks.trial import Trial

# The figure, the address that is measured, and the one that it is compared with.
_SPEEDS = (
    ("list / floor", "list", "floor of lists"),
    ("list / v2 list", "list", "v2 list"),
    ("item / floor", "item", "floor of items"),
    ("item / v2 item", "item", "v2 item"),
    ("item / v3 item", "item", "v3 item"),
    ("cached list / floor", "cached list", "floor of lists"),
    ("cached list / v2 list", "cached list", "v2 list"),
    ("304 / floor", "304", "floor of lists"),
    *(
        (f"{name} / floor", name, "floor of cards")
        for name in ("oEmbed", "card", "cached oEmbed", "cached card")
    ),
    ("HTML index / floor", "HTML index", "floor of lists"),
    ("HTML story / floor", "HTML story", "floor of lists"),
    ("sitemap / floor", "sitemap", "floor of sitemaps"),
    ("feed / floor", "feed", "floor of feeds"),
    ("cached feed / floor", "cached feed", "floor of feeds"),
    ("304 of the feed / floor", "304 of the feed", "floor of feeds"),
    # Ratios of times, so the other way round.
    ("list growth", "list of few", "list of many"),
    ("item growth", "item of few", "item of many"),
    ("last page / first page", "list of many", "last page"),
)
_QUERIES = (
    ("list queries", ("list", "list of 100", "list of many stories")),
    ("filtered list queries", ("filtered list",)),
    ("item queries", ("item",)),
    ("feed queries", ("feed",)),
    ("feed of a topic queries", ("feed of a topic",)),
    ("oEmbed queries", ("oEmbed",)),
    ("card queries", ("card",)),
    ("HTML index queries", ("HTML index",)),
    ("HTML story queries", ("HTML story",)),
    ("HTML missing queries", ("HTML missing",)),
)
# The status of what is counted, where that is not 200.
_STATUS = {"HTML missing": 404}


def figures_of(trial: Trial) -> dict[str, Figure]:
    """Return the figures by the keys that goals have; what was not measured is left out."""
    return dict((*_speeds(trial), *_queries(trial), *_others(trial)))


def _speeds(trial: Trial) -> Iterator[tuple[str, Figure]]:
    notes = {
        "list growth": f"{trial.few:,} → {trial.many:,} stories; ",
        "item growth": f"{trial.few:,} → {trial.many:,} stories; ",
        "last page / first page": f"page {trial.last_page}; ",
    }
    for key, name, to in _SPEEDS:
        found = ratio(trial.runs, name, to)
        if found is not None:
            note = f"{notes.get(key, '')}{short(found.low)}–{short(found.high)}"
            if found.by_processor:
                note += f"; by processor time {short(found.by_processor)}"
            yield key, Figure(found.value, note)


def _queries(trial: Trial) -> Iterator[tuple[str, Figure]]:
    for key, names in _QUERIES:
        asked = [name for name in names if name in trial.queries]
        found = [trial.queries[name] for name in asked]
        if found and all(trial.queries[name]["status"] == _STATUS.get(name, 200) for name in asked):
            rest = max(counted["at_rest"] for counted in found)
            most = max(counted["queries"] for counted in found)
            yield key, Figure(most, f"{rest} when the process was idle before")
    for key, name, status in (
        ("cached list content queries", "cached list", 200),
        ("304 content queries", "cached list again", 304),
        ("cached feed content queries", "cached feed", 200),
        ("304 of the feed content queries", "cached feed again", 304),
    ):
        counted = trial.queries.get(name, {})
        if counted.get("status") == status:
            note = f"{counted['at_rest']} in all when the process was idle before"
            yield key, Figure(counted["content"], note)


def _others(trial: Trial) -> Iterator[tuple[str, Figure]]:
    ours, theirs = trial.sizes["list"], trial.sizes["v2 list"]
    same = trial.sizes["list of v2's fields"] / theirs
    whole = ours / trial.sizes["v2 list of all fields"]
    note = (
        f"{ours:,} ÷ {theirs:,}; asked for the fields that v2 has too: {short(same)}; "
        f"÷ v2's fields=*, bodies included: {short(whole)}"
    )
    yield "list bytes / v2 list bytes", Figure(ours / theirs, note)
    yield "escaped characters", Figure(trial.escaped_characters)
    made = [run.processor / 1000 for run in trial.runs if run.name == "sitemap made"]
    if any(made):
        yield "sitemap made", Figure(statistics.median(made), "by processor time")
    if trial.share_of_304 is not None:
        yield "304 share", Figure(trial.share_of_304)
    workers = [(worker, name) for name, server in trial.memory.items() for worker in server]
    if workers:
        most, name = max(workers, key=lambda found: found[0]["rss"])
        yield "memory", Figure(most["rss"], f"{name}; {most['pss']:.0f} MB without what is shared")
    yield "rebuild", Figure(trial.seconds_to_rebuild, f"{trial.many:,} stories")
