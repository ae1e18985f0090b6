"""Texts that are searched in memory, by the analyser alone: for tests of rules, and for trials.

What it finds is what each database is to find.
"""

import json
from abc import ABC, abstractmethod
from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from pathlib import Path
from typing import Any

from core.search.analysis.attempts import attempts
from core.search.analysis.documents import BODY, SUMMARY, TITLE, PartKeys, part_keys
from core.search.analysis.levels import Level
from core.search.analysis.names.names import Names
from core.search.analysis.prefixes import read_prefix
from core.search.analysis.queries import SearchQuery, Term

HERE = Path(__file__).parent
SETS = [HERE / "development_set.json", HERE / "development_set_2.json"]
# Nothing is tuned to it, see what is written in it.
UNSEEN = HERE / "unseen_set.json"
Parts = list[tuple[str, PartKeys]]


def read_set(path: Path) -> dict[str, Any]:
    return dict(json.loads(path.read_text("utf-8")))


def parts_of(document: Mapping[str, Any], names: Names) -> Parts:
    """Return the keys of a document of a set, part by part."""
    texts = ((TITLE, "title"), (SUMMARY, "summary"), (BODY, "body"))
    return [(letter, part_keys(document.get(field, ""), names)) for letter, field in texts]


class Searched(ABC):
    """Documents of a set, wherever they are: what a query of the set finds among them."""

    names: Names

    def answer(self, query: Mapping[str, Any]) -> list[str]:
        """Return the ids of what a query of a set finds, the best first."""
        text, lang = query["q"], query["lang"]
        return self.suggest(text, lang) if query["mode"] == "prefix" else self.search(text, lang)

    def search(self, text: str, lang: str) -> list[str]:
        """Return the ids of what is found, the best first, by the first attempt that finds any."""
        for query in attempts(text, self.names, is_found=lambda term: self.has(term, lang)):
            if found := self.matching(query, lang):
                return found
        return []

    @abstractmethod
    def has(self, term: Term, lang: str) -> bool:
        """Return whether any text has a term."""

    @abstractmethod
    def matching(self, query: SearchQuery, lang: str) -> list[str]:
        """Return the ids of what has each term and phrase, the best first."""

    @abstractmethod
    def suggest(self, text: str, lang: str) -> list[str]:
        """Return the ids of the texts whose titles have what is being typed."""


class Collection(Searched):
    """Documents of a set, as parts and their keys. `more` are documents whose parts are known."""

    def __init__(
        self,
        documents: Iterable[dict[str, Any]],
        names: Names,
        more: Iterable[tuple[dict[str, Any], Parts]] = (),
    ) -> None:
        self.names = names
        self.langs: dict[str, str] = {}
        self.parts: dict[str, Parts] = {}
        # The texts that have a key, each with the best part of it that has it.
        self.having: defaultdict[str, dict[str, str]] = defaultdict(dict)
        for each, parts in (*((each, parts_of(each, names)) for each in documents), *more):
            self.langs[each["id"]] = each["lang"]
            self.parts[each["id"]] = parts
            for letter, part in parts:
                for key in part.keys:
                    self.having[key].setdefault(each["id"], letter)

    def has(self, term: Term, lang: str) -> bool:
        return any(self._has_language(name, lang) for name in self._levels(term))

    def matching(self, query: SearchQuery, lang: str) -> list[str]:
        if query.is_empty:
            return []
        each = [self._levels(term) for term in query.terms]
        titles = [self._in_title(term) for term in query.terms]
        ranked = [
            (max(levels[name] for levels in each), -sum(name in some for some in titles), name)
            for name in set.intersection(*map(set, each))
            if self._has_language(name, lang)
            and all(_has(phrase, self.parts[name]) for phrase in query.phrases)
        ]
        return [name for *_points, name in sorted(ranked)]

    def suggest(self, text: str, lang: str) -> list[str]:
        query = read_prefix(text, self.names)
        found = []
        for name, parts in self.parts.items():
            keys = parts[0][1].keys
            is_begun = any(key.startswith(query.begun) for key in keys)
            if (
                not query.is_empty
                and self._has_language(name, lang)
                and (is_begun or not keys.isdisjoint(query.concepts))
                and all(not keys.isdisjoint(term.keys) for term in query.terms)
            ):
                found.append(name)
        return found

    def _levels(self, term: Term) -> dict[str, Level]:
        """Return the texts that have a term, each with its level in them."""
        found: dict[str, Level] = {}
        for key, level in term.keys.items():
            for name in self.having.get(key, ()):
                found[name] = min(level, found.get(name, level))
        return found

    def _in_title(self, term: Term) -> set[str]:
        return {
            name
            for key in term.keys
            for name, letter in self.having.get(key, {}).items()
            if letter == TITLE
        }

    def _has_language(self, name: str, lang: str) -> bool:
        return lang in ("any", self.langs[name])


def _has(phrase: Sequence[str], parts: Parts) -> bool:
    wanted = f" {' '.join(phrase)} "
    return any(wanted in f" {' '.join(part.stems)} " for _letter, part in parts)
