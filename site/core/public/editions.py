"""The public forms of one work, one for each language, and how readers get from one to another."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Protocol, TypeVar

from core.addresses.base import absolute, uri
from core.language.languages import LANGUAGES, Language, other_language
from core.models import PublishedItem
from core.publication.visibility import public_models


class Edition(Protocol):
    """What is in several languages, each at an address of its own: a work, a topic."""

    @property
    def lang(self) -> str: ...
    @property
    def path(self) -> str: ...
    @property
    def original_lang(self) -> str: ...


# The part of a list of the newest stories that explains to readers why they are there.
ARRIVING = "#untranslated"
AnyEdition = TypeVar("AnyEdition", bound=Edition)


@dataclass(frozen=True)
class LanguageSwitch:
    """Where the reader gets the other language: `language`, and whether it is the same page."""

    language: Language
    href: str
    is_translation: bool


@dataclass(frozen=True)
class OutdatedNotice:
    """A page's original has changed since; `href` leads to it, or is "" if it is not public."""

    lang: str
    href: str


@dataclass(frozen=True)
class Alternate:
    """An absolute address for `hreflang`."""

    hreflang: str
    href: str


def latest_list(lang: str) -> str:
    """Return the path of the list of the newest stories in `lang`, or of its front page."""
    return path_of_latest(lang, latest_items().get(lang))


def path_of_latest(lang: str, item: PublishedItem | None) -> str:
    """Return where the newest stories in `lang` are, given their list, if that is public."""
    return item.path if item else f"/{lang}/"


def latest_items() -> dict[str, PublishedItem]:
    """Return the list of the newest stories of each language in which it is public."""
    models = [model for model in public_models().values() if model.is_latest_list]
    pages = [model._default_manager.values("pk") for model in models]
    items = PublishedItem.objects.public().defer("card", "full")
    return {item.lang: item for ids in pages for item in items.filter(page_id__in=ids)}


def switch_from(
    lang: str, editions: Sequence[Edition], latest: Callable[[str], str] = latest_list
) -> LanguageSwitch:
    """Return the way from a page in `lang` to the other language, given its work's public forms.

    `latest` gives the path of the list of the newest stories in a language.
    """
    other = other_language(lang)
    path = next((edition.path for edition in editions if edition.lang == other), None)
    if path is None:
        return LanguageSwitch(LANGUAGES[other], uri(latest(other)) + ARRIVING, is_translation=False)
    return LanguageSwitch(LANGUAGES[other], uri(path), is_translation=True)


def original_of(editions: Sequence[AnyEdition]) -> AnyEdition | None:
    """Return the public form in which the work was first written, or None."""
    return next((item for item in editions if item.lang == item.original_lang), None)


def outdated_notice(
    item: PublishedItem | None, editions: Sequence[PublishedItem]
) -> OutdatedNotice | None:
    """Return the notice that belongs on a page, one of the public forms of its work, or None."""
    if item is None or item.translation_status != PublishedItem.OUTDATED:
        return None
    original = original_of(editions)
    return OutdatedNotice(item.original_lang, uri(original.path) if original else "")


def alternates(editions: Sequence[Edition]) -> list[Alternate]:
    """Return the `hreflang` addresses of a work: each public language, then `x-default`.

    The default is the original's page, for front pages the address that negotiates the language.
    """
    if not editions:
        return []
    found = [Alternate(item.lang, absolute(item.path)) for item in editions]
    default = (original_of(editions) or editions[0]).path
    is_front = default == f"/{(original_of(editions) or editions[0]).lang}/"
    return [
        *sorted(found, key=lambda one: one.hreflang),
        Alternate("x-default", absolute("/" if is_front else default)),
    ]
