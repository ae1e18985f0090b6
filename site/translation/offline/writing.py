"""Writes a translation as a PO file that Poedit opens as it is."""

import hashlib
import json
from collections import defaultdict
from collections.abc import Sequence
from typing import Any

import polib
from django.utils import timezone
from django.utils.translation import gettext as _
from wagtail_localize.models import StringSegment, StringTranslation, Translation

from core.text import slug_of
from translation.offline import headers
from translation.texts import label, needs_translation, plain

FUZZY = "fuzzy"
_PO_DATE = "%Y-%m-%d %H:%M+0000"


def segments_of(translation: Translation) -> list[StringSegment]:
    """Return the texts of an original in their order."""
    segments = StringSegment.objects.filter(source=translation.source_id)
    return list(segments.select_related("string", "context").order_by("order", "pk"))


def strings_into(translation: Translation) -> Any:
    """Return all that was ever translated of a work into one language, the newest first."""
    return (
        StringTranslation.objects.filter(
            context__object_id=translation.source.object_id,
            locale=translation.target_locale_id,
        )
        .select_related("translation_of", "last_translated_by")
        .order_by("-updated_at", "-pk")
    )


def digest_of(segments: Sequence[StringSegment]) -> str:
    """Return the digest of an original's words, as `texts.text_digest` makes it of a page."""
    words = [[each.context.path.split(".")[0], each.string.data] for each in segments]
    return hashlib.sha256(json.dumps(words).encode()).hexdigest()


def path_of(segment: StringSegment) -> str:
    """Return the path of a text by fields and types of blocks, or its field where none is known."""
    return segment.context.field_path or segment.context.path.split(".")[0]


def place_of(segment: StringSegment, page: Any) -> str:
    """Return what the CMS calls the place of a text."""
    return label(type(page), path_of(segment))


def file_name(page: Any, lang: str) -> str:
    """Return `<slug>.<language>.po`, in the script of the title of `page`.

    `lang` is the language of the translation, which the page need not be in.
    """
    return f"{slug_of(page.draft_title) or page.slug}.{lang}.po"


def po_of(translation: Translation, page: Any) -> polib.POFile:
    """Return the texts of a translation, begun or not, with what is translated already.

    `page` is the translated page, or the original.

    Suggestions of machines, and the translation of a text that has changed since, are marked
    as uncertain (fuzzy).
    """
    now = timezone.now()  # before reading: what is written after it counts as newer
    segments = segments_of(translation)
    po = polib.POFile(wrapwidth=78)
    po.metadata = _metadata(translation, segments, now)
    entries = _Entries(segments, list(strings_into(translation)))
    seen = set()
    for segment in segments:
        key = (segment.context.path, segment.string.data)
        if key not in seen:
            seen.add(key)
            po.append(entries.entry(segment, page))
    return po


def _metadata(
    translation: Translation, segments: Sequence[StringSegment], now: Any
) -> dict[str, str]:
    source = translation.source
    begun = {headers.TRANSLATION: str(translation.uuid)} if translation.pk else {}
    return {
        "Project-Id-Version": "ICSSI",
        "POT-Creation-Date": now.strftime(_PO_DATE),
        "PO-Revision-Date": now.strftime(_PO_DATE),
        "Last-Translator": "",
        "Language-Team": "",
        headers.LANGUAGE: translation.target_locale.language_code,
        "MIME-Version": "1.0",
        "Content-Type": "text/plain; charset=UTF-8",
        "Content-Transfer-Encoding": "8bit",
        headers.WORK: str(source.object_id),
        headers.SOURCE_LANG: source.locale.language_code,
        headers.EXPORTED_AT: now.isoformat(),
        headers.SOURCE_DIGEST: digest_of(segments),
    } | begun


class _Entries:
    """Makes the entry of each text from the translations that are stored."""

    def __init__(
        self, segments: Sequence[StringSegment], stored: Sequence[StringTranslation]
    ) -> None:
        self._stored = {(each.translation_of_id, each.context_id): each for each in stored}
        current = {(each.string_id, each.context_id) for each in segments}
        self._former: dict[int | None, StringTranslation] = {}
        for each in stored:  # the newest first
            if (each.translation_of_id, each.context_id) not in current and plain(each.data):
                self._former.setdefault(each.context_id, each)
        self._open: dict[int, set[int]] = defaultdict(set)
        for segment in segments:
            is_stored = (segment.string_id, segment.context_id) in self._stored
            if not is_stored and needs_translation(segment.string.data):
                self._open[segment.context_id].add(segment.string_id)

    def entry(self, segment: StringSegment, page: Any) -> polib.POEntry:
        title = _("Page: %(title)s") % {"title": page.draft_title}
        field = _("Field: %(field)s") % {"field": place_of(segment, page)}
        entry = polib.POEntry(
            msgctxt=segment.context.path, msgid=segment.string.data, comment=f"{title}\n{field}"
        )
        stored = self._stored.get((segment.string_id, segment.context_id))
        if stored is not None:
            entry.msgstr = stored.data
            is_machine = stored.translation_type == StringTranslation.TRANSLATION_TYPE_MACHINE
            if stored.data and (is_machine or stored.has_error):
                entry.flags.append(FUZZY)
        elif self._open[segment.context_id] == {segment.string_id}:
            self._suggest_former(entry, self._former.get(segment.context_id))
        return entry

    def _suggest_former(self, entry: polib.POEntry, former: StringTranslation | None) -> None:
        """Show what stood in the place of a new text; among several texts nobody can tell."""
        if former is not None:
            entry.previous_msgid = former.translation_of.data
            entry.msgstr = former.data
            entry.flags.append(FUZZY)
