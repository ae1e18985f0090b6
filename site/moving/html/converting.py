"""A post's title and text as pieces of a body, with placeholders of media and links."""

import re
from dataclasses import dataclass, field, replace
from html import unescape

from bs4 import BeautifulSoup

from core.body.reading.markup import Piece, read_html
from moving.html.builders import with_words_of_codes
from moving.html.codes import is_classic, with_elements
from moving.html.context import Context, Note
from moving.html.credits import Credit, credit_of
from moving.html.embeds import read_embeds
from moving.html.footnotes import with_footnotes
from moving.html.lines import read_line_ends
from moving.html.links import read_links
from moving.html.noise import remove_noise
from moving.html.pictures import is_picture, photo_of, read_pictures
from moving.html.references import Document, Gallery, Photo, References, Video, as_value
from moving.html.videos import watch_address
from moving.reading.records import Post
from moving.reading.values import line
from moving.survey.briefs import Brief
from moving.survey.claims import without_language_lines
from moving.survey.index import Index
from moving.texts.characters import folded_forms, mended

# What a change of the code that reads HTML increases, so that the next run writes posts anew.
RULES = 2
_HAS_MARKUP = re.compile(r"[<&\[]|https?:|\bwww\.|\n")
_ALONE = re.compile(r'<p><a href="([^"]+)">([^<]*)</a></p>')
_NOTE_CODES = {"[": "code", "<": "left-out"}
# These become media or are noted where they are read; `read_html` would name them again.
_NOTED = {"<iframe>", "<object>", "<video>", "<audio>"}


@dataclass
class Converted:
    """A post as it will be written: in `pieces`, `references` have placeholders."""

    title: str
    excerpt: str
    pieces: list[Piece]
    references: References
    credit: Credit | None
    lead: Photo | None
    notes: list[Note] = field(default_factory=list)

    @property
    def photos(self) -> list[Photo]:
        """The pictures that the post shows."""
        found: list[Photo] = [self.lead] if self.lead else []
        for reference in self.references.found:
            if isinstance(reference, Photo):
                found.append(reference)
            elif isinstance(reference, Gallery):
                found += reference.photos
        return found

    @property
    def documents(self) -> list[Document]:
        """The files that the post offers to download."""
        return [each for each in self.references.found if isinstance(each, Document)]

    @property
    def paths(self) -> set[tuple[str, str]]:
        """The files that the post needs: of which site's uploads, and where in them."""
        found = {(each.site, each.path) for each in self.photos}
        return found | {(each.site, each.path) for each in self.documents}


def convert(post: Post, brief: Brief, index: Index) -> Converted:
    """Return a post's title and text, read."""
    context = Context(index, brief.key, brief.title)
    title = _characters(line(post.title), context)
    content = _characters(with_footnotes(post.content, post.footnotes), context)
    context.title = title
    site = brief.site
    content, _places = without_language_lines(content, index.sites, site)
    pieces = _pieces(content, context)
    if post.unreadable:
        context.note("characters", str(post.unreadable))
    return Converted(
        title,
        _characters(line(post.excerpt), context),
        pieces,
        context.references,
        credit_of(content, index.sites, site),
        _lead(post, context),
        list(context.notes),
    )


def _characters(text: str, context: Context) -> str:
    found = mended(text)
    if found.is_mended:
        context.note("mended")
    elif found.is_doubtful:
        context.note("mojibake")
    return folded_forms(found.text)


def _pieces(content: str, context: Context) -> list[Piece]:
    source = content
    if _HAS_MARKUP.search(content):
        shared = {
            number: text
            for (site, number), text in context.index.shared_blocks.items()
            if site == context.site
        }
        soup = BeautifulSoup(with_elements(with_words_of_codes(content), shared), "html.parser")
        remove_noise(soup)
        read_embeds(soup, context)
        read_pictures(soup, context)
        read_links(soup, context)
        if is_classic(content):
            read_line_ends(soup)
        source = str(soup)
    markup = read_html(source)
    for note in markup.notes:
        what = note.partition(" ")[0]
        if what not in _NOTED:
            context.note(_NOTE_CODES.get(what[:1], "left-out"), what)
    return [each for piece in markup.pieces for each in _resolved(piece, context)]


def _resolved(piece: Piece, context: Context) -> list[Piece]:
    """Return what a piece is, once its placeholder is resolved."""
    if piece.kind == "photo":
        return _media(piece, context)
    if piece.kind == "paragraph" and _ALONE.search(piece.value):
        return _films(piece.value, context)
    return [piece]


def _media(piece: Piece, context: Context) -> list[Piece]:
    media = context.references.at(piece.value["src"])
    caption = str(piece.value["caption"])
    match media:
        case Photo():
            return [Piece("photo", as_value(replace(media, caption=caption or media.caption)))]
        case Gallery():
            words = [Piece("paragraph", f"<p>{caption}</p>")] if caption else []
            return [Piece("gallery", media), *words]
        case Video():
            title = caption or media.title or context.title
            return [Piece("video", {"address": media.address, "title": title[:160]})]
        case Document():
            return [Piece("document", media)]
    return []


def _films(html: str, context: Context) -> list[Piece]:
    """Return paragraphs, and in the place of an address of a film alone the film."""
    pieces: list[Piece] = []
    position = 0
    for found in _ALONE.finditer(html):
        film = watch_address(unescape(found[1])) if found[1] == found[2] else None
        if film is None:
            continue
        if html[position : found.start()]:
            pieces.append(Piece("paragraph", html[position : found.start()]))
        pieces.append(Piece("video", {"address": film, "title": context.title[:160]}))
        position = found.end()
    if html[position:]:
        pieces.append(Piece("paragraph", html[position:]))
    return pieces


def _lead(post: Post, context: Context) -> Photo | None:
    """Return the picture that the post shows in lists, if its file is there."""
    attachment = context.index.attachments.get((context.site, post.thumbnail))
    if attachment is None:
        return None
    if not is_picture(attachment.path):
        return None
    if not context.index.is_there(context.site, attachment.path):
        context.note("file-missing", attachment.path)
        return None
    return photo_of(attachment, context.site)
