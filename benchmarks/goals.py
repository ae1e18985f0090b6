"""The goals, and whether the figures meet them."""

from collections.abc import Iterable, Mapping
from dataclasses import asdict, dataclass
from typing import Any

AT_MOST, AT_LEAST = "≤", "≥"


@dataclass(frozen=True)
class Figure:
    """A measured value, with a note such as how far the rounds differ."""

    value: float
    note: str = ""


@dataclass(frozen=True)
class Goal:
    """A bound on the figure called `key`; `number` is that of docs/benchmarks.md."""

    number: int
    key: str
    what: str
    bound: str
    limit: float
    suffix: str = ""

    @property
    def text(self) -> str:
        return f"{self.bound} {short(self.limit)}{self.suffix}"

    def is_met(self, value: float) -> bool:
        return value <= self.limit if self.bound == AT_MOST else value >= self.limit


GOALS = (
    Goal(1, "list queries", "List, not cached: queries", AT_MOST, 2),
    Goal(1, "filtered list queries", "… with one filter", AT_MOST, 3),
    Goal(1, "list / floor", "… speed", AT_LEAST, 0.35, " × floor"),
    Goal(1, "list / v2 list", "… speed, same fields", AT_LEAST, 40, " × v2"),
    Goal(2, "item queries", "Item, not cached: queries", AT_MOST, 1),
    Goal(2, "item / floor", "… speed", AT_LEAST, 0.4, " × floor"),
    Goal(2, "item / v2 item", "… speed", AT_LEAST, 10, " × v2"),
    Goal(2, "item / v3 item", "… speed", AT_LEAST, 8, " × v3"),
    Goal(2, "oEmbed queries", "oEmbed, not cached: queries", AT_MOST, 2),
    Goal(2, "oEmbed / floor", "… speed", AT_LEAST, 0.35, " × floor"),
    Goal(2, "card queries", "Card in a frame, not cached: queries", AT_MOST, 1),
    Goal(2, "card / floor", "… speed", AT_LEAST, 0.35, " × floor"),
    Goal(3, "cached list / floor", "List, cached: speed", AT_LEAST, 1.5, " × floor"),
    Goal(3, "cached list / v2 list", "… speed", AT_LEAST, 100, " × v2"),
    Goal(3, "cached list content queries", "… queries for content", AT_MOST, 0),
    Goal(3, "cached oEmbed / floor", "oEmbed, cached: speed", AT_LEAST, 1.5, " × floor"),
    Goal(3, "cached card / floor", "Card, cached: speed", AT_LEAST, 1.5, " × floor"),
    Goal(4, "304 content queries", "304: queries for content", AT_MOST, 0),
    Goal(4, "304 / floor", "… speed", AT_LEAST, 0.9, " × floor"),
    Goal(4, "304 share", "… share of right answers across workers", AT_LEAST, 1),
    Goal(5, "list growth", "List: time with many ÷ with few stories", AT_MOST, 1.1),
    Goal(5, "item growth", "Item: time with many ÷ with few stories", AT_MOST, 1.1),
    Goal(5, "last page / first page", "Last page ÷ first page: time", AT_MOST, 1.2),
    Goal(6, "HTML index queries", "HTML index: queries", AT_MOST, 8),
    Goal(6, "HTML story queries", "HTML story: queries", AT_MOST, 6),
    Goal(6, "HTML index / floor", "HTML index, cached: speed", AT_LEAST, 0.85, " × floor"),
    Goal(6, "HTML story / floor", "HTML story, cached: speed", AT_LEAST, 0.85, " × floor"),
    Goal(6, "HTML missing queries", "HTML that is not there: queries", AT_MOST, 2),
    Goal(6, "sitemap / floor", "File of the sitemap, cached: speed", AT_LEAST, 0.3, " × floor"),
    Goal(6, "sitemap made", "… made", AT_MOST, 40, " ms"),
    Goal(7, "list bytes / v2 list bytes", "List: bytes", AT_MOST, 0.35, " × v2"),
    Goal(7, "escaped characters", "… Arabic characters that are not UTF-8", AT_MOST, 0),
    Goal(8, "memory", "Memory of a worker after the load", AT_MOST, 150, " MB"),
    Goal(9, "rebuild", "Rebuild of all published items", AT_MOST, 60, " s"),
    Goal(10, "dashboard", "Translations, first page", AT_MOST, 1000, " ms"),
    Goal(10, "dashboard growth", "… queries for 50 rows more than for 10", AT_MOST, 0),
    Goal(10, "status counts", "… queries that count the statuses", AT_MOST, 1),
    Goal(11, "explorer", "Pages, with our column: queries above stock Wagtail", AT_MOST, 5),
    Goal(12, "save", "Saving one text", AT_MOST, 150, " ms"),
    Goal(13, "export", "Files of 500 works", AT_MOST, 60, " s"),
    Goal(13, "export progress", "… times that progress was seen to move", AT_LEAST, 3),
    Goal(14, "editor", "Editor of a translation", AT_MOST, 1000, " ms"),
    Goal(14, "queue", "My queue", AT_MOST, 1000, " ms"),
    Goal(15, "feed queries", "Feed, not cached: queries", AT_MOST, 2),
    Goal(15, "feed of a topic queries", "… of a topic", AT_MOST, 3),
    Goal(15, "feed / floor", "… speed", AT_LEAST, 0.35, " × floor"),
    Goal(15, "cached feed / floor", "Feed, cached: speed", AT_LEAST, 1.5, " × floor"),
    Goal(15, "cached feed content queries", "… queries for content", AT_MOST, 0),
    Goal(15, "304 of the feed content queries", "304 of a feed: queries for content", AT_MOST, 0),
    Goal(15, "304 of the feed / floor", "… speed", AT_LEAST, 0.9, " × floor"),
    Goal(16, "search of few, SQLite", "Search, commonest word, SQLite", AT_MOST, 150, " ms"),
    Goal(16, "search of few, PostgreSQL", "… PostgreSQL", AT_MOST, 300, " ms"),
    Goal(16, "search of many", "… among many stories", AT_MOST, 400, " ms"),
    Goal(16, "search page", "… on the site, among many stories", AT_MOST, 400, " ms"),
    Goal(16, "search queries", "… queries", AT_MOST, 6),
    Goal(17, "index a story", "Indexing a story when it is published", AT_MOST, 15, " ms"),
    Goal(17, "update_index", "Indexing all texts anew", AT_MOST, 300, " s"),
    Goal(18, "posts a second", "Import from WordPress: posts a second", AT_LEAST, 11.1),
    Goal(18, "import memory", "… memory above an idle process", AT_MOST, 200, " MB"),
    Goal(18, "reader waits", "… longest wait of a reader", AT_MOST, 2000, " ms"),
    Goal(18, "editor waits", "… longest wait of an editor's save", AT_MOST, 2000, " ms"),
    Goal(19, "page by nginx / floor", "Page, stored by nginx: speed", AT_LEAST, 20, " × floor"),
    Goal(19, "page by nginx without TLS / floor", "… without TLS", AT_LEAST, 20, " × floor"),
    Goal(19, "answer by nginx / floor", "Answer, stored by nginx: speed", AT_LEAST, 20, " × floor"),
    Goal(19, "answer by nginx without TLS / floor", "… without TLS", AT_LEAST, 20, " × floor"),
)
# The parts of the trial and the numbers of their goals.
API, WORKBENCH, SEARCH, MOVE, PROXY = "api", "workbench", "search", "move", "proxy"
PARTS = {
    API: (*range(1, 10), 15),
    WORKBENCH: tuple(range(10, 15)),
    SEARCH: (16, 17),
    MOVE: (18,),
    PROXY: (19,),
}


