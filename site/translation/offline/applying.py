"""Takes over the texts of one file, in one transaction; nothing is published."""

from collections.abc import Collection, Sequence
from dataclasses import asdict, dataclass
from datetime import datetime
from typing import Any

from django.utils import timezone
from wagtail_localize.models import StringTranslation

from core.publication.transactions import publication_transaction, record_work
from core.refusals import RefusedError
from translation.content.strings import refresh_source, show_draft_title, written_by
from translation.offline.comparing import Entry, Kind, compare
from translation.offline.finding import Target
from translation.offline.parsing import ParsedFile

TOOL = "PO File"  # as wagtail-localize calls it beside a text


@dataclass(frozen=True)
class Outcome:
    """How many texts were stored, kept as they are online, and left out.

    `late` counts those among the kept that were changed online after `previewed_at`.
    """

    stored: int
    kept: int
    late: int
    left_out: int

    def as_json(self) -> dict[str, int]:
        return asdict(self)


def apply(
    file: ParsedFile,
    target: Target,
    user: Any,
    taken: Collection[str] = (),
    previewed_at: datetime | None = None,
) -> Outcome:
    """Store what is new or changed, and of the conflicts those whose tokens are in `taken`.

    All is compared anew: what was changed online since somebody looked at it is a conflict, and
    kept. Raises RefusedError where the page may not be changed.
    """
    if target.refusal:
        raise RefusedError(target.refusal)
    with publication_transaction():
        refresh_source(target.translation.source)
        found = compare(file, target, is_locking=True)
        conflicts = found.of(Kind.CONFLICT)
        kept = [entry for entry in conflicts if entry.token not in taken]
        chosen = [entry for entry in conflicts if entry.token in taken]
        chosen += found.of(Kind.NEW, Kind.CHANGED)
        _store(chosen, target, user)
        return Outcome(
            stored=len(chosen),
            kept=len(kept),
            late=sum(_is_late(entry, previewed_at) for entry in kept),
            left_out=len(found.of(Kind.INVALID, Kind.FUZZY, Kind.UNKNOWN)),
        )


def _is_late(entry: Entry, previewed_at: datetime | None) -> bool:
    return bool(previewed_at and entry.changed_at and entry.changed_at > previewed_at)


def _store(entries: Sequence[Entry], target: Target, user: Any) -> None:
    """Store texts at once; bulk writes send no signals, so what hears them is done here."""
    if not entries:
        return
    locale, work = target.translation.target_locale, target.translation.source.object_id
    now = timezone.now()
    rows = [
        StringTranslation(
            locale=locale,
            translation_of_id=entry.segment.string_id,
            context_id=entry.segment.context_id,
            updated_at=now,
            **(written_by(user, entry.brought) | {"tool_name": TOOL}),
        )
        for entry in entries
        if entry.segment
    ]
    StringTranslation.objects.bulk_create(
        rows,
        update_conflicts=True,
        unique_fields=["locale", "translation_of", "context"],
        update_fields=["updated_at", *written_by(user, "")],
    )
    titles = [entry.brought for entry in entries if entry.segment and _is_title(entry)]
    if titles:
        show_draft_title(work, locale.pk, titles[-1])
    record_work(work)


def _is_title(entry: Entry) -> bool:
    return entry.segment is not None and entry.segment.context.path == "title"
