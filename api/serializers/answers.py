"""What is not an item: the root, languages, pairs, vocabularies, and the frame of lists."""

from collections.abc import Callable
from functools import cache
from typing import Any

from rest_framework import serializers

from api.serializers.items import (
    FULL_SERIALIZERS,
    LANGUAGE_TAGS,
    ItemSerializer,
    OtherItemSerializer,
)
from api.serializers.values import (
    FixedValueField,
    LanguageField,
    OpenValueField,
    OtherValueField,
    ValueField,
)
from api.types import TYPES
from core.search.analysis.levels import NAMES


def _record(name: str, doc: str, fields: dict[str, Any]) -> type[serializers.Serializer[Any]]:
    return type(name, (serializers.Serializer,), {"__doc__": doc, **fields})


class BothLanguagesSerializer(serializers.Serializer[Any]):
    """`{"en": "Peace", "ar": "السلام"}`"""

    en = serializers.CharField()
    ar = serializers.CharField()


class RootLicenseSerializer(serializers.Serializer[Any]):
    """`{"name": {"en": "…", "ar": "…"}, "url": "https://…"}`"""

    name = BothLanguagesSerializer()
    url = serializers.URLField()


class ContactSerializer(serializers.Serializer[Any]):
    """`{"email": null, "url": "https://…/en/"}`"""

    email = serializers.EmailField(allow_null=True)
    url = serializers.URLField()


class RootSerializer(serializers.Serializer[Any]):
    """Who answers, on what terms, and where everything is."""

    name = BothLanguagesSerializer()
    version = serializers.CharField()
    languages = serializers.ListField(child=LanguageField())
    license = RootLicenseSerializer()
    contact = ContactSerializer()
    links = serializers.DictField(
        child=serializers.URLField(), help_text="The address of every resource by its name."
    )


CountsSerializer = _record(
    "CountsSerializer",
    '`{"news": 12, "forum": 3, "council": 4, "page": 2, "initiative": 1}`: public items.',
    {kind: serializers.IntegerField() for kind in TYPES},
)
CountsByLanguageSerializer = _record(
    "CountsByLanguageSerializer",
    '`{"en": {"news": 12, …}, "ar": {"news": 11, …}}`',
    {tag: CountsSerializer() for tag in LANGUAGE_TAGS},
)


class LanguageSerializer(serializers.Serializer[Any]):
    """`{"tag": "ar", "name": "العربية", "dir": "rtl", "default": false, "counts": {…}}`"""

    tag = LanguageField()
    name = serializers.CharField(help_text="In the language itself.")
    dir = serializers.ChoiceField(choices=("ltr", "rtl"))
    default = serializers.BooleanField()
    counts = CountsSerializer()


class TermSerializer(serializers.Serializer[Any]):
    """`{"slug": "peace", "name": {"en": "Peace", "ar": "السلام"}, "counts": {…}}`"""

    slug = serializers.CharField(help_text="Never changes with the name.")
    name = BothLanguagesSerializer()
    counts = CountsByLanguageSerializer()


class TopicPagesSerializer(serializers.Serializer[Any]):
    """`{"en": "https://…/en/topics/peace/", "ar": null}`"""

    en = serializers.URLField(allow_null=True)
    ar = serializers.URLField(allow_null=True)


class TopicSerializer(TermSerializer):
    """A topic; the forums' working groups (masar) are topics."""

    urls = TopicPagesSerializer(
        help_text="Its pages on the site. Null in a language without a public story about it."
    )


class GovernorateSerializer(TermSerializer):
    """One of Iraq's governorates."""


class OrganisationSerializer(TermSerializer):
    """A partner organisation."""

    url = serializers.URLField(allow_null=True)


@cache
def pair_of(kind: str) -> type[serializers.Serializer[Any]]:
    """Return the form of a work in all its languages."""
    return _pair(FULL_SERIALIZERS[kind], FixedValueField(kind))


def _pair(full: type[ItemSerializer], kind: ValueField) -> type[serializers.Serializer[Any]]:
    return _record(
        full.__name__.replace("Serializer", "PairSerializer"),
        "A work in every language in which it is public.",
        {
            "work": serializers.UUIDField(),
            "type": kind,
            "original_lang": LanguageField(),
            "items": full(many=True),
        },
    )


OtherItemPairSerializer = _pair(OtherItemSerializer, OtherValueField(TYPES))


def list_of(
    name: str,
    results: Callable[[], Any],
    *,
    may_be_capped: bool = False,
    is_always_capped: bool = False,
) -> type[serializers.Serializer[Any]]:
    """Return the frame of a list; `results` makes the serializer of what is in it.

    `count_is_capped` is there always, or only where the order is that of relevance.
    """
    capped = serializers.BooleanField(
        required=is_always_capped,
        help_text="Whether there are more hits than `count`, which are not led to; with "
        "`order=relevance`.",
    )
    more = {"count_is_capped": capped} if may_be_capped or is_always_capped else {}
    return _record(
        f"{name}ListSerializer",
        "A page of a list. `count` is the length of the whole list; `next` and `previous` are "
        "addresses of its other pages.",
        {
            "count": serializers.IntegerField(),
            **more,
            "next": serializers.URLField(allow_null=True),
            "previous": serializers.URLField(allow_null=True),
            "results": results(),
        },
    )


class HighlightSerializer(serializers.Serializer[Any]):
    """`{"title": "<mark>Peace</mark> &amp; bread", "text": "… for <mark>peace</mark> in …"}`

    HTML: everything but `<mark>` is escaped. Null where nothing was found.
    """

    title = serializers.CharField(allow_null=True)
    text = serializers.CharField(
        allow_null=True, help_text="The text around the first hit in the summary or the body."
    )


def search_result_of(card: type[ItemSerializer]) -> type[serializers.Serializer[Any]]:
    """Return the form of a hit: an item as lists have it, with what was found in it."""
    return type(
        card.__name__.replace("CardSerializer", "SearchResultSerializer"),
        (card,),
        {
            "__doc__": "An item that was found.",
            "highlight": HighlightSerializer(),
            "match": OpenValueField(
                tuple(NAMES.values()),
                help_text="How well its weakest word matches, the best first.",
            ),
        },
    )


class SuggestionSerializer(serializers.Serializer[Any]):
    """`{"title": "Hit Forum", "lang": "en", "type": "forum", "url": "…", "api_url": "…"}`"""

    title = serializers.CharField()
    lang = LanguageField()
    type = OpenValueField(TYPES)
    url = serializers.URLField()
    api_url = serializers.URLField()


class SuggestionsSerializer(serializers.Serializer[Any]):
    """`{"results": […]}`"""

    results = SuggestionSerializer(many=True)
