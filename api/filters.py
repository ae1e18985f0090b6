"""The parameters that choose what is in a list, and the selection that they make together."""

from collections.abc import Callable, Iterable, Mapping
from functools import partial
from typing import Any
from unicodedata import normalize
from urllib.parse import unquote

from django.utils.translation import gettext_lazy as _

from api.counts import counted
from api.dates import PUBLISHED_AFTER, PUBLISHED_BEFORE, UPDATED_SINCE
from api.listing import ORDERS, Selection
from api.parameters import LANG, Parameter, UnusableValueError, lookup, shortened
from api.problems import Fault, Text, bad_parameters, filled
from api.rows import UUID_FORM
from api.search import query_parameter
from api.types import ROOT
from core.addresses.base import absolute
from core.language.languages import LANGUAGES, other_language
from core.models import BilingualName, Governorate, Organisation, PublishedItem, Topic
from core.publication.state import publication_state

# How many names an error lists; the others are at the address that it gives.
_NAMED = 15
DEFAULT_ORDER, RELEVANCE = "-published_at", "relevance"
_ORDER_NAMES = (*ORDERS, RELEVANCE)
FACETS = ("forum", "topic", "governorate", "organisation")


def read_fallback(text: str) -> str:
    """Return the language to fall back to."""
    tag = lookup(text.strip())
    if tag is None:
        message = _("“%(value)s” is not a language of this site. Supported: %(supported)s.")
        names = ", ".join(LANGUAGES)
        raise UnusableValueError(
            "unsupported", filled(message, value=shortened(text), supported=names)
        )
    return tag


def read_order(text: str) -> str:
    if text not in _ORDER_NAMES:
        message = _("“%(value)s” is not an order of this list. Allowed: %(names)s.")
        names = ", ".join(_ORDER_NAMES)
        raise UnusableValueError("unsupported", filled(message, value=shortened(text), names=names))
    return text


def read_forum(text: str) -> str:
    """Return the work of a public forum, given by its work or by its slug in any language."""
    # WordPress stores Arabic slugs percent-encoded, and encodes them a second time.
    asked = normalize("NFC", unquote(text.strip()))
    if UUID_FORM.fullmatch(asked):
        asked = asked.lower()
    forums = counted(("slugs", "forum"), publication_state(), _works_of_forums)
    if asked not in forums:
        slugs = [name for name in forums if not UUID_FORM.fullmatch(name)]
        raise _unknown(text, slugs, "forums")
    return forums[asked]


def _works_of_forums() -> dict[str, str]:
    """Return the work of each public forum by its slugs, English ones first, and by itself."""
    rows = PublishedItem.objects.public().filter(type="forum").values_list("lang", "path", "work")
    works: dict[str, str] = {}
    for tag in LANGUAGES:
        for lang, path, work in sorted(rows):
            if lang == tag:
                works.setdefault(normalize("NFC", path.rstrip("/").rsplit("/", 1)[-1]), str(work))
    return works | {work: work for work in works.values()}


def read_term(text: str, model: type[BilingualName], collection: str) -> str:
    """Return the slug of a term that the vocabulary lists.

    A term that nothing public shows is refused in the words of one that does not exist.
    """

    def slugs() -> dict[str, None]:
        return dict.fromkeys(sorted(model.public().values_list("slug", flat=True)))

    known = counted(("slugs", model.item_key), publication_state(), slugs)
    if text not in known:
        raise _unknown(text, known, collection)
    return text


def _unknown(text: str, names: Iterable[str], collection: str) -> UnusableValueError:
    known = list(names)
    values = {
        "value": shortened(text),
        "names": ", ".join(known[:_NAMED]) + (", …" if len(known) > _NAMED else ""),
        "where": absolute(f"{ROOT}/{collection}/"),
    }
    if known:
        message = _("“%(value)s” is not among them. Allowed: %(names)s. See %(where)s")
    else:
        message = _("“%(value)s” is not among them: there are none yet. See %(where)s")
    return UnusableValueError("unsupported", filled(message, **values))


