"""What the guide shows: every resource with its parameters, an example, and a form to try it."""

from dataclasses import dataclass
from typing import Any
from urllib.parse import unquote, urlencode

import orjson
from django.conf import settings
from django.utils.translation import gettext_lazy as _

from api.examples import WORK
from api.guide_keys import keys_of_items
from api.parameters import Parameter
from api.partner_guide import files, pages
from api.problems import TITLES, Text
from api.types import ROOT, TYPES_OF_COLLECTION
from api.views.changes import ChangeList
from api.views.initiative import Initiative
from api.views.languages import LanguageList
from api.views.lists import SUMMARIES, ItemList
from api.views.resolve import Resolve
from api.views.resource import Resource
from api.views.root import VOCABULARIES, Root
from api.views.search import Search
from api.views.suggest import Suggest
from api.views.vocabularies import TopicList
from api.views.works import Item, Pair
from core.addresses.base import absolute
from core.language.languages import LANGUAGES, other_language
from core.models import InitiativeSettings, PublishedItem

EXPLANATIONS: dict[str, tuple[int, Text]] = {
    "bad-request": (
        400,
        _("A parameter is unknown, repeated or not understood; “errors” lists what is allowed."),
    ),
    "not-found": (
        404,
        _(
            "Nothing was ever public here in this language; if there are others, “available” names "
            "them."
        ),
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
    "cursor-expired": (
        410,
        _(
            "A cursor of “changes” is good for 400 days. Start again at the address in “restart” "
            "and replace your copy by what it gives."
        ),
    ),
    "too-many-requests": (
        429,
        _("Wait for the seconds in Retry-After. Answers that you have cached need no request."),
    ),
    "internal-error": (500, _("The fault is ours and has been noted. Try again later.")),
    "unavailable": (
        503,
        _("The database is busy or away. Wait for the seconds in Retry-After."),
    ),
}


# What is searched for at first: a word that is in titles, and the beginning of it.
_WORDS = {"search": {"en": "peace", "ar": "السلام"}, "suggest": {"en": "pea", "ar": "السل"}}
# How wide the fields of a form are; "wide" is a line of its own.
_SIZES = {
    "url": "wide",
    "fields": "wide",
    "cursor": "wide",
    "ids": "wide",
    "lang": "short",
    "limit": "short",
}


# What is left of an item in the examples of entries that have items in something else.
_LEFT = ("id", "lang", "title", "highlight", "match", "is_fallback")


def shortened_items(content: Any) -> Any:
    """Return JSON values with all items in them cut down to a few keys and "…"."""
    if isinstance(content, dict):
        if {"id", "title", "version"} <= content.keys():
            return {key: content[key] for key in _LEFT if key in content} | {"…": "…"}
        return {key: shortened_items(value) for key, value in content.items()}
    return [shortened_items(each) for each in content] if isinstance(content, list) else content


@dataclass(frozen=True)
class Field:
    """A parameter in a form: what it begins with or, where that is empty, an example."""

    parameter: Parameter
    value: str
    example: str
    size: str


@dataclass(frozen=True)
class Entry:
    """One resource in the guide. `template` holds the names of `choices` in braces."""

    key: str
    template: str
    resource: Resource
    summary: Text
    about: Text
    lang: str
    choices: tuple[tuple[str, tuple[str, ...]], ...] = ()
    work: str = ""

    @property
    def links(self) -> list[tuple[str, str]]:
        """Addresses that answer, as they are sent and as they are read, one for each collection."""
        if self.work == WORK:
            return []
        path = {name: options[0] for name, options in self.choices} | {"work": self.work}
        query = {field.parameter.name: field.value for field in self.fields if field.value}
        end = f"?{urlencode(query, safe='/')}" if query else ""
        # A work is in one collection only.
        name, options = self.choices[0] if self.choices and not self.work else ("", ("",))
        links = [f"{self.template.format(**path | {name: option})}{end}" for option in options]
        return [(link, unquote(link)) for link in links]

    @property
    def is_shortened(self) -> bool:
        """Whether the items of the example are not whole; only one entry shows a whole one."""
        return self.key != "item" and self._example != shortened_items(self._example)

    @property
    def example_json(self) -> str:
        """An answer, in the reader's language where there is one of each."""
        example = self._example if self.key == "item" else shortened_items(self._example)
        return orjson.dumps(example, option=orjson.OPT_INDENT_2).decode()

    @property
    def _example(self) -> Any:
        examples = self.resource.examples()
        return examples.get(self.lang) or examples["both"]

    @property
    def fields(self) -> list[Field]:
        """The parameters as the form shows them."""
        values = {"lang": self.lang, "url": f"/{self.lang}/"}
        values["q"] = _WORDS.get(self.key, {}).get(self.lang, "")
        fields = []
        for each in self.resource.parameters:
            value = each.example if each.name == "limit" else values.get(each.name, "")
            example = _WORDS["search"][self.lang] if each.name == "q" else each.example
            fields.append(Field(each, value, example, _SIZES.get(each.name, "")))
        return fields


def guide_context(lang: str) -> dict[str, Any]:
    """Return everything that the guide's template shows, for readers of `lang`."""
    other = other_language(lang)
    return {
        "language": LANGUAGES[lang],
        "other": LANGUAGES[other],
        "other_address": f"{ROOT}/docs/" + ("ar/" if other == "ar" else ""),
        "site": settings.BASE_URL,
        "root": absolute(f"{ROOT}/"),
        "root_path": f"{ROOT}/",
        "document": f"{ROOT}/openapi.json",
        "entries": [*_works(lang), *_finders(lang), *_reference_lists(lang)],
        "collections": SUMMARIES,
        "keys": keys_of_items(),
        "files": list(files()),
        "pages": list(pages(lang)),
        "contact": {"email": contact_email()},
        "limits": settings.API_RATE_LIMIT,
        "problems": [
            {"kind": kind, "title": TITLES[kind], "status": status, "about": about}
            for kind, (status, about) in EXPLANATIONS.items()
        ],
    }


def contact_email() -> str:
    initiative = InitiativeSettings.objects.first()
    return initiative.contact_email if initiative else ""


def _plain(lang: str, resource: Resource) -> Entry:
    """Return the entry of a resource that has one address and a description of its own."""
    template = f"{ROOT}/{resource.operation}/".replace("/root/", "/")
    return Entry(resource.operation, template, resource, resource.summary, resource.about, lang)


def _works(lang: str) -> list[Entry]:
    collection = ("collection", tuple(TYPES_OF_COLLECTION))
    return [
        _plain(lang, Root()),
        Entry(
            "lists",
            f"{ROOT}/{{collection}}/",
            ItemList(collection="news"),
            _("List of a collection"),
            _(
                "Stories, forums, councils or pages without their bodies, newest first. "
                "“next” is the address of the following page."
            ),
            lang,
            (collection,),
        ),
        *_entries_of_works(lang),
    ]


def _entries_of_works(lang: str) -> list[Entry]:
    collection = ("collection", tuple(TYPES_OF_COLLECTION))
    languages = ("lang", (lang, other_language(lang)))
    item, pair = Item(collection="news"), Pair(collection="news")
    work = _latest_work(lang)
    return [
        Entry(
            "item",
            f"{ROOT}/{{collection}}/{{work}}/{{lang}}/",
            item,
            item.summary,
            _(
                "The whole item, with its body. “work” is the same in every language and never "
                "changes, even when the title or the address does: store it."
            ),
            lang,
            (collection, languages),
            work,
        ),
        Entry(
            "pair",
            f"{ROOT}/{{collection}}/{{work}}/",
            pair,
            pair.summary,
            pair.about,
            lang,
            (collection,),
            work,
        ),
    ]


def _finders(lang: str) -> list[Entry]:
    finders = (Search(), Suggest(), Resolve(), ChangeList())
    return [_plain(lang, resource) for resource in finders]


def _reference_lists(lang: str) -> list[Entry]:
    vocabularies = Entry(
        "vocabularies",
        f"{ROOT}/{{vocabulary}}/",
        TopicList(),
        _("Topics, organisations, governorates"),
        _(
            "Names in both languages, with how many items show each. They are listed while a "
            "public item shows them. Filters take the slugs that they had before, too."
        ),
        lang,
        (("vocabulary", VOCABULARIES),),
    )
    return [_plain(lang, Initiative()), vocabularies, _plain(lang, LanguageList())]


def _latest_work(lang: str) -> str:
    """Return a story that can be tried; without any, one that does not exist."""
    rows = PublishedItem.objects.public().filter(type="news", lang=lang).newest_first()
    return str(rows.values_list("work", flat=True).first() or WORK)
