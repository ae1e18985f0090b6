"""The guides of `docs/` inside the CMS: `<name>.md` in English, `<name>.ar.md` in Arabic.

They are read from the folder of the project, so that people who work on the code and people who
work on the site read the same words and see the same pictures.
"""

from collections.abc import Callable, Iterator, Sequence
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
    "importing": _("Guide to the import"),
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
    return picture_in(docs() / "pictures", lang, name)


def picture_in(pictures: Path, lang: str, name: str) -> Path | None:
    """Return the file of a picture in a language's folder, or None if it is not there."""
    folder = pictures / lang
    path = folder / name
    is_inside = lang in LANGUAGES and path.parent == folder and path.name == name
    return path if is_inside and path.is_file() else None


@lru_cache(maxsize=2 * len(_FILES))
def _rendered(text: str) -> Guide:
    return rendered(text, _guide_address, _picture_address)


def rendered(
    text: str, address_of: Callable[[str], str], picture_address_of: Callable[[str], str]
) -> Guide:
    """Return a guide in Markdown as HTML.

    Links and pictures are relative to its file; the functions return their addresses on the site,
    or "" for what has none there.
    """
    # Markup in the text is shown as text: nothing in a guide can ever run.
    markdown = MarkdownIt("commonmark", {"html": False}).enable("table")
    tokens = markdown.parse(text)
    headings = list(_headings(tokens))
    for token in _all(tokens):
        _resolve(token, address_of, picture_address_of)
    title = headings[0].text if headings else ""
    # The title is the page's own heading.
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


def _resolve(
    token: Token, address_of: Callable[[str], str], picture_address_of: Callable[[str], str]
) -> None:
    """Lead links and pictures to their places on the site."""
    if token.type == "link_open":
        address = address_of(str(token.attrGet("href")))
        token.attrs = {"href": address} if address else {}
    elif token.type == "image":
        token.attrSet("src", picture_address_of(str(token.attrGet("src"))))
        token.attrSet("loading", "lazy")


def _picture_address(source: str) -> str:
    _folder, _slash, path = source.partition("pictures/")
    of_lang, _slash, name = path.partition("/")
    is_known = picture_file(of_lang, name) is not None
    return reverse("guide_picture", args=[of_lang, name]) if is_known else ""


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
