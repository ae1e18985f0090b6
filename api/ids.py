"""`ids`: several works or items, asked for at once."""

from dataclasses import dataclass

from django.utils.translation import gettext_lazy as _

from api.examples import WORK
from api.parameters import Parameter, UnusableValueError, in_commas, lookup, shortened
from api.patterns import IDS as FORM
from api.problems import filled
from api.rows import UUID_FORM
from core.language.languages import LANGUAGES
from core.publication.state import placeholders

MOST = 100
_EXAMPLE = f"{WORK}:ar"


@dataclass(frozen=True)
class Ids:
    """Works in all languages, and items as (work, language); none of them twice."""

    works: tuple[str, ...]
    items: tuple[tuple[str, str], ...] = ()

    @property
    def texts(self) -> tuple[str, ...]:
        return (*self.works, *(f"{work}:{lang}" for work, lang in self.items))

    def conditions(self, table: str) -> tuple[str, list[str]]:
        """Return the SQL that a row of items is one of them, and the works in it, in order."""
        every = sorted({*self.works, *(work for work, _lang in self.items)})
        sql, works = [f"{table}.work IN ({placeholders(every)})"], [*every]
        if self.items:
            # The index finds the works; the rest settles which of their languages.
            either = [f"{table}.work IN ({placeholders(self.works)})"] if self.works else []
            works += self.works
            for tag in LANGUAGES:
                wanted = [work for work, lang in self.items if lang == tag]
                if wanted:
                    among = f"{table}.work IN ({placeholders(wanted)})"
                    either.append(f"({table}.lang = '{tag}' AND {among})")
                    works += wanted
            sql.append(f"({' OR '.join(either)})")
        return " AND ".join(sql), works


def read_ids(text: str) -> Ids:
    """Return the works and items in a comma list of their ids."""
    parts = [part.strip() for part in text.split(",")]
    if len(parts) > MOST:
        message = _("Ask for %(most)s ids at most.")
        raise UnusableValueError("too_many", filled(message, most=MOST))
    found = dict.fromkeys(map(_read_one, parts))
    works = tuple(sorted(work for work, lang in found if lang is None))
    items = {(work, lang) for work, lang in found if lang is not None and work not in works}
    return Ids(works, tuple(sorted(items)))


def _read_one(text: str) -> tuple[str, str | None]:
    work, colon, language = text.partition(":")
    lang = lookup(language) if colon else None
    if not UUID_FORM.fullmatch(work) or (colon and lang is None):
        message = _("“%(value)s” is neither a “work” nor the “id” of an item, such as %(example)s.")
        values = {"value": shortened(text), "example": _EXAMPLE}
        raise UnusableValueError("malformed", filled(message, **values))
    return work.lower(), lang


IDS = Parameter(
    "ids",
    read_ids,
    {"type": "string", "pattern": FORM},
    filled(
        _(
            "Only these: each a “work”, or the “id” of an item, %(most)s at most, with commas "
            "between. Those that are not public, or do not match other filters, are left out."
        ),
        most=MOST,
    ),
    example=_EXAMPLE,
    write=lambda ids: in_commas(ids.texts),
    is_list=True,
)
