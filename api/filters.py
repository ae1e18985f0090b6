"""The parameters that choose what is in a list, and the selection that they make together."""

from collections.abc import Callable, Mapping, Sequence
from functools import partial
from typing import Any

from django.utils.translation import gettext_lazy as _

from api.dates import PUBLISHED_AFTER, PUBLISHED_BEFORE, UPDATED_SINCE
from api.ids import IDS
from api.listing import ORDERS
from api.names import MOST, NOTHING, Named, read_forum, read_term, read_terms
from api.parameters import LANG, Parameter, UnusableValueError, in_commas, lookup, shortened
from api.patterns import ANY_TEXT, LANGUAGE, SLUG, SLUGS
from api.problems import Fault, Text, bad_parameters, filled
from api.search import query_parameter
from api.tables import Selection
from core.language.languages import LANGUAGES, other_language
from core.models import Governorate, Organisation, Topic

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


def read_order(text: str, allowed: Sequence[str] = _ORDER_NAMES) -> str:
    if text not in allowed:
        message = _("“%(value)s” is not an order of this list. Allowed: %(names)s.")
        names = ", ".join(allowed)
        raise UnusableValueError("unsupported", filled(message, value=shortened(text), names=names))
    return text


def _facet(
    name: str, read: Callable[[str], Named], pattern: str, description: Text, example: str
) -> Parameter:
    return Parameter(
        name,
        read,
        {"type": "string", "pattern": pattern},
        description,
        example=example,
        write=lambda named: named.text,
        bind=lambda named: named.identity,
    )


FALLBACK = Parameter(
    "fallback",
    read_fallback,
    {"type": "string", "pattern": LANGUAGE},
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
    ANY_TEXT,
    _(
        "Only items that name this local forum: its “work”, or the last part of its address in "
        "either language, such as “hit-peace-forum”; one that it had before is understood too, and "
        "a withdrawn forum answers an empty list."
    ),
    "hit-peace-forum",
)
TOPIC = Parameter(
    "topic",
    partial(read_terms, model=Topic, collection="topics"),
    {"type": "string", "pattern": SLUGS},
    filled(
        _(
            "Only this topic, a “slug” of the topics; or, with commas between, any of several, "
            "%(most)s at most. Slugs of before are understood too."
        ),
        most=MOST,
    ),
    example="peace-building",
    write=lambda topics: in_commas(list(dict.fromkeys(topic.text for topic in topics))),
    bind=lambda topics: in_commas(list(dict.fromkeys(topic.identity for topic in topics))),
    is_list=True,
)
GOVERNORATE = _facet(
    "governorate",
    partial(read_term, model=Governorate, collection="governorates"),
    SLUG,
    _("Only what is in this governorate: a “slug” of the governorates."),
    "anbar",
)
ORGANISATION = _facet(
    "organisation",
    partial(read_term, model=Organisation, collection="organisations"),
    SLUG,
    _("Only items in which this organisation took part: a “slug” of the organisations."),
    "un-ponte-per",
)
QUERY = query_parameter(
    _(
        "Only what has all these words in its title, summary or text, as in the search: in any "
        "spelling or form. 200 characters at most, of which 16 words are looked for."
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
    LANG, FALLBACK, FORUM, TOPIC, GOVERNORATE, ORGANISATION, IDS, QUERY,
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
    faults += faults_of_dates(values)
    if faults:
        raise bad_parameters(faults)


def faults_of_dates(values: Mapping[str, Any]) -> list[Fault]:
    """Return what is wrong with the dates of publication together."""
    after, before = values["published_after"], values["published_before"]
    if after is None or before is None or after <= before:
        return []
    message = _("published_after is later than published_before: exchange them.")
    return [Fault(name, "reversed", message) for name in ("published_after", "published_before")]


def selection_of(types: tuple[str, ...], values: Mapping[str, Any]) -> Selection:
    """Return what a list of these types holds under the values of its parameters, but for `q`.

    What is looked for may be read in several ways: `page_in_order` adds one after another.
    """
    topics = values["topic"] or ()
    found = {kind: values[kind].key for kind in ("forum", "governorate", "organisation")
             if values[kind] is not None}  # fmt: skip
    keys = sorted({topic.key for topic in topics} - {NOTHING})
    if topics and len(keys) < 2:
        found["topic"] = keys[0] if keys else NOTHING
    return Selection(
        types=types,
        langs=values["lang"] or (),
        fallback=values.get("fallback"),
        facets=tuple((kind, found[kind]) for kind in FACETS if kind in found),
        either=("topic", tuple(keys)) if len(keys) > 1 else None,
        ids=values.get("ids"),
        published_after=values["published_after"],
        published_before=values["published_before"],
        updated_since=values.get("updated_since"),
    )
