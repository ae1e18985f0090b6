"""The guides of `docs/` inside the CMS: `<name>.md` in English, `<name>.ar.md` in Arabic.

They are read from the folder of the project, so that people who work on the code and people who
work on the site read the same words and see the same pictures.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import lru_cache
from itertools import pairwise
from pathlib import Path

from django.conf import settings
from django.urls import reverse
from django.utils.functional import Promise
from django.utils.safestring import SafeString, mark_safe
from django.utils.translation import gettext_lazy as _
from markdown_it import MarkdownIt
from markdown_it.token import Token

from core.language.languages import LANGUAGES
from core.language.slugs import slug_of

NAMES: dict[str, str | Promise] = {
    "translators": _("Guide for translators"),
    "editors": _("Guide for editors"),
}
_SUFFIXES = {"en": ".md", "ar": ".ar.md"}
_FILES = {f"{name}{suffix}": (name, lang) for name in NAMES for lang, suffix in _SUFFIXES.items()}
_CONTENTS_LEVEL = "h2"


class MissingGuideError(Exception):
    """The file of a guide is not there; the message is its path."""


@dataclass(frozen=True)
class Heading:
    """A heading of a guide: its level ("h2"), its id in the page, its text."""

    level: str
    id: str
    text: str


@dataclass(frozen=True)
class Guide:
    """A guide as it is shown: its title, its table of contents, and the rest as HTML."""

    title: str
    contents: Sequence[Heading]
    body: SafeString


def docs() -> Path:
    return Path(settings.ROOT) / "docs"


def guide(name: str, lang: str) -> Guide:
    """Return a guide in a language; raises MissingGuideError where its file is not there."""
    path = docs() / f"{name}{_SUFFIXES[lang]}"
    if not path.is_file():
        raise MissingGuideError(str(path))
    return _rendered(path.read_text(encoding="utf-8"))


def picture_file(lang: str, name: str) -> Path | None:
    """Return the file of a guide's picture, or None; `name` must be one part of a path."""
    folder = docs() / "pictures" / lang
    path = folder / name
    is_inside = lang in LANGUAGES and path.parent == folder and path.name == name
    return path if is_inside and path.is_file() else None


@lru_cache(maxsize=2 * len(_FILES))
def _rendered(text: str) -> Guide:
    # Markup in the text is shown as text: nothing in a guide can ever run in the CMS.
    markdown = MarkdownIt("commonmark", {"html": False}).enable("table")
    tokens = markdown.parse(text)
    headings = list(_headings(tokens))
    for token in _all(tokens):
        _resolve(token)
    title = headings[0].text if headings else ""
    # The title is the page's own heading in the CMS.
    body = tokens[3:] if headings and headings[0].level == "h1" else tokens
    return Guide(
        title=title,
        contents=[heading for heading in headings if heading.level == _CONTENTS_LEVEL],
        body=mark_safe(markdown.renderer.render(body, markdown.options, {})),  # noqa: S308
    )


def _all(tokens: Sequence[Token]) -> Iterator[Token]:
    for token in tokens:
        yield token
        yield from _all(token.children or ())


def _headings(tokens: Sequence[Token]) -> Iterator[Heading]:
    """Give each heading an id made of its words, as GitHub does, and yield it."""
    for first, inline in pairwise(tokens):
        if first.type == "heading_open":
            text = "".join(child.content for child in inline.children or ())
            first.attrSet("id", slug_of(text))
            yield Heading(first.tag, slug_of(text), text)


def _resolve(token: Token) -> None:
    """Lead links and pictures, which are relative to `docs/`, to their places in the CMS."""
    if token.type == "link_open":
        address = _guide_address(str(token.attrGet("href")))
        token.attrs = {"href": address} if address else {}
    elif token.type == "image":
        _folder, _slash, path = str(token.attrGet("src")).partition("pictures/")
        of_lang, _slash, name = path.partition("/")
        is_known = picture_file(of_lang, name) is not None
        token.attrSet("src", reverse("guide_picture", args=[of_lang, name]) if is_known else "")
        token.attrSet("loading", "lazy")


def _guide_address(address: str) -> str:
    """Return where a link leads in the CMS, or "" where it leads to a file that is not a guide."""
    file, _hash, fragment = address.partition("#")
    if address.startswith(("#", "https://", "mailto:")):
        return address
    if file not in _FILES:
        return ""
    name, lang = _FILES[file]
    anchor = f"#{fragment}" if fragment else ""
    return f"{reverse('guide', args=[name])}?lang={lang}{anchor}"
