"""How well a search answers judged queries: precision, recall and mean reciprocal rank."""

import re
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from statistics import fmean
from typing import Any

Search = Callable[[Mapping[str, Any]], Sequence[str]]

# The kind of a query by what it tests, as its set has it; the first that fits counts.
_KINDS = (
    ("nothing to be found", r"^nothing"),
    ("prefix", r"^prefix"),
    ("phrase", r"^phrase"),
    ("typing mistake", r"^typo|^spelling$"),
    ("month", r"^month"),
    ("digits", r"^digits"),
    ("cross-script", r"cross|Cross"),
    ("place or name", r"place|person|marsh name"),
    ("British and American", r"GB/US|US for UK"),
    ("related form", r"^root|^related|^inflection|^nisba"),
    ("article or particle", r"article|clitic|particle|li\+al"),
    ("hamza, ة, ى", r"^hamza|ta marbuta"),
    ("English forms", r"^english|irregular|-ies|-ing|hyphen"),
    ("plural", r""),
)


@dataclass(frozen=True)
class Score:
    """One query, and how well it was answered; `recall` and `rank` are None if nothing is right.

    `rank` is 1 divided by the place of the first right result, 0 without one. A query that finds
    nothing has precision 1 where nothing is right, otherwise 0.
    """

    query: Mapping[str, Any]
    found: tuple[str, ...]
    precision: float
    recall: float | None
    rank: float | None

    @property
    def is_whole(self) -> bool:
        return self.precision == 1 and self.recall in (1, None) and self.rank in (1, None)


@dataclass(frozen=True)
class Means:
    """The means of some scores; `wrong` is how many queries found what must find nothing."""

    queries: int
    precision: float
    recall: float
    rank: float
    wrong: int


def kind_of(query: Mapping[str, Any]) -> str:
    """Return the kind under which a query of a set is counted.

    >>> kind_of({"tests": "broken pl + place"}), kind_of({"tests": "pl"})
    ('place or name', 'plural')
    """
    return next(kind for kind, pattern in _KINDS if re.search(pattern, query["tests"]))


def scores(judged: Mapping[str, Any], search: Search) -> list[Score]:
    """Return the score of each query of a set; `search` returns the ids of texts, the best first.

    Ids that the set does not have, those of the stories around it, are dropped before.
    """
    own = {document["id"] for document in judged["documents"]}
    return [
        _score(query, [name for name in search(query) if name in own])
        for query in judged["queries"]
    ]


def _score(query: Mapping[str, Any], found: Sequence[str]) -> Score:
    right = set(query["relevant"])
    hits = [name for name in found if name in right]
    precision = len(hits) / len(found) if found else float(not right)
    if not right:
        return Score(query, tuple(found), precision, None, None)
    rank = next((1 / place for place, name in enumerate(found, 1) if name in right), 0.0)
    return Score(query, tuple(found), precision, len(hits) / len(right), rank)


def means(rows: Iterable[Score]) -> Means:
    """Return the means over some scores; a mean over none is 1."""
    rows = list(rows)
    return Means(
        len(rows),
        _mean(row.precision for row in rows),
        _mean(row.recall for row in rows if row.recall is not None),
        _mean(row.rank for row in rows if row.rank is not None),
        sum(bool(row.found) for row in rows if row.recall is None),
    )


def _mean(values: Iterable[float]) -> float:
    found = list(values)
    return fmean(found) if found else 1.0


def table(rows: Sequence[Score]) -> str:
    """Return the means by kind of query as a table in Markdown."""
    by_kind: dict[str, list[Score]] = {kind: [] for kind, _pattern in reversed(_KINDS)}
    for row in rows:
        by_kind[kind_of(row.query)].append(row)
    lines = ["| Kind | Queries | Precision | Recall | MRR |", "|---|--:|--:|--:|--:|"]
    lines += [_line(kind, means(found)) for kind, found in by_kind.items() if found]
    return "\n".join([*lines, _line("**all**", means(rows))])


def _line(title: str, found: Means) -> str:
    values = " | ".join(f"{value:.3f}" for value in (found.precision, found.recall, found.rank))
    return f"| {title} | {found.queries} | {values} |"
