"""The partners' guide of `docs/partners/` and its examples, as the site serves them.

Both name `https://example.org` where the address of the site belongs: here it is put in.
"""

from collections.abc import Iterator
from dataclasses import dataclass, replace
from functools import partial
from pathlib import Path

from django.conf import settings
from django.utils.safestring import SafeString, mark_safe
from django.utils.translation import gettext_lazy as _

from api.partner_plugin import packed
from api.problems import Text
from api.types import ROOT
from cms.guides.reading import Guide, docs, picture_in, rendered
from core.language.languages import DEFAULT_LANGUAGE, LANGUAGES, Language

_IN_FILES = "https://example.org"
# What readers of the files have to do themselves.
TO_REPLACE = {
    "en": "Below, replace `https://example.org` by the address of the site.\n\n",
    "ar": "ضعوا عنوان الموقع في ما يلي بدلًا من `https://example.org`.\n\n",
}
# In the order in which they are read.
FIRST = "README"
PAGES: dict[str, Text] = {
    FIRST: _("For partner websites"),
    "duties": _("Your duties, credit and licence"),
    "items": _("Works, items, languages"),
    "lists": _("Lists, filters, paging, search"),
    "embedding": _("Embedding without programming"),
    "feeds": _("Feeds"),
    "sync": _("Keeping a copy"),
    "webhooks": _("Learning of changes at once"),
    "http": _("Caching, limits, errors, versions"),
}
_SUFFIXES = {"en": ".md", "ar": ".ar.md"}
PLUGIN = "icssi-news.zip"
# Its own, beside its pages: those of the guides for staff are for staff.
_PICTURES = "pictures"


@dataclass(frozen=True)
class Example:
    """What partners may take: `source` is where it is, as the guide's pages link it."""

    name: str
    source: str
    media_type: str
    about: Text


EXAMPLES = (
    Example(
        PLUGIN,
        "../../integrations/wordpress",
        "application/zip",
        _("Plugin for WordPress: upload it under Plugins → Add New; it knows this site's address."),
    ),
    Example(
        "newest.html",
        "examples/newest.html",
        "text/html; charset=utf-8",
        _("Page with the newest Arabic stories of a forum: JavaScript, no server of your own."),
    ),
    Example(
        "sync.php",
        "examples/sync.php",
        "text/plain; charset=utf-8",
        _("Copy of everything that stays up to date and forgets what is withdrawn, in PHP."),
    ),
    Example(
        "sync.py",
        "examples/sync.py",
        "text/x-python; charset=utf-8",
        _("The same copy, in Python."),
    ),
    Example(
        "sync.mjs",
        "examples/sync.mjs",
        "text/javascript; charset=utf-8",
        _("The same copy, in Node.js."),
    ),
)
_BY_SOURCE = {example.source: example for example in EXAMPLES}


@dataclass(frozen=True)
class PartnerPage:
    """A page of the guide, and the language that it is written in."""

    guide: Guide
    language: Language


def page_address(name: str, lang: str) -> str:
    """Return the root-relative address of a page for readers of `lang`.

    >>> page_address("sync", "ar")
    '/api/v1/docs/ar/guide/sync/'
    """
    folder = f"{ROOT}/docs/" + ("" if lang == DEFAULT_LANGUAGE else f"{lang}/")
    return f"{folder}guide/" + ("" if name == FIRST else f"{name}/")


def file_address(example: Example) -> str:
    return f"{ROOT}/docs/files/{example.name}"


def pages(lang: str) -> Iterator[tuple[str, Text]]:
    """Yield (address, title) of the pages that are on this server."""
    for name, title in PAGES.items():
        if _file(name, DEFAULT_LANGUAGE).is_file():
            yield page_address(name, lang), title


def files() -> Iterator[tuple[str, Example]]:
    """Yield (address, example) of the examples that are on this server."""
    for example in EXAMPLES:
        if _source(example).exists():
            yield file_address(example), example


def partner_page(name: str, lang: str) -> PartnerPage | None:
    """Return a page in `lang`, else in English; None if it is not on this server."""
    for tag in (lang, DEFAULT_LANGUAGE):
        file = _file(name, tag)
        if file.is_file():
            text = file.read_text("utf-8").replace(TO_REPLACE[tag], "")
            made = rendered(_of_this_site(text), partial(_address, lang=lang), _picture_address)
            return PartnerPage(replace(made, body=_with_code(made.body)), LANGUAGES[tag])
    return None


def picture(lang: str, name: str) -> bytes | None:
    """Return a picture of the guide; None if it is not on this server."""
    file = picture_in(docs() / "partners" / _PICTURES, lang, name)
    return file.read_bytes() if file else None


def example_content(example: Example) -> bytes | None:
    """Return what is sent of an example; None if it is not on this server."""
    source = _source(example)
    if not source.exists():
        return None
    if source.is_dir():
        return packed(source, example.name.removesuffix(".zip"), _of_this_site)
    return _of_this_site(source.read_text("utf-8")).encode()


def _with_code(body: str) -> SafeString:
    """Return a page in which code reads from the left, and blocks of it scroll by the keyboard.

    Text in it is escaped, so these can be nothing but tags.
    """
    blocks = body.replace("<pre>", '<pre dir="ltr" tabindex="0">')
    return mark_safe(blocks.replace("<code>", '<code dir="ltr">'))  # noqa: S308 - as it was


def _of_this_site(text: str) -> str:
    return text.replace(_IN_FILES, settings.BASE_URL)


def _file(name: str, lang: str) -> Path:
    return docs() / "partners" / f"{name}{_SUFFIXES[lang]}"


def _source(example: Example) -> Path:
    return docs() / "partners" / example.source


def _address(link: str, lang: str) -> str:
    """Return where a link of the guide leads on the site, or "" where it leads nowhere."""
    file, _hash, fragment = link.partition("#")
    anchor = f"#{fragment}" if fragment else ""
    if link.startswith(("#", "https://", "mailto:")):
        return link
    example = _BY_SOURCE.get(file)
    if example is not None:
        return file_address(example)
    name, _dot, suffix = file.partition(".")
    of_lang = {"md": lang, "ar.md": "ar"}.get(suffix)
    return page_address(name, of_lang) + anchor if name in PAGES and of_lang else ""


def _picture_address(source: str) -> str:
    folder, _slash, path = source.partition("/")
    return f"{ROOT}/docs/pictures/{path}" if folder == _PICTURES else ""
