"""What HTML is let through, by where it comes from or goes to; everything else is removed."""

import nh3

# How the address of a link begins that leads away from this site.
LINKED_ELSEWHERE = ("http://", "https://", "mailto:", "tel:")
_SCHEMES = {start.partition(":")[0] for start in LINKED_ELSEWHERE}

_INLINE = {"a", "b", "br", "cite", "em", "i", "strong"}
_BLOCKS = {"blockquote", "h2", "h3", "li", "ol", "p", "ul"}
_RENDERED = {"div", "figcaption", "figure", "footer", "img"}
# Phone numbers and the like in text that is written from right to left.
_ISOLATING = {"bdi", "bdo"}
# What only other people's pages have; the importer makes paragraphs and headings of it.
_FOREIGN_HEADINGS = {"h1", "h4", "h5", "h6"}
_FOREIGN_BLOCKS = {
    "article", "caption", "dd", "dl", "dt", "hr", "pre", "section", "table", "td", "th", "tr",
}  # fmt: skip
_STYLED = {"span", "font", "del", "tbody"}
_REMOVED_WITH_CONTENT = {
    "script", "style", "iframe", "noscript", "template", "object", "svg", "math", "select",
    "textarea", "button", "audio", "video", "head", "title", "noembed", "noframes", "datalist",
    "canvas", "applet", "xmp", "xml", "w:worddocument", "w:latentstyles",
    "o:officedocumentsettings",
}  # fmt: skip

# Rich text that an editor, an importer or a forged form has stored. No pictures: they have blocks
# of their own, which know sizes, texts and who may see them. The language of a link to a page is
# that in which the page is meant, whatever the reader's.
RICH_TEXT = nh3.Cleaner(
    tags=_INLINE | _BLOCKS | {"h4", "small"},
    attributes={"a": {"href", "linktype", "id", "lang"}},
    link_rel=None,
)

# A rendered body as partners embed it.
EMBEDDED = nh3.Cleaner(
    tags=_INLINE | _BLOCKS | _RENDERED | _ISOLATING | {"small"},
    attributes={
        "a": {"href", "hreflang", "lang", "dir"},
        "bdi": {"dir"},
        "bdo": {"dir"},
        "img": {"src", "srcset", "sizes", "width", "height", "alt", "loading", "decoding"},
    },
    url_schemes=_SCHEMES,
    link_rel=None,
)

# A story of another site or a text of another program, before `core.body.reading` reads its
# paragraphs out of it. Styles say what is bold or a list; none of them is stored.
IMPORTED = nh3.Cleaner(
    tags=_INLINE | _BLOCKS | _RENDERED | _FOREIGN_HEADINGS | _FOREIGN_BLOCKS | _STYLED,
    clean_content_tags=_REMOVED_WITH_CONTENT,
    attributes={
        "a": {"href"},
        "img": {"src", "alt"},
        "*": {"style", "class", "role", "aria-level"},
    },
    url_schemes=_SCHEMES,
    link_rel=None,
)
