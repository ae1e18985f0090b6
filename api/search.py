"""The search parameter: what somebody looks for, as `core.search` reads it."""

from dataclasses import dataclass

from django.db import connection
from django.utils.translation import gettext_lazy as _

from api.parameters import Parameter, UnusableValueError
from api.patterns import ANY_TEXT
from api.problems import Text, filled
from core.language.folding import folded_words, with_and_without_article
from core.search.finding import MOST_BY_RELEVANCE

MAX_LENGTH = 200
# How many hits a ranked list leads through.
MAX_HITS = MOST_BY_RELEVANCE


@dataclass(frozen=True)
class Query:
    """What somebody typed; it has at least one word."""

    text: str


def read_query(text: str) -> Query:
    """Return what is looked for, or raise UnusableValueError."""
    if len(text) > MAX_LENGTH:
        message = _("Search for %(most)s characters at most.")
        raise UnusableValueError("too_long", filled(message, most=MAX_LENGTH))
    if not folded_words(text):
        raise UnusableValueError("blank", _("Enter at least one word to search for."))
    return Query(text.strip())


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


def starting(column: str, text: str) -> tuple[str, list[str]]:
    """Return (condition, its values) that a searchable column begins with what is being typed.

    The first word counts with the Arabic article and without it.
    """
    first, *others = folded_words(text)
    starts = [" ".join(["", form, *others]) for form in with_and_without_article(first)]
    place = f"{'strpos' if connection.vendor == 'postgresql' else 'instr'}({column}, %s) = 1"
    return " OR ".join([place] * len(starts)), starts
