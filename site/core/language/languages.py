"""The two languages of the site: their tags, native names and directions."""

from dataclasses import dataclass

from django.utils.translation import get_language, gettext, gettext_noop


@dataclass(frozen=True)
class Language:
    """One language: BCP 47 `tag`, `name` in itself, `direction` ("ltr" or "rtl")."""

    tag: str
    name: str
    direction: str


LANGUAGES: dict[str, Language] = {
    "en": Language("en", "English", "ltr"),
    "ar": Language("ar", "العربية", "rtl"),
}
DEFAULT_LANGUAGE = "en"
# In our own catalogue, because Iraq writes some of them otherwise than Django's does.
_NAMES = {"en": gettext_noop("English"), "ar": gettext_noop("Arabic")}


def current_language() -> str:
    """Return the tag of the language that is active in this thread."""
    return (get_language() or DEFAULT_LANGUAGE)[:2]


def language_name(tag: str) -> str:
    """Return the name of a language in the language of the interface."""
    return gettext(_NAMES[tag])


def other_language(tag: str) -> str:
    """Return the tag of the language that a page in `tag` is translated into."""
    return "ar" if tag == "en" else "en"


def language_of_path(path: str) -> str | None:
    """Return the language whose tree an address path lies in, or None.

    >>> language_of_path("/ar/news/")
    'ar'
    """
    first = path.split("/", 2)[1] if path.startswith("/") else ""
    return first if first in LANGUAGES else None


def path_in_other_language(path: str) -> str:
    """Return the path that has the same rest in the other language's tree.

    >>> path_in_other_language("/ar/news/")
    '/en/news/'
    """
    lang = language_of_path(path)
    if lang is None:
        raise ValueError(path)
    return f"/{other_language(lang)}{path[len(lang) + 1 :]}"
