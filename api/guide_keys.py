"""What the keys of an item mean, for the guide."""

from dataclasses import dataclass

from django.utils.translation import gettext_lazy as _

from api.fields import ALWAYS
from api.problems import Text
from api.serializers.items import FULL_SERIALIZERS

MEANINGS: dict[str, Text] = {
    "id": _("“work”, a colon and “lang”. Store the item under it: it never changes."),
    "work": _("The work in all its languages: it is the same in each of them and never changes."),
    "type": _("“news”, “forum”, “council”, “page” or “initiative”. More may come."),
    "lang": _("The language of the item: “en” or “ar”."),
    "dir": _("The direction of its text: “ltr” or “rtl”."),
    "title": _("Text without markup."),
    "summary": _("A sentence or two without markup, or “null”."),
    "body_html": _(
        "The whole text: one “<div>” with “lang” and “dir”, and a few plain tags in it. Every "
        "address is absolute, and nothing is loaded from other hosts. Lists leave it out unless "
        "“fields” names it."
    ),
    "body_text": _("The whole text without markup. Lists leave it out unless “fields” names it."),
    "url": _("The page for people: link to it."),
    "short_url": _(
        "A short address that leads to the page, whatever its title becomes: for sharing and for "
        "what you store. When the item is withdrawn, it answers 410."
    ),
    "api_url": _("The item for programs."),
    "embed_url": _("A page that shows the item as a card in a frame, on any site."),
    "image": _(
        "The picture, or “null”: “url” of a JPEG at most 800 pixels wide, “alt”, “credit”, "
        "“width”, “height”, “renditions”, which are sizes up to 1600 pixels, and “social”, which "
        "is cut to 1200 × 630 pixels or the same shape, or “null” for a tiny picture. Each of "
        "them has “url”, “width”, “height” and “type”. “focal_point”, “x” and “y” in percent from "
        "the upper left corner or “null”, is what to crop it around. Texts are in the item's "
        "language. Print "
        "“credit” where it is not “null”."
    ),
    "media": _(
        "The pictures, videos and documents of the text, in its order: “kind” (“image”, “video” or "
        "“document”), “url”, “title”, “alt”, “credit”, “width”, “height” and “renditions”, each "
        "of which has “url”, “width”, “height” and “type”. What a kind does not have is “null”. "
        "Lists leave it out unless “fields” names it."
    ),
    "published_at": _("The date of the work, the same in both languages. A time in UTC."),
    "updated_at": _("When this item last changed here: 2019-06-07T10:00:00Z. A time in UTC."),
    "revised_at": _(
        "When editors published the page anew, more than a day after it appeared, or “null”."
    ),
    "forums": _(
        "Local forums that it names, each with “work”, “slug”, “title”, “url” and “api_url”; of a "
        "council, the forum that manages it."
    ),
    "topics": _("What it is about: “slug”, “name” and “url”, a list of stories."),
    "governorate": _("Where it is: “slug” and “name”, or “null”."),
    "organisations": _("Who took part: “slug”, “name” and “url”, which may be “null”."),
    "byline": _("Who wrote it, or “null”."),
    "related": _(
        "At most four stories that editors chose to go with it, the newest first, each with "
        "“work”, “slug”, “title”, “url” and “api_url”. Lists leave it out unless “fields” names it."
    ),
    "original_lang": _("The language in which the work was first written."),
    "translations": _(
        "The same work in other languages: “lang”, “slug”, “title”, “url” and “api_url”."
    ),
    "translation": _(
        "“status” is “original”, “complete”, “outdated” (the original has changed since it was "
        "translated: say so when you show it) or “independent” (written separately in each "
        "language). “source_lang” is the language it was translated from, or “null”."
    ),
    "license": _(
        "“name” in the item's language, and “url” of its text; “null” where the text belongs to "
        "others: do not pass it on."
    ),
    "credit_line": _("Print it below what you take over."),
    "version": _("A number that grows with every change of the item."),
    "event_start": _("When the event began, or “null”. A time in UTC."),
    "event_end": _("When the event ended, or “null”. A time in UTC."),
    "place": _("Where the event took place, or “null”."),
    "correction": _("What was wrong and is right now: “text” and “date”, or “null”. Show it."),
    "source_url": _("Where the story first appeared, if not here, or “null”."),
    "city": _("The city, in the item's language."),
    "location": _("“lat” and “lon”, or “null”."),
    "founded": _("The day of its founding, such as 2014-05-01, or “null”."),
    "contacts": _(
        "“email”, “phone”, “website”, “facebook”, “instagram”, “x”, “youtube” and “telegram”, each "
        "of which may be “null”; “null” for a council."
    ),
    "managed_by": _(
        "Who manages the council: “kind” is “forum”, which has a “work”, or “organisation”; "
        "“slug”, “name” and “url”. It is “null” while the forum is not public."
    ),
    "meetings": _("Which groups meet, and when, or “null”. Text of one or more lines."),
    "members": _("Who sits at the table: kinds of members, one in each line, or “null”."),
    "last_meeting": _("The day of the council's last meeting, such as 2019-06-07, or “null”."),
    "mission": _("What the initiative is for, or “null”."),
    ALWAYS: _("In lists only: whether it is shown because there is no item in “lang”."),
}


@dataclass(frozen=True)
class Key:
    """One key, with the types that have it; without any, all have it."""

    name: str
    meaning: Text
    types: tuple[str, ...] = ()


def keys_of_items() -> list[Key]:
    """Return every key of an item, those of all types first."""
    forms = {kind: set(form().fields) for kind, form in FULL_SERIALIZERS.items()}
    found = [
        Key(name, meaning, tuple(kind for kind, keys in forms.items() if name in keys))
        for name, meaning in MEANINGS.items()
    ]
    return [Key(key.name, key.meaning) if len(key.types) == len(forms) else key for key in found]
