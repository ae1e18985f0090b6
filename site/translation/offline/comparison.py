"""The texts of a file beside those that are online now, sorted by what to do with each."""

import hashlib
from collections import defaultdict, deque
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

from translation.content.findings import Finding, findings
from translation.content.markup import shown
from translation.content.texts import (
    numbered_labels,
    plain,
    refresh_source,
    segments_of,
    source_digest,
    stored_translations,
)
from translation.content.translated import AS_ORIGINAL, is_translation, repeats
from translation.content.typed import checked
from translation.glossary import name_findings
from translation.offline.po_files import SOURCE_DIGEST, FileText, Mark, ParsedFile, digest
from translation.offline.targets import Target

_SHOWN = 2_000


class Kind(models.TextChoices):
    """What taking over one text of a file would do."""

    NEW = "new", pgettext_lazy("text of a file", "New")
    CHANGED = "changed", pgettext_lazy("text of a file", "Changed")
    CONFLICT = "conflict", pgettext_lazy("text of a file", "Conflict")
    INVALID = "invalid", pgettext_lazy("text of a file", "Not usable")
    FUZZY = "fuzzy", pgettext_lazy("text of a file", "Uncertain (fuzzy)")
    UNKNOWN = "unknown", pgettext_lazy("text of a file", "Not in this page")
    REPEATED = "repeated", pgettext_lazy("text of a file", "Same as the original")
    UNTOUCHED = "untouched", pgettext_lazy("text of a file", "Not changed in the file")
    SAME = "same", pgettext_lazy("text of a file", "Same as online")


@dataclass(frozen=True)
class Entry:
    """One text of a file: its place, its source, the text online `now`, and the one `brought`."""

    kind: Kind
    place: str
    source: str
    brought: str
    online: StringTranslation | None = None
    reason: str = ""
    segment: StringSegment | None = None
    lang: str = ""

    @property
    def now(self) -> str:
        return self.online.data if self.online else ""

    @property
    def changed_at(self) -> datetime | None:
        return self.online.updated_at if self.online else None

    @property
    def changed_by(self) -> Any:
        return self.online.last_translated_by if self.online else None

    @property
    def token(self) -> str:
        """Identifies the text and what is online now: a choice is void once that changes."""
        now = hashlib.sha256(self.now.encode()).hexdigest()[:16]
        return f"{self.segment.pk}:{now}" if self.segment else ""

    @property
    def findings(self) -> list[Finding]:
        """What the text brought lacks of markup and names, if it can be taken over."""
        if self.kind in {Kind.INVALID, Kind.FUZZY, Kind.UNKNOWN}:
            return []
        names = name_findings(self.source, self.brought, self.lang)
        return findings(self.source, self.brought) + names

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
    original_then = file.metadata.get(SOURCE_DIGEST)
    notes = list(file.notes)
    if original_then and original_then != source_digest(segments):
        notes.append(_("The original has changed since this file was made."))
    if target.holder:
        notes.append(_("This translation is assigned to %(name)s.") % {"name": target.holder})
    labels = numbered_labels(source)
    sorter = _Sorter(target, labels, stored, file.exported_at)
    by_kind: dict[Kind, list[Entry]] = {kind: [] for kind in Kind}
    for each in _placed(file.texts, segments):
        if (entry := sorter.entry(each)) is not None:
            by_kind[entry.kind].append(entry)
    return Comparison({kind: entries for kind, entries in by_kind.items() if entries}, notes)


def written(stored: StringTranslation | None) -> str:
    """Return the translation of a text that a person has written, or ""."""
    is_human = stored and stored.translation_type == StringTranslation.TRANSLATION_TYPE_MANUAL
    return stored.data if stored and is_human and plain(stored.data) else ""


@dataclass(frozen=True)
class _Placed:
    """An entry of a file, the text of the page that it is about, and its mark of what was there."""

    entry: polib.POEntry
    segment: StringSegment | None
    was: str


