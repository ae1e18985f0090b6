"""Items: a work in one language, as `core.publication.records` has them, documented.

No item passes through these serializers: the OpenAPI document is made from them.
"""

from typing import Any

from rest_framework import serializers

from api.serializers.pictures import PictureSerializer, RenditionSerializer
from api.serializers.values import (
    FixedValueField,
    LanguageField,
    OpenValueField,
    OtherValueField,
    ValueField,
)
from api.types import TYPES
from core.language.languages import LANGUAGES
from core.language.times import utc

LANGUAGE_TAGS = tuple(LANGUAGES)
STATUSES = ("original", "complete", "outdated", "independent")


class TimeField(serializers.DateTimeField):
    """`"2019-06-07T10:00:00Z"`"""

    def to_representation(self, value: Any) -> str:
        return utc(value)


class MediumSerializer(serializers.Serializer[Any]):
    """`{"kind": "video", "url": "https://…", "title": "A film", "alt": null, "credit": null, …}`

    Null is what a kind does not have: pictures have no title, videos and documents nothing else.
    """

    kind = serializers.CharField(help_text="`image`, `video` or `document`. More may come.")
    url = serializers.URLField()
    title = serializers.CharField(allow_null=True)
    alt = serializers.CharField(allow_null=True)
    credit = serializers.CharField(allow_null=True)
    width = serializers.IntegerField(allow_null=True)
    height = serializers.IntegerField(allow_null=True)
    renditions = RenditionSerializer(many=True, allow_null=True)


class ForumLinkSerializer(serializers.Serializer[Any]):
    """`{"work": "c7b1…", "slug": "hit-forum", "title": "Hit Forum", "url": "…", "api_url": "…"}`

    In the item's language where the forum has it, else in the forum's own.
    """

    work = serializers.UUIDField()
    slug = serializers.CharField()
    title = serializers.CharField()
    url = serializers.URLField()
    api_url = serializers.URLField()


class StoryLinkSerializer(ForumLinkSerializer):
    """`{"work": "5f0e…", "slug": "workshop", "title": "Workshop", "url": "…", "api_url": "…"}`

    In the item's language where the story has it, else in the story's own.
    """


class NameSerializer(serializers.Serializer[Any]):
    """`{"slug": "anbar", "name": "الأنبار"}`"""

    slug = serializers.CharField()
    name = serializers.CharField()


class LinkedNameSerializer(NameSerializer):
    """`{"slug": "un-ponte-per", "name": "Un Ponte Per", "url": "https://…"}`"""

    url = serializers.URLField(allow_null=True)


class TranslationLinkSerializer(serializers.Serializer[Any]):
    """`{"lang": "ar", "slug": "…", "title": "…", "url": "…", "api_url": "…"}`"""

    lang = LanguageField()
    slug = serializers.CharField()
    title = serializers.CharField()
    url = serializers.URLField()
    api_url = serializers.URLField()


class TranslationSerializer(serializers.Serializer[Any]):
    """`{"status": "complete", "source_lang": "en"}`"""

    status = OpenValueField(
        STATUSES,
        help_text=(
            "`original`; `complete`; `outdated`: the original has changed since; `independent`: "
            "written separately in each language."
        ),
    )
    source_lang = LanguageField(allow_null=True)


class LicenseSerializer(serializers.Serializer[Any]):
    """`{"name": "Creative Commons Attribution 4.0 International", "url": "https://…"}`"""

    name = serializers.CharField()
    url = serializers.URLField()


class CorrectionSerializer(serializers.Serializer[Any]):
    """`{"text": "Thirteen volunteers took part, not thirty.", "date": "2019-06-09"}`"""

    text = serializers.CharField()
    date = serializers.DateField(allow_null=True)


class ItemSerializer(serializers.Serializer[Any]):
    """What items of every type have. `id` is `"<work>:<lang>"` and never changes."""

    id = serializers.CharField()
    work = serializers.UUIDField(help_text="The same in every language, for ever.")
    type: ValueField = OpenValueField(TYPES)
    lang = LanguageField()
    dir = serializers.ChoiceField(choices=("ltr", "rtl"))
    title = serializers.CharField()
    summary = serializers.CharField(allow_null=True)
    body_html = serializers.CharField(
        help_text="One `<div lang dir>`; few tags, absolute addresses, pictures with sizes."
    )
    body_text = serializers.CharField()
    url = serializers.URLField(help_text="The page on the site.")
    short_url = serializers.URLField(
        help_text="Leads to the page for ever, and reveals no title: for sharing and storing."
    )
    api_url = serializers.URLField()
    embed_url = serializers.URLField()
    image = PictureSerializer(allow_null=True)
    media = MediumSerializer(
        many=True, help_text="Pictures, videos and documents of the body, in its order."
    )
    published_at = TimeField(help_text="The work's own date: the same in both languages.")
    updated_at = TimeField(help_text="When this item last changed here.")
    revised_at = TimeField(allow_null=True, help_text="When it was published anew, days later.")
    forums = ForumLinkSerializer(many=True)
    topics = LinkedNameSerializer(many=True)
    governorate = NameSerializer(allow_null=True)
    organisations = LinkedNameSerializer(many=True)
    byline = serializers.CharField(allow_null=True)
    related = StoryLinkSerializer(
        many=True, help_text="At most four stories that editors chose, the newest first."
    )
    original_lang = LanguageField(help_text="The language in which the work was first written.")
    translations = TranslationLinkSerializer(
        many=True, help_text="The same work in other languages."
    )
    translation = TranslationSerializer()
    license = LicenseSerializer(
        allow_null=True, help_text="Null where the text belongs to others: do not pass it on."
    )
    credit_line = serializers.CharField(help_text="Print it below what you take over.")
    version = serializers.IntegerField(help_text="Grows with every change.")


