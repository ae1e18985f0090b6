"""The search parameter: words in their folded form, and the SQL that finds and ranks them.

An item is found if each word occurs somewhere in its text, as a whole word or as a part of one:
Arabic joins articles and prepositions to the words that people search for.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from django.db import connection
from django.utils.translation import gettext_lazy as _

from api.parameters import Parameter, UnusableValueError
from api.patterns import ANY_TEXT
from api.problems import Text, filled
from core.language.folding import folded_words, with_and_without_article

MAX_LENGTH, MAX_WORDS = 200, 12
# How many hits a ranked list leads through.
MAX_HITS = 1000


@dataclass(frozen=True)
class Query:
    """What somebody typed, and its words in the folded form of `ItemText`."""

    text: str
    words: tuple[str, ...]


def read_query(text: str) -> Query:
    """Return the words of a query, in the folded form of `ItemText`."""
    if len(text) > MAX_LENGTH:
        message = _("Search for %(most)s characters at most.")
        raise UnusableValueError("too_long", filled(message, most=MAX_LENGTH))
    words = tuple(dict.fromkeys(folded_words(text)))
    if not words:
        raise UnusableValueError("blank", _("Enter at least one word to search for."))
    if len(words) > MAX_WORDS:
        message = _("Search for %(most)s words at most.")
        raise UnusableValueError("too_many_words", filled(message, most=MAX_WORDS))
    return Query(text.strip(), words)


def query_parameter(description: Text, *, is_required: bool = False) -> Parameter:
    """Return the parameter `q`."""
    return Parameter(
        "q",
        read_query,
        {"type": "string", "pattern": ANY_TEXT, "maxLength": MAX_LENGTH},
        description,
        example="peace",
        write=lambda query: query.text,
        is_required=is_required,
    )


def matching(column: str, words: Sequence[str]) -> tuple[list[str], list[Any]]:
    """Return (conditions, their values) that each word occurs in a searchable column."""
    return [_holds(column)] * len(words), list(words)


def beginning(column: str, words: Sequence[str]) -> tuple[list[str], list[Any]]:
    """Return (conditions, their values) that the words are in a column, the last one begun.

    Each counts with the Arabic article and without it.
    """
    *whole, begun = words
    forms = [[_whole(form) for form in with_and_without_article(word)] for word in whole]
    forms.append([f" {form}" for form in with_and_without_article(begun)])
    conditions = [f"({' OR '.join([_holds(column)] * len(some))})" for some in forms]
    return conditions, [form for some in forms for form in some]


def starting(column: str, words: Sequence[str]) -> tuple[str, list[Any]]:
    """Return (condition, its values) that a searchable column begins with these words.

    The first one counts with the Arabic article and without it.
    """
    first, *others = words
    starts = [" ".join(["", form, *others]) for form in with_and_without_article(first)]
    return " OR ".join([f"{_place(column)} = 1"] * len(starts)), starts


def score(title: str, text: str, words: Sequence[str]) -> tuple[str, list[Any]]:
    """Return (expression, its values): the better the words are found, the higher.

    A word counts 3 as a word of the title and 2 as a part of one; 1 as a word of the text.
    """
    each = (
        f"CASE WHEN {_holds(title)} THEN 3 WHEN {_holds(title)} THEN 2"
        f" WHEN {_holds(text)} THEN 1 ELSE 0 END"
    )
    params = [value for word in words for value in (_whole(word), word, _whole(word))]
    return " + ".join([each] * len(words)), params


def _place(column: str) -> str:
    # Plain search for a text: patterns take many times as long, and have to be escaped.
    return f"{'strpos' if connection.vendor == 'postgresql' else 'instr'}({column}, %s)"


def _holds(column: str) -> str:
    return f"{_place(column)} > 0"


def _whole(word: str) -> str:
    return f" {word} "