def results(
    figures: Mapping[str, Figure], parts: Iterable[str] = tuple(PARTS)
) -> list[dict[str, Any]]:
    """Return each goal of `parts` with its figure; `met` is None if it could not be measured."""
    rows = []
    numbers = {number for part in parts for number in PARTS[part]}
    for goal in (goal for goal in GOALS if goal.number in numbers):
        figure = figures.get(goal.key)
        rows.append(
            asdict(goal)
            | {
                "goal": goal.text,
                "figure": figure and figure.value,
                "note": figure.note if figure else "",
                "met": goal.is_met(figure.value) if figure else None,
            }
        )
    return rows


def table(rows: list[dict[str, Any]]) -> str:
    """Return the results as lines of text with goal and figure side by side."""
    verdicts = {True: "met", False: "NOT MET", None: "not measured"}
    cells = [("#", "What", "Goal", "Figure", "", "Note")] + [
        (
            str(row["number"]),
            row["what"],
            row["goal"],
            "–" if row["figure"] is None else short(row["figure"]),
            verdicts[row["met"]],
            row["note"],
        )
        for row in rows
    ]
    widths = [max(len(line[column]) for line in cells) for column in range(5)]
    return "\n".join(
        "  ".join(
            [*(cell.ljust(width) for cell, width in zip(line, widths, strict=False)), line[5]]
        ).rstrip()
        for line in cells
    )


def short(value: float) -> str:
    """Return a number with three significant digits."""
    return f"{value:,.0f}" if value >= 100 or value == int(value) else f"{value:.3g}"
