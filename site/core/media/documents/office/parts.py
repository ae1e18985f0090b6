"""Which parts of an office file remain, which go, and which are a reason to refuse the file.

Content types are compared in lower case; a part of a type that is not listed refuses the file.
"""

import re

from core.media.documents import kinds

_OOXML = "application/vnd.openxmlformats-officedocument."
_MICROSOFT = "application/vnd.ms-"
MAIN = {
    kinds.DOCX: f"{_OOXML}wordprocessingml.document.main+xml",
    kinds.XLSX: f"{_OOXML}spreadsheetml.sheet.main+xml",
    kinds.PPTX: f"{_OOXML}presentationml.presentation.main+xml",
}
PICTURES = {"image/png", "image/jpeg", "image/jpg", "image/pjpeg", "image/gif", "image/webp"}

_WORD = (
    "document.main", "styles", "settings", "numbering", "footnotes", "endnotes", "header", "footer",
    "comments", "commentsextended", "commentsids", "fonttable", "websettings",
)  # fmt: skip
_SHEET = (
    "sheet.main", "worksheet", "sharedstrings", "styles", "comments", "table", "chartsheet",
    "pivottable", "pivotcachedefinition", "pivotcacherecords", "calcchain", "sheetmetadata",
)  # fmt: skip
_SLIDES = (
    "presentation.main", "slide", "slidelayout", "slidemaster", "notesslide", "notesmaster",
    "handoutmaster", "presprops", "tablestyles", "comments", "commentauthors",
)  # fmt: skip
_DRAWING = ("chart", "chartshapes", "diagramdata", "diagramlayout", "diagramstyle",
            "diagramcolors")  # fmt: skip
KNOWN = (
    {f"{_OOXML}wordprocessingml.{name}+xml" for name in _WORD}
    | {f"{_OOXML}spreadsheetml.{name}+xml" for name in _SHEET}
    | {f"{_OOXML}presentationml.{name}+xml" for name in _SLIDES}
    | {f"{_OOXML}drawingml.{name}+xml" for name in _DRAWING}
    | {
        f"{_OOXML}drawing+xml",
        f"{_OOXML}theme+xml",
        f"{_OOXML}themeoverride+xml",
        f"{_OOXML}vmldrawing",
        f"{_MICROSOFT}office.chartstyle+xml",
        f"{_MICROSOFT}office.chartcolorstyle+xml",
        f"{_MICROSOFT}office.drawingml.diagramdrawing+xml",
        f"{_MICROSOFT}excel.threadedcomments+xml",
        f"{_MICROSOFT}excel.person+xml",
        f"{_MICROSOFT}powerpoint.comments+xml",
        f"{_MICROSOFT}powerpoint.authors+xml",
        "application/vnd.openxmlformats-officedocument.wordprocessingml.commentsextensible+xml",
    }
)

# What goes, by content type or by place, and what it is reported as.
_DROPPED = (
    (r"package\.core-properties|extended-properties|custom-properties", "properties"),
    (r"customxmlproperties", "application_data"),
    (r"wordprocessingml\.people|word\.people", "names"),
    (r"spreadsheetml\.(usernames|revisionheaders|revisionlog)", "revisions"),
    (r"printersettings", "printing"),
    (r"oleobject", "objects"),
    (r"fontdata|obfuscatedfont|x-font", "fonts"),
    (r"labelinfo|ms-office\.classificationlabels", "properties"),
    (r"viewprops|stylesWithEffects|document\.glossary|presentationml\.tags", "application_data"),
    (r"digital-signature", "signatures"),
    (r"vnd\.ms-photo|svg\+xml", "drawings"),
    (r"ms-powerpoint\.(revisioninfo|changesinfo)", "revisions"),
    (r"ms-excel\.slicer|ms-excel\.timeline", "application_data"),
)
_DROPPED_PLACES = (
    (r"docprops/(thumbnail[^/]*)", "thumbnails"),
    (r"docprops/.*", "properties"),
    (r"docmetadata/.*", "properties"),
    (r"customxml/.*", "application_data"),
    (r"(word|xl|ppt)/embeddings/.*", "objects"),
    (r"(word|xl|ppt)/fonts/.*", "fonts"),
    (r"(word|xl|ppt)/printersettings/.*", "printing"),
    (r"word/glossary/.*", "application_data"),
    (r"_xmlsignatures/.*", "signatures"),
    (r"\[trash\]/.*", "application_data"),
)
_REFUSED = (
    (r"macro|vba|keymapcustomizations|attachedtoolbars|intlmacro", "macros"),
    (r"activex|controlproperties|ui/extensibility|customui|webextension|taskpanes", "macros"),
    (r"dialogsheet", "macros"),
    (r"externallink|connections|querytable|xmlmaps|mailmerge|volatiledependencies", "external"),
    (r"audio|video|^media/|application/vnd\.ms-package\.obfuscatedmedia", "media"),
    (r"image/(x-)?(emf|wmf|tiff?|bmp|pict|svm|eps)", "drawing"),
    (r"x?html|rtf|mhtml|message/rfc822", "external"),
)

_REFUSED_PLACES = re.compile(
    r"(^|/)(activex|ctrlprops|macrosheets|externallinks|customui)/", re.IGNORECASE
)


def dropped_as(part: str, content_type: str) -> str:
    """Return what a part that goes is reported as, or "" for one that does not go."""
    for pattern, code in _DROPPED_PLACES:
        if re.fullmatch(pattern, part, re.IGNORECASE):
            return code
    for pattern, code in _DROPPED:
        if re.search(pattern, content_type, re.IGNORECASE):
            return code
    return ""


def refused_as(part: str, content_type: str) -> str:
    """Return why a part is a reason to refuse the file, or "" for one that is none."""
    for pattern, code in _REFUSED:
        if re.search(pattern, content_type, re.IGNORECASE):
            return code
    if re.search(
        r"(^|/)(activex|ctrlprops|macrosheets|externallinks|customui)/", part, re.IGNORECASE
    ):
        return "external" if "externallinks" in part.lower() else "macros"
    return ""
