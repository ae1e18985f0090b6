"""The texts of a file beside those that are online now, sorted by what to do with each."""

import hashlib
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

import polib
from django.db import models
from django.utils.text import Truncator
from django.utils.translation import gettext as _
from django.utils.translation import pgettext_lazy
from wagtail_localize.models import StringSegment, StringTranslation

from translation.content.markup import checked, shown
from translation.content.texts import (
    label,
    place_of,
    plain,
    refresh_source,
    segments_of,
    source_digest,
    stored_translations,
)
from translation.offline.po_files import SOURCE_DIGEST, ParsedFile
from translation.offline.targets import Target

_SHOWN = 2_000
# Begins a source reference of an entry, which PO editors preserve: a digest of the text online.
_ONLINE = "icssi-was-"


class Kind(models.TextChoices):
    """What taking over one text of a file would do."""

    NEW = "new", pgettext_lazy("text of a file", "New")
    CHANGED = "changed", pgettext_lazy("text of a file", "Changed")
    CONFLICT = "conflict", pgettext_lazy("text of a file", "Conflict")
    INVALID = "invalid", pgettext_lazy("text of a file", "Not usable")
    FUZZY = "fuzzy", pgettext_lazy("text of a file", "Uncertain (fuzzy)")
    UNKNOWN = "unknown", pgettext_lazy("text of a file", "Not in this page")
    UNTOUCHED = "untouched", pgettext_lazy("text of a file", "Not changed in the file")
    SAME = "same", pgettext_lazy("text of a file", "Same as online")


@dataclass(frozen=True)
class Entry:
    """One text of a file: its place, its source, the text online `now`, and the one `brought`."""

    kind: Kind
    place: str
    source: str
    brought: str
    now: str = ""
    reason: str = ""
    changed_at: datetime | None = None
    changed_by: Any = None
    segment: StringSegment | None = None

    @property
    def token(self) -> str:
        """Identifies the text and what is online now: a choice is void once that changes."""
        digest = hashlib.sha256(self.now.encode()).hexdigest()[:16]
        return f"{self.segment.pk}:{digest}" if self.segment else ""

    @property
    def texts(self) -> dict[str, Any]:
        """The three texts as they are shown, with visible tags."""
        texts = {"source": self.source, "now": self.now, "brought": self.brought}
        return {name: shown(Truncator(text).chars(_SHOWN)) for name, text in texts.items()}


@dataclass(frozen=True)
class Comparison:
    """The texts of one file by kind, in the order of the kinds, and notes for its reader."""

    by_kind: dict[Kind, list[Entry]]
    notes: list[str]


def compare(
    file: ParsedFile, target: Target, is_refreshing: bool = False, is_locking: bool = False
) -> Comparison:
    """Sort the texts of a file by what taking them over would do, in a few queries.

    With `is_refreshing`, the strings of the original are updated first; without, nothing is
    written. With `is_locking`, nobody else changes the texts online until the transaction ends.
    """
    source = target.translation.source
    if is_refreshing:
        refresh_source(source)
    stored = stored_translations(target.translation)
    if is_locking:
        stored = stored.select_for_update(of=("self",))
    segments = segments_of(source)
    digest = file.metadata.get(SOURCE_DIGEST)
    notes = list(file.notes)
    if digest and digest != source_digest(segments):
        notes.append(_("The original has changed since this file was made."))
    sorter = _Sorter(target, segments, stored, file.exported_at)
    by_kind: dict[Kind, list[Entry]] = {kind: [] for kind in Kind}
    for each in file.entries:
        if (entry := sorter.entry(each)) is not None:
            by_kind[entry.kind].append(entry)
    return Comparison({kind: entries for kind, entries in by_kind.items() if entries}, notes)


def online_mark(stored: StringTranslation | None) -> str:
    """Return the reference by which an exported entry records what was online at that time."""
    return f"{_ONLINE}{_digest(written(stored))}"


def written(stored: StringTranslation | None) -> str:
    """Return the translation of a text that a person has written, or ""."""
    is_human = stored and stored.translation_type == StringTranslation.TRANSLATION_TYPE_MANUAL
    return stored.data if stored and is_human and plain(stored.data) else ""


def _digest(text: str) -> str:
    return hashlib.sha256(text.strip().encode()).hexdigest()[:12]


def digest_at_export(entry: polib.POEntry) -> str:
    """Return the digest of the text that was online at the export, or "" in old files."""
    marks = (place for place, _line in entry.occurrences if place.startswith(_ONLINE))
    return next(marks, "").removeprefix(_ONLINE)


class _Sorter:
    """Sorts the entries of a file, given the texts of a page and their translations."""

    def __init__(
        self,
        target: Target,
        segments: Sequence[StringSegment],
        stored: Sequence[StringTranslation],
        exported_at: datetime | None,
    ) -> None:
        self._page, self._exported_at = target.page, exported_at
        self._segments = {(each.context.path, each.string.data): each for each in segments}
        self._stored = {(each.translation_of_id, each.context_id): each for each in stored}
        self._seen: set[int] = set()

    def entry(self, found: polib.POEntry) -> Entry | None:
        """Return one text of the file, or None if its entry has no translation."""
        brought = found.msgstr.strip()
        if found.obsolete or not brought:
            return None
        segment = self._segments.get((found.msgctxt or "", found.msgid))
        if segment is None:
            return Entry(Kind.UNKNOWN, "", found.msgid, brought)
        stored = self._stored.get((segment.string_id, segment.context_id))
        now = stored if written(stored) else None
        data, reason = (brought, "") if found.fuzzy else self._checked(segment, brought)
        place = label(type(self._page), place_of(segment.context))
        return Entry(
            Kind.INVALID if reason else self._kind(found, data, now),
            place,
            found.msgid,
            data,
            now=now.data if now else "",
            reason=reason,
            changed_at=now.updated_at if now else None,
            changed_by=now.last_translated_by if now else None,
            segment=segment,
        )

    def _kind(self, found: polib.POEntry, data: str, now: StringTranslation | None) -> Kind:
        """Return the kind of a usable text; `now` is the translation that a person wrote."""
        if found.fuzzy:
            return Kind.FUZZY
        if now is not None and now.data == data and not now.has_error:
            return Kind.SAME
        if self._is_as_exported(found, now):
            return Kind.NEW if now is None else Kind.CHANGED
        is_untouched = digest_at_export(found) == _digest(found.msgstr)
        return Kind.UNTOUCHED if is_untouched else Kind.CONFLICT

    def _is_as_exported(self, found: polib.POEntry, now: StringTranslation | None) -> bool:
        """Whether nobody has changed a text online since; old files have only their time."""
        was = digest_at_export(found)
        if was:
            return was == _digest(now.data if now else "")
        if now is None:
            return True
        return self._exported_at is not None and now.updated_at <= self._exported_at

    def _checked(self, segment: StringSegment, brought: str) -> tuple[str, str]:
        """Return a text as it would be stored, and why it cannot be used in the page, or ""."""
        if segment.pk in self._seen:
            return brought, _("The file holds this text twice.")
        self._seen.add(segment.pk)
        return checked(self._page, segment, brought)