def _facet(name: str, read: Callable[[str], str], description: Text, example: str) -> Parameter:
    return Parameter(name, read, {"type": "string", "minLength": 1}, description, example=example)


def _term(
    model: type[BilingualName], collection: str, description: Text, example: str
) -> Parameter:
    read = partial(read_term, model=model, collection=collection)
    return _facet(model.item_key, read, description, example)


FALLBACK = Parameter(
    "fallback",
    read_fallback,
    {"type": "string", "enum": list(LANGUAGES)},
    _(
        "Language to show where a work is not public in “lang”, which then names one other "
        "language. Each work is listed once; an item shown instead of another has its true “lang” "
        "and “is_fallback” true. Nothing is translated."
    ),
    example="en",
)
FORUM = _facet(
    "forum",
    read_forum,
    _(
        "Only items that name this local forum: its “work”, or the last part of its address in "
        "either language, such as “hit-peace-forum”."
    ),
    "hit-peace-forum",
)
TOPIC = _term(Topic, "topics", _("Only this topic: a “slug” of the topics."), "peace-building")
GOVERNORATE = _term(
    Governorate,
    "governorates",
    _("Only what is in this governorate: a “slug” of the governorates."),
    "anbar",
)
ORGANISATION = _term(
    Organisation,
    "organisations",
    _("Only items in which this organisation took part: a “slug” of the organisations."),
    "un-ponte-per",
)
QUERY = query_parameter(
    _(
        "Only what has all these words in its title, summary or text, as words or as parts of "
        "them; spellings of one Arabic word count as the same. 200 characters at most."
    )
)
ORDER = Parameter(
    "order",
    read_order,
    {"type": "string", "enum": list(_ORDER_NAMES), "default": DEFAULT_ORDER},
    _(
        "“-published_at”, newest first, when left out; “published_at”; “-updated_at”, last "
        "changed first; “updated_at”; with “q” also “relevance”, which leads through the first "
        "1,000 hits."
    ),
    default=DEFAULT_ORDER,
    example="-updated_at",
)
FILTERS = (
    LANG, FALLBACK, FORUM, TOPIC, GOVERNORATE, ORGANISATION, QUERY,
    PUBLISHED_AFTER, PUBLISHED_BEFORE, UPDATED_SINCE, ORDER,
)  # fmt: skip


def check_together(values: Mapping[str, Any]) -> None:
    """Raise a Problem if parameters that are right by themselves do not fit each other."""
    faults = []
    langs, fallback = values["lang"] or (), values["fallback"]
    if fallback is not None and (len(langs) != 1 or fallback in langs):
        message = _(
            "fallback=%(fallback)s needs lang to name the one other language: lang=%(other)s."
        )
        other = other_language(fallback)
        faults.append(
            Fault("fallback", "needs_lang", filled(message, fallback=fallback, other=other))
        )
    if values["order"] == RELEVANCE and values["q"] is None:
        message = _("order=relevance needs words to search for in q.")
        faults.append(Fault("order", "needs_q", message))
    after, before = values["published_after"], values["published_before"]
    if after is not None and before is not None and after > before:
        message = _("published_after is later than published_before: exchange them.")
        faults.append(Fault("published_after", "reversed", message))
        faults.append(Fault("published_before", "reversed", message))
    if faults:
        raise bad_parameters(faults)


def selection_of(types: tuple[str, ...], values: Mapping[str, Any]) -> Selection:
    """Return what a list of these types holds under the values of its parameters."""
    query = values["q"]
    return Selection(
        types=types,
        langs=values["lang"] or (),
        fallback=values["fallback"],
        facets=tuple((kind, values[kind]) for kind in FACETS if values[kind] is not None),
        words=query.words if query is not None else (),
        published_after=values["published_after"],
        published_before=values["published_before"],
        updated_since=values["updated_since"],
    )