class LocationSerializer(serializers.Serializer[Any]):
    """`{"lat": 33.64, "lon": 42.83}`"""

    lat = serializers.FloatField()
    lon = serializers.FloatField()


class ContactsSerializer(serializers.Serializer[Any]):
    """`{"email": "hit@example.org", "phone": null, "website": null, "facebook": null, …}`"""

    email = serializers.EmailField(allow_null=True)
    phone = serializers.CharField(allow_null=True)
    website = serializers.URLField(allow_null=True)
    facebook = serializers.URLField(allow_null=True)
    instagram = serializers.URLField(allow_null=True)
    x = serializers.URLField(allow_null=True)
    youtube = serializers.URLField(allow_null=True)
    telegram = serializers.URLField(allow_null=True)


class ManagerSerializer(serializers.Serializer[Any]):
    """`{"kind": "forum", "work": "c7b1…", "slug": "hit", "name": "Hit Forum", "url": "…"}`

    A forum has a `work`.
    """

    kind = OpenValueField(("forum", "organisation"))
    work = serializers.UUIDField(allow_null=True)
    slug = serializers.CharField()
    name = serializers.CharField()
    url = serializers.URLField(allow_null=True)


class NewsSerializer(ItemSerializer):
    """A story."""

    type = FixedValueField("news")
    event_start = TimeField(allow_null=True)
    event_end = TimeField(allow_null=True)
    place = serializers.CharField(allow_null=True)
    correction = CorrectionSerializer(allow_null=True, help_text="Show it with the text.")
    source_url = serializers.URLField(
        allow_null=True, help_text="Where it first appeared, if not here."
    )


class LocalSerializer(ItemSerializer):
    """What forums and councils have in common."""

    city = serializers.CharField()
    location = LocationSerializer(allow_null=True)
    founded = serializers.DateField(allow_null=True)
    contacts = ContactsSerializer(allow_null=True)


class ForumSerializer(LocalSerializer):
    """A local forum."""

    type = FixedValueField("forum")
    meetings = serializers.CharField(allow_null=True)


class CouncilSerializer(LocalSerializer):
    """A Council for Social Cohesion."""

    type = FixedValueField("council")
    managed_by = ManagerSerializer(
        allow_null=True, help_text="Null while the managing forum is not public."
    )
    members = serializers.CharField(allow_null=True, help_text="Kinds of members, a line each.")
    last_meeting = serializers.DateField(allow_null=True)


class PageSerializer(ItemSerializer):
    """A page that stays, such as "About us"."""

    type = FixedValueField("page")


class InitiativeSerializer(ItemSerializer):
    """The initiative itself."""

    type = FixedValueField("initiative")
    mission = serializers.CharField(allow_null=True)


class OtherItemSerializer(ItemSerializer):
    """An item of a type that was added later: it has at least what items of every type have."""

    type = OtherValueField(TYPES)


FULL_SERIALIZERS: dict[str, type[ItemSerializer]] = {
    "news": NewsSerializer,
    "forum": ForumSerializer,
    "council": CouncilSerializer,
    "page": PageSerializer,
    "initiative": InitiativeSerializer,
}


def _card_of(full: type[ItemSerializer]) -> type[ItemSerializer]:
    """Return the form of an item in lists: its body only if asked for, with `is_fallback`."""
    asked_for = "Only if `fields` names it."
    fields = {
        "__doc__": f"{full.__doc__} As lists show it.",
        "body_html": serializers.CharField(required=False, help_text=asked_for),
        "body_text": serializers.CharField(required=False, help_text=asked_for),
        "media": MediumSerializer(many=True, required=False, help_text=asked_for),
        "related": StoryLinkSerializer(many=True, required=False, help_text=asked_for),
        "is_fallback": serializers.BooleanField(
            help_text="Whether it replaces a missing translation."
        ),
    }
    return type(full.__name__.replace("Serializer", "CardSerializer"), (full,), fields)


CARD_SERIALIZERS = {kind: _card_of(full) for kind, full in FULL_SERIALIZERS.items()}
OtherItemCardSerializer = _card_of(OtherItemSerializer)
