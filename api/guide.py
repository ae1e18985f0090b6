"""What the guide shows: every resource with its parameters, an example, and a form to try it."""

from dataclasses import dataclass
from functools import partial
from typing import Any

import orjson
from django.utils.translation import gettext_lazy as _

from api.examples import WORK, example_item
from api.parameters import CURSOR, LANG, LIMIT, Parameter
from api.problems import TITLES, Text
from api.rendering.items import NOT_IN_LISTS
from api.types import ROOT, TYPES_OF_COLLECTION
from api.views.initiative import Initiative
from api.views.languages import LanguageList
from api.views.lists import SUMMARIES
from api.views.root import VOCABULARIES, Root
from core.addresses import absolute
from core.languages import LANGUAGES, other_language
from core.models import ShelfItem

EXPLANATIONS: dict[str, tuple[int, Text]] = {
    "bad-request": (
        400,
        _("A parameter is unknown, repeated or not understood; “errors” says what is allowed."),
    ),
    "not-found": (
        404,
        _("Nothing was ever public here. “available” names the languages that there are."),
    ),
    "gone": (
        410,
        _(
            "It was public and has been withdrawn, since “gone_since”. Please remove your copies: "
            "somebody's safety may depend on it."
        ),
    ),
    "method-not-allowed": (405, _("The API is for reading: use GET, HEAD or OPTIONS.")),
    "not-acceptable": (406, _("Accept asks for a format that this address does not have.")),
    "internal-error": (500, _("The fault is ours and has been noted. Try again later.")),
}


@dataclass(frozen=True)
class Entry:
    """One resource in the guide. `template` holds the names of `choices` in braces."""

    key: str
    template: str
    summary: Text
    about: Text
    example: Any
    parameters: tuple[Parameter, ...] = ()
    choices: tuple[tuple[str, tuple[str, ...]], ...] = ()
    work: str = ""

    @property
    def address(self) -> str:
        """The address with the first of each choice."""
        values = {name: options[0] for name, options in self.choices} | {"work": self.work}
        return self.template.format(**values)

    @property
    def example_json(self) -> str:
        return orjson.dumps(self.example, option=orjson.OPT_INDENT_2).decode()


def guide_context(lang: str) -> dict[str, Any]:
    """Return everything that the guide's template shows, for readers of `lang`."""
    other = other_language(lang)
    return {
        "language": LANGUAGES[lang],
        "other": LANGUAGES[other],
        "other_address": f"{ROOT}/docs/" + ("ar/" if other == "ar" else ""),
        "root": absolute(f"{ROOT}/"),
        "root_path": f"{ROOT}/",
        "document": f"{ROOT}/openapi.json",
        "entries": _entries(lang),
        "collections": SUMMARIES,
        "problems": [
            {"kind": kind, "title": TITLES[kind], "status": status, "about": about}
            for kind, (status, about) in EXPLANATIONS.items()
        ],
    }


def _entries(lang: str) -> list[Entry]:
    item = example_item()
    card = {key: value for key, value in item.items() if key not in NOT_IN_LISTS}
    languages = (lang, other_language(lang))
    works = partial(Entry, work=_latest_work(lang))
    collection = ("collection", tuple(TYPES_OF_COLLECTION))
    return [
        Entry("root", f"{ROOT}/", Root.summary, Root.about, _root_example()),
        Entry(
            "lists",
            f"{ROOT}/{{collection}}/",
            _("List of a collection"),
            _(
                "Stories, forums, councils or pages without their bodies, newest first. "
                "“next” is the address of the following page."
            ),
            _frame([card | {"is_fallback": False}]),
            (LANG, LIMIT, CURSOR),
            (collection,),
        ),
        works(
            "item",
            f"{ROOT}/{{collection}}/{{work}}/{{lang}}/",
            _("A work in one language"),
            _(
                "The whole item, with its body. “work” is the same in every language and never "
                "changes, even when the title or the address does: keep it."
            ),
            item,
            choices=(collection, ("lang", languages)),
        ),
        works(
            "pair",
            f"{ROOT}/{{collection}}/{{work}}/",
            _("A work in all its languages"),
            _("The whole item once for each language in which it is public."),
            {"work": WORK, "type": "news", "original_lang": "en", "items": ["…"]},
            choices=(collection,),
        ),
        *_small_entries(),
    ]


def _small_entries() -> list[Entry]:
    counts = {"news": 12, "forum": 3, "council": 4, "page": 2, "initiative": 1}
    language = {"tag": "ar", "name": "العربية", "dir": "rtl", "default": False, "counts": counts}
    term = {"slug": "education", "name": {"en": "Education", "ar": "التعليم"}}
    return [
        Entry(
            "initiative",
            f"{ROOT}/initiative/",
            Initiative.summary,
            Initiative.about,
            {"work": WORK, "type": "initiative", "original_lang": "en", "items": ["…"]},
        ),
        Entry(
            "vocabularies",
            f"{ROOT}/{{vocabulary}}/",
            _("Topics, organisations, governorates"),
            _("Names in both languages, with how many items show each. A slug never changes."),
            _frame([term | {"counts": {"en": counts, "ar": counts}}]),
            (LIMIT, CURSOR),
            (("vocabulary", VOCABULARIES),),
        ),
        Entry(
            "languages",
            f"{ROOT}/languages/",
            LanguageList.summary,
            LanguageList.about,
            _frame([language]),
        ),
    ]


def _frame(results: list[Any]) -> dict[str, Any]:
    return {"count": len(results), "next": None, "previous": None, "results": results}


def _root_example() -> dict[str, Any]:
    return {
        "version": "1",
        "languages": list(LANGUAGES),
        "links": {"news": absolute(f"{ROOT}/news/"), "…": "…"},
    }


def _latest_work(lang: str) -> str:
    """Return a story that can be tried; without any, one that does not exist."""
    rows = ShelfItem.objects.public().filter(type="news", lang=lang).newest_first()
    return str(rows.values_list("work", flat=True).first() or WORK)
