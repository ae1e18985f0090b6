"""Writes a translation as a PO file that Poedit opens as it is."""

import hashlib
from collections import defaultdict
from collections.abc import Sequence
from typing import Any

import polib
from django.utils import timezone
from django.utils.translation import gettext as _
from wagtail_localize.models import StringSegment, StringTranslation, Translation

from core.language.slugs import slug_of
from translation.content.strings import segments_of
from translation.content.texts import digest_of_words, label, needs_translation, place_of, plain
from translation.offline import headers

FUZZY = "fuzzy"
_PO_DATE = "%Y-%m-%d %H:%M+0000"
# Stands in an entry where references to source code do: PO editors keep those as they are.
_WAS = "icssi-was-"


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
    return digest_of_words((each.context.path, each.string.data) for each in segments)


def digest_of_text(text: str) -> str:
    """Return a short digest of what stands online as the translation of a text."""
    return hashlib.sha256(text.strip().encode()).hexdigest()[:12]


def digest_at_export(entry: polib.POEntry) -> str:
    """Return the digest of what stood online when an entry was exported; "" in old files."""
    marks = (place for place, _line in entry.occurrences if place.startswith(_WAS))
    return next(marks, "").removeprefix(_WAS)


def written(stored: StringTranslation | None) -> str:
    """Return the translation of a text that a person has written, or ""."""
    is_human = stored and stored.translation_type == StringTranslation.TRANSLATION_TYPE_MANUAL
    return stored.data if stored and is_human and plain(stored.data) else ""


def file_name(title: str, slug: str, lang: str) -> str:
    """Return `<slug>.<language>.po`, in the script of `title`, or with `slug` where it has none.

    `lang` is the language of the translation, which the page need not be in.
    """
    return f"{slug_of(title) or slug}.{lang}.po"


def po_of(translation: Translation, page: Any, title: str) -> polib.POFile:
    """Return the texts of a translation, begun or not, with what is translated already.

    `page` is the translated page, or the original, and `title` what readers of the file may know
    it by.

    Suggestions of machines, and the translation of a text that has changed since, are marked
    as uncertain (fuzzy).
    """
    now = timezone.now()  # before reading: what is written after it counts as newer
    segments = segments_of(translation.source)
    po = polib.POFile(wrapwidth=78)
    po.metadata = _metadata(translation, segments, now)
    entries = _Entries(type(page), title, segments, list(strings_into(translation)))
    seen = set()
    for segment in segments:
        key = (segment.context.path, segment.string.data)
        if key not in seen:
            seen.add(key)
            po.append(entries.entry(segment))
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
        self,
        model: type,
        title: str,
        segments: Sequence[StringSegment],
        stored: Sequence[StringTranslation],
    ) -> None:
        self._model, self._title = model, _("Page: %(title)s") % {"title": title}
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

    def entry(self, segment: StringSegment) -> polib.POEntry:
        field = _("Field: %(field)s") % {"field": label(self._model, place_of(segment.context))}
        stored = self._stored.get((segment.string_id, segment.context_id))
        entry = polib.POEntry(
            msgctxt=segment.context.path,
            msgid=segment.string.data,
            comment=f"{self._title}\n{field}",
            occurrences=[(f"{_WAS}{digest_of_text(written(stored))}", "")],
        )
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