def _placed(texts: Sequence[FileText], segments: Sequence[StringSegment]) -> list[_Placed]:
    """Find the text of the page for each entry: by its marks, else by its words.

    Tools for other formats drop marks and contexts, change white space, and make one entry of two
    with the same words. An entry without a place is about the next text with its words that no
    other entry is about.
    """
    known = {(digest(each.context.path), each.string.data): each for each in reversed(segments)}
    by_marks: list[list[tuple[StringSegment | None, str]]] = [
        [(known[place], mark.was) for mark in text.marks if (place := _key(mark, text)) in known]
        for text in texts
    ]
    taken = {segment.pk for found in by_marks for segment, _was in found if segment}
    left: dict[str, deque[StringSegment]] = defaultdict(deque)
    for segment in sorted(known.values(), key=lambda each: each.order):
        if segment.pk not in taken:
            left[_words(segment.string.data)].append(segment)
    placed = []
    for text, found in zip(texts, by_marks, strict=True):
        others = left[_words(text.entry.msgid)]
        by_words = (others.popleft() if others and not found else None, text.marks[0].was)
        placed += [_Placed(text.entry, *place) for place in found or [by_words]]
    return placed


def _key(mark: Mark, text: FileText) -> tuple[str, str]:
    return mark.place, text.entry.msgid


def _words(text: str) -> str:
    return " ".join(text.split())


def _is_staying(now: StringTranslation | None) -> bool:
    """Whether somebody has said that a text stays as in its original."""
    is_left = now is not None and now.tool_name == AS_ORIGINAL
    return bool(is_left and now and repeats(now.translation_of.data, now.data))


class _Sorter:
    """Sorts the entries of a file, given the places of a page's texts and their translations."""

    def __init__(
        self,
        target: Target,
        labels: dict[str, str],
        stored: Sequence[StringTranslation],
        exported_at: datetime | None,
    ) -> None:
        self._page, self._exported_at = target.page, exported_at
        self._lang = target.translation.target_locale.language_code
        self._labels = labels
        self._stored = {(each.translation_of_id, each.context_id): each for each in stored}
        self._seen: set[int] = set()

    def entry(self, placed: _Placed) -> Entry | None:
        """Return one text of the file, or None if its entry has no translation."""
        found, segment = placed.entry, placed.segment
        brought = found.msgstr.strip()
        if not brought:
            return None
        if segment is None:
            return Entry(Kind.UNKNOWN, "", found.msgid, brought)
        now = self._now(segment)
        since, is_staying = self._since_export(placed, now), _is_staying(now)
        data, reason = (brought, "") if found.fuzzy else self._checked(segment, brought)
        place = self._labels[segment.context.path]
        is_usable = not reason and not found.fuzzy
        is_repeated = is_usable and not is_translation(found.msgid, data, "", self._lang)
        kinds = {
            Kind.INVALID: reason,
            Kind.FUZZY: found.fuzzy,
            Kind.UNTOUCHED: is_repeated and since == Kind.UNTOUCHED,
            Kind.REPEATED: is_repeated and not is_staying,
            Kind.SAME: is_repeated or (now and now.data == data and not now.has_error),
        }
        kind = next((kind for kind, holds in kinds.items() if holds), since)
        return Entry(kind, place, found.msgid, data, now, reason, segment, self._lang)

    def _now(self, segment: StringSegment) -> StringTranslation | None:
        """Return what a person has written for a text, if anything."""
        stored = self._stored.get((segment.string_id, segment.context_id))
        return stored if written(stored) else None

    def _since_export(self, found: _Placed, now: StringTranslation | None) -> Kind:
        """Return the kind of a text that can be taken over; `now` is what a person wrote."""
        if self._is_as_exported(found.was, now):
            return Kind.NEW if now is None else Kind.CHANGED
        return Kind.UNTOUCHED if found.was == digest(found.entry.msgstr) else Kind.CONFLICT

    def _is_as_exported(self, was: str, now: StringTranslation | None) -> bool:
        """Whether nobody has changed a text online since; without a mark, by the file's time."""
        if was:
            return was == digest(now.data if now else "")
        if now is None:
            return True
        return self._exported_at is not None and now.updated_at <= self._exported_at

    def _checked(self, segment: StringSegment, brought: str) -> tuple[str, str]:
        """Return a text as it would be stored, and why it cannot be used in the page, or ""."""
        if segment.pk in self._seen:
            return brought, _("The file holds this text twice.")
        self._seen.add(segment.pk)
        return checked(self._page, segment, brought)
