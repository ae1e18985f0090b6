"""Why a document is refused, and what was removed from one, in the words of people."""

import re
from collections.abc import Iterable
from typing import Any

from django.core.exceptions import ValidationError
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from core.language.languages import current_language
from core.language.lists import joined

ACCEPTED = _(
    "PDF, Word (docx), Excel (xlsx), PowerPoint (pptx), OpenDocument (odt, ods, odp), plain text "
    "(txt) or comma-separated values (csv)"
)
_AS_PDF = _("If you made the file yourself, save it as PDF and upload that.")
_REASONS = {
    "not_accepted": _("Files of this kind are not accepted. Accepted: %(accepted)s."),
    "legacy": _(
        "This file is in an old format of Office, which cannot be cleaned. Save it as docx, xlsx, "
        "pptx or PDF and upload that."
    ),
    "empty": _("This file is empty."),
    "damaged": _("This file is damaged or incomplete and cannot be read. %(as_pdf)s"),
    "encrypted": _(
        "This file is protected with a password, so it cannot be checked. Save it without a "
        "password and upload that."
    ),
    "macros": _(
        "This file contains macros or controls, which run on readers’ computers. Save it without "
        "them, for example as PDF."
    ),
    "script": _(
        "This file contains a script, which runs on readers’ computers. Save it without the "
        "script, for example by printing it to a new PDF."
    ),
    "action": _(
        "This file does something by itself when it is opened, printed or clicked. Save it "
        "without such actions, for example by printing it to a new PDF."
    ),
    "external": _(
        "This file refers to other files or computers: a template, a linked picture, data or a "
        "link that does not lead to a website. Readers’ computers would fetch them and reveal "
        "themselves. Insert the content itself instead, or save the file as PDF."
    ),
    "formula": _(
        "This file contains a formula that fetches something, starts a program or shows where the "
        "file is on your computer. Replace it with its value."
    ),
    "naming_field": _(
        "This file contains a field that prints a name, a date of editing or where the file is on "
        "your computer. Replace the field with text."
    ),
    "media": _("This file contains sound, video or 3D content, which cannot be cleaned."),
    "xfa": _("This file is a dynamic form (XFA), which cannot be cleaned. Print it to a new PDF."),
    "attachments": _("This file contains another file that cannot be removed from it. %(as_pdf)s"),
    "redaction": _(
        "Something in this file is marked to be blacked out, but can still be read. Apply the "
        "redaction in the program that made it, and upload the result."
    ),
    "inline_picture": _(
        "This file contains a photograph in a form that cannot be cleaned. Print it to a new PDF."
    ),
    "drawing": _(
        "This file contains a drawing or picture that cannot be cleaned (EMF, WMF, SVG, TIFF or "
        "BMP). Replace it with a PNG or JPEG picture, or save the file as PDF."
    ),
    "picture": _(
        "This file contains a picture that is damaged or cannot be read. Replace it with a PNG or "
        "JPEG picture."
    ),
    "bomb": _(
        "This file is small but becomes very large when it is opened, so it is refused. %(as_pdf)s"
    ),
    "bad_names": _("This file contains parts with forbidden names, so it is refused."),
    "entities": _("This file contains XML declarations that no office program writes."),
    "polyglot": _(
        "This file is of two kinds at the same time, or has data before its beginning or after "
        "its end. %(as_pdf)s"
    ),
    "unknown_part": _(
        "This file has a part that is not known here (%(part)s), so it cannot be proved that it "
        "reveals nobody. %(as_pdf)s"
    ),
    "not_proved": _(
        "It cannot be proved that this file reveals nobody after it was cleaned. %(as_pdf)s"
    ),
    "too_slow": _("It takes too long to check this file. Make it smaller or divide it."),
    "too_demanding": _(
        "This file cannot be checked with the memory there is. Make it smaller or divide it."
    ),
    "too_large": _("This file is too large: at most %(limit)s MB are accepted."),
    "busy": _("Other files are being processed. This one was not stored; try again in a minute."),
}
_REMOVED = {
    "properties": _("author, company and other properties"),
    "names": _("names in comments and tracked changes"),
    "dates": _("dates of comments and changes"),
    "revisions": _("traces of earlier versions"),
    "identifiers": _("identifiers of people and devices"),
    "paths": _("places of files on your computer"),
    "place": _("geographic positions"),
    "picture_metadata": _("hidden data of pictures (such as GPS position and camera)"),
    "profiles": _("colour profiles"),
    "attachments": _("attached files"),
    "objects": _("embedded files (such as tables behind charts)"),
    "drawings": _("drawings in SVG and HD Photo beside their pictures"),
    "thumbnails": _("preview pictures"),
    "printing": _("printer settings"),
    "fonts": _("embedded fonts"),
    "signatures": _("digital signatures, which are not valid after a change"),
    "application_data": _("data of the program that made the file"),
}
_LONGEST_PART = 60


def refusal(code: str, **params: object) -> ValidationError:
    """Return the error that shows somebody why a document is refused."""
    part = re.sub(r"[^\w./ \[\]-]", "", str(params.get("part", "")))[:_LONGEST_PART]
    texts = {"accepted": ACCEPTED, "as_pdf": _AS_PDF, "part": part}
    return ValidationError(_REASONS[code], code=code, params=params | texts)


def refuse(answer: dict[str, Any]) -> None:
    """Raise the error of a program's answer, if it has refused the document."""
    numbers = dict(answer)
    if code := numbers.pop("refused", ""):
        raise refusal(code, **numbers)


def removed_text(codes: Iterable[str]) -> str:
    """Return a sentence on what was removed from a document, or that nothing had to be."""
    removed = set(codes)
    parts = [str(text) for code, text in _REMOVED.items() if code in removed]
    if not parts:
        return gettext("Checked: nothing had to be removed from the file.")
    listed = joined(parts, current_language())
    return gettext("Removed from the file: %(parts)s.") % {"parts": listed}
