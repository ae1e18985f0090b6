"""What a file brings, text by text, beside what is there now."""

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

from translation.content.edits import refusal
from translation.content.markup import from_typing, shown
from translation.content.strings import segments_of
from translation.content.texts import label, place_of
from translation.offline import headers
from translation.offline.finding import Target
from translation.offline.parsing import ParsedFile
from translation.offline.writing import (
    digest_at_export,
    digest_of,
    digest_of_text,
    strings_into,
    written,
)

_SHOWN = 2_000


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
    """One text of a file: its place, the source, what is there `now`, what the file brings."""

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
        """Names the text and what is there now: a choice made beside it holds for that alone."""
        digest = hashlib.sha256(self.now.encode()).hexdigest()[:16]
        return f"{self.segment.pk}:{digest}" if self.segment else ""

    @property
    def texts(self) -> dict[str, Any]:
        """The three texts as they are shown, with their tags to be seen."""
        texts = {"source": self.source, "now": self.now, "brought": self.brought}
        return {name: shown(Truncator(text).chars(_SHOWN)) for name, text in texts.items()}


@dataclass(frozen=True)
class Comparison:
    """The texts of one file, each kind together, and what its reader should know."""

    entries: list[Entry]
    notes: list[str]

    def of(self, *kinds: Kind) -> list[Entry]:
        return [entry for entry in self.entries if entry.kind in kinds]

    def counts(self) -> dict[str, int]:
        return {kind.value: len(self.of(kind)) for kind in Kind if self.of(kind)}


def compare(file: ParsedFile, target: Target, is_locking: bool = False) -> Comparison:
    """Sort the texts of a file by what taking them over would do, in a few queries.

    With `is_locking`, in a transaction, nobody changes what is there until it ends.
    """
    stored = strings_into(target.translation)
    if is_locking:
        stored = stored.select_for_update(of=("self",))
    segments = segments_of(target.translation.source)
    sorter = _Sorter(target, segments, stored, headers.exported_at(file.metadata))
    entries = [found for each in file.entries if (found := sorter.entry(each)) is not None]
    order = list(Kind)
    notes = list(file.notes)
    digest = file.metadata.get(headers.SOURCE_DIGEST)
    if digest and digest != digest_of(segments):
        notes.append(_("The original has changed since this file was made."))
    return Comparison(sorted(entries, key=lambda entry: order.index(entry.kind)), notes)


class _Sorter:
    """Knows the texts of a page and their translations, and sorts the entries of a file."""

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
        """Return the entry of a text, or None where the file brings none."""
        brought = found.msgstr.strip()
        if found.obsolete or not brought:
            return None
        segment = self._segments.get((found.msgctxt or "", found.msgid))
        if segment is None:
            return Entry(Kind.UNKNOWN, "", found.msgid, brought)
        stored = self._stored.get((segment.string_id, segment.context_id))
        now = stored if written(stored) else None
        reason = "" if found.fuzzy else self._fault(segment, brought)
        if not reason:
            brought = from_typing(brought)
        return Entry(
            Kind.INVALID if reason else self._kind(found, brought, now),
            label(type(self._page), place_of(segment.context)),
            found.msgid,
            brought,
            now=now.data if now else "",
            reason=reason,
            changed_at=now.updated_at if now else None,
            changed_by=now.last_translated_by if now else None,
            segment=segment,
        )

    def _kind(self, found: polib.POEntry, brought: str, now: StringTranslation | None) -> Kind:
        """Return what a text is that could stand in the page; `now` is what a person wrote."""
        if found.fuzzy:
            return Kind.FUZZY
        if now is not None and now.data == brought and not now.has_error:
            return Kind.SAME
        if self._is_as_exported(found, now):
            return Kind.NEW if now is None else Kind.CHANGED
        is_untouched = digest_at_export(found) == digest_of_text(found.msgstr)
        return Kind.UNTOUCHED if is_untouched else Kind.CONFLICT

    def _is_as_exported(self, found: polib.POEntry, now: StringTranslation | None) -> bool:
        """Whether nobody has changed a text online since; old files tell the time alone."""
        was = digest_at_export(found)
        if was:
            return was == digest_of_text(now.data if now else "")
        if now is None:
            return True
        return self._exported_at is not None and now.updated_at <= self._exported_at

    def _fault(self, segment: StringSegment, brought: str) -> str:
        """Return why a text cannot stand in the page, or ""."""
        if segment.pk in self._seen:
            return _("The file holds this text twice.")
        self._seen.add(segment.pk)
        return refusal(self._page, segment, from_typing(brought))
