"""Items: a work in one language, as `core.publication.records` has them, documented.

No item passes through these serializers: the OpenAPI document is made from them.
"""

from typing import Any

from rest_framework import serializers

from api.types import TYPES
from core.language.languages import LANGUAGES
from core.language.times import utc

LANGUAGE_TAGS = tuple(LANGUAGES)
STATUSES = ("original", "complete", "outdated", "independent")


class TimeField(serializers.DateTimeField):
    """`"2019-06-07T10:00:00Z"`"""

    def to_representation(self, value: Any) -> str:
        return utc(value)


class LanguageField(serializers.ChoiceField):
    """`"ar"`"""

    def __init__(self, **kwargs: Any) -> None:
        super().__init__(choices=LANGUAGE_TAGS, **kwargs)


class RenditionSerializer(serializers.Serializer[Any]):
    """`{"url": "https://…/x.jpg", "width": 400, "height": 250, "type": "image/jpeg"}`"""

    url = serializers.URLField()
    width = serializers.IntegerField()
    height = serializers.IntegerField()
    type = serializers.CharField()


class PictureSerializer(serializers.Serializer[Any]):
    """`{"url": "…", "alt": "…", "credit": null, "width": 800, "height": 500, "renditions": […]}`

    Texts are in the item's language.
    """

    url = serializers.URLField(help_text="The largest JPEG.")
    alt = serializers.CharField()
    credit = serializers.CharField(allow_null=True)
    width = serializers.IntegerField()
    height = serializers.IntegerField()
    renditions = RenditionSerializer(many=True)


class ForumLinkSerializer(serializers.Serializer[Any]):
    """`{"work": "c7b1…", "title": "Hit Forum", "url": "…", "api_url": "…"}`

    In the item's language where the forum has it, else in the forum's own.
    """

    work = serializers.UUIDField()
    title = serializers.CharField()
    url = serializers.URLField()
    api_url = serializers.URLField()


class NameSerializer(serializers.Serializer[Any]):
    """`{"slug": "anbar", "name": "الأنبار"}`"""

    slug = serializers.CharField()
    name = serializers.CharField()


class LinkedNameSerializer(NameSerializer):
    """`{"slug": "un-ponte-per", "name": "Un Ponte Per", "url": "https://…"}`"""

    url = serializers.URLField(allow_null=True)


class TranslationLinkSerializer(serializers.Serializer[Any]):
    """`{"lang": "ar", "title": "…", "url": "…", "api_url": "…"}`"""

    lang = LanguageField()
    title = serializers.CharField()
    url = serializers.URLField()
    api_url = serializers.URLField()


class TranslationSerializer(serializers.Serializer[Any]):
    """`{"status": "complete", "source_lang": "en"}`"""

    status = serializers.ChoiceField(
        choices=STATUSES,
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


class ItemSerializer(serializers.Serializer[Any]):
    """What items of every type have. `id` is `"<work>:<lang>"` and never changes."""

    id = serializers.CharField()
    work = serializers.UUIDField(help_text="The same in every language, for ever.")
    type = serializers.ChoiceField(choices=TYPES)
    lang = LanguageField()
    dir = serializers.ChoiceField(choices=("ltr", "rtl"))
    title = serializers.CharField()
    summary = serializers.CharField(allow_null=True)
    body_html = serializers.CharField(
        help_text="One `<div lang dir>`; few tags, absolute addresses, pictures with sizes."
    )
    body_text = serializers.CharField()
    url = serializers.URLField(help_text="The page on the site.")
    api_url = serializers.URLField()
    embed_url = serializers.URLField()
    image = PictureSerializer(allow_null=True)
    published_at = TimeField(help_text="The work's own date: the same in both languages.")
    updated_at = TimeField(help_text="When this item last changed here.")
    forums = ForumLinkSerializer(many=True)
    topics = LinkedNameSerializer(many=True)
    governorate = NameSerializer(allow_null=True)
    organisations = LinkedNameSerializer(many=True)
    byline = serializers.CharField(allow_null=True)
    original_lang = LanguageField(help_text="The language in which the work was first written.")
    translations = TranslationLinkSerializer(
        many=True, help_text="The same work in other languages."
    )
    translation = TranslationSerializer()
    license = LicenseSerializer()
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
    """`{"kind": "forum", "work": "c7b1…", "slug": null, "name": "Hit Forum", "url": "…"}`

    A forum has a `work`, an organisation a `slug`.
    """

    kind = serializers.ChoiceField(choices=("forum", "organisation"))
    work = serializers.UUIDField(allow_null=True)
    slug = serializers.CharField(allow_null=True)
    name = serializers.CharField()
    url = serializers.URLField(allow_null=True)


class NewsSerializer(ItemSerializer):
    """A story."""

    type = serializers.ChoiceField(choices=("news",))
    event_start = TimeField(allow_null=True)
    event_end = TimeField(allow_null=True)
    place = serializers.CharField(allow_null=True)


class ForumSerializer(ItemSerializer):
    """A local forum."""

    type = serializers.ChoiceField(choices=("forum",))
    city = serializers.CharField()
    location = LocationSerializer(allow_null=True)
    founded = serializers.DateField(allow_null=True)
    contacts = ContactsSerializer(allow_null=True)


class CouncilSerializer(ForumSerializer):
    """A Council for Social Cohesion."""

    type = serializers.ChoiceField(choices=("council",))
    managed_by = ManagerSerializer(
        allow_null=True, help_text="Null while the managing forum is not public."
    )


class PageSerializer(ItemSerializer):
    """A page that stays, such as "About us"."""

    type = serializers.ChoiceField(choices=("page",))


class InitiativeSerializer(ItemSerializer):
    """The initiative itself."""

    type = serializers.ChoiceField(choices=("initiative",))
    mission = serializers.CharField(allow_null=True)


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
        "is_fallback": serializers.BooleanField(
            help_text="Whether it replaces a missing translation."
        ),
    }
    return type(full.__name__.replace("Serializer", "CardSerializer"), (full,), fields)


CARD_SERIALIZERS = {kind: _card_of(full) for kind, full in FULL_SERIALIZERS.items()}
