"""The work of an import: a preview of every file, then taking over what a person chose.

The preview stores no translations, and taking over publishes nothing.
"""

import logging
from collections.abc import Callable, Collection
from dataclasses import asdict, dataclass
from datetime import datetime
from typing import Any

from django.core.exceptions import ValidationError
from django.utils import timezone
from django.utils.dateparse import parse_datetime
from django.utils.translation import gettext as _

from core.publication.transactions import publication_transaction
from core.refusals import RefusedError
from translation.content.edits import store_texts
from translation.content.texts import translation_into
from translation.content.translated import AS_ORIGINAL, repeats
from translation.models import Job
from translation.offline.comparison import Comparison, Entry, Kind, compare
from translation.offline.po_files import ParsedFile, parse
from translation.offline.targets import Target, begun_target, reason_of, target_of
from translation.offline.uploads import Member, members_of
from translation.rights import AnyUser
from translation.workflow.begin import submit

logger = logging.getLogger(__name__)

TOOL = "PO File"  # the name that wagtail-localize shows beside a text
# Instead of tokens: all texts of a file that repeat the original and are not translated online.
KEEP_ALL = "all"


@dataclass(frozen=True)
class Outcome:
    """How many texts were stored, stay unchanged online in a conflict, and were left out.

    `late` counts those of the unchanged ones that were changed online after the preview.
    """

    stored: int
    unchanged: int
    late: int
    left_out: int


def members(job: Job) -> list[Member]:
    """Return the files of an upload; raises RefusedError if it cannot be read."""
    return members_of(job.file_name, bytes(job.file or b""))


def read(member: Member, user: AnyUser) -> tuple[ParsedFile, Target]:
    """Return the content of a file and the translation it belongs to; raises RefusedError."""
    parsed = parsed_of(member)
    return parsed, target_of(parsed.metadata, user)


def parsed_of(member: Member) -> ParsedFile:
    """Return the content of a file. A large one takes seconds, so never in a transaction."""
    if member.fault:
        raise RefusedError(member.fault)
    return parse(member.data)


def check_belongs(target: Target, translation_id: int) -> None:
    """Raise RefusedError if a file belongs to another page than the one it was uploaded for."""
    if target.translation.pk != translation_id:
        raise RefusedError(
            _("This file belongs to another page: “%(title)s”.") % {"title": target.title}
        )


def preview(job: Job, step: Callable[[int], None]) -> None:
    """Write into the report of a job what taking over each file would do; may run twice.

    Only the strings of the originals are updated.
    """
    found = members(job)
    job.total = len(found)
    files: list[dict[str, Any]] = []
    owners: dict[str, tuple[int, str]] = {}
    for number, member in enumerate(found, start=1):
        files.append(_previewed(number, member, job, owners))
        step(number)
    job.report = {"files": files, "previewed_at": timezone.now().isoformat()}


def _previewed(
    number: int, member: Member, job: Job, owners: dict[str, tuple[int, str]]
) -> dict[str, Any]:
    """Return the report on one file; `owners` has the file of each work so far."""
    file: dict[str, Any] = {"name": member.name, "reason": "", "counts": {}, "notes": []}
    try:
        parsed = parsed_of(member)
        with publication_transaction():
            target = target_of(parsed.metadata, job.owner)
            if "only" in job.options:
                check_belongs(target, job.options["only"])
            file |= _described(target)
            _check_once(number, member, target, owners)
            found = compare(parsed, target, is_refreshing=True)
            counts = {kind.value: len(entries) for kind, entries in found.by_kind.items()}
            file |= {"counts": counts, "notes": found.notes, "reason": target.reason}
    except RefusedError as error:
        file["reason"] = str(error)
    except Exception:
        logger.exception("A PO file could not be compared")
        file["reason"] = _fault()
    return file


def _fault() -> str:
    return _("A fault of the program; it has been noted. Nothing of this file was taken over.")


def _described(target: Target) -> dict[str, Any]:
    """Return what the report of a job shows of a target."""
    return {
        "title": target.title,
        "page": target.page.pk,
        "is_waiting": target.is_waiting,
        "lang": target.translation.target_locale.language_code,
        "source_lang": target.translation.source.locale.language_code,
    }


def _check_once(
    number: int, member: Member, target: Target, owners: dict[str, tuple[int, str]]
) -> None:
    work = str(target.translation.source.object_id)
    first, name = owners.setdefault(work, (number, member.name))
    if first != number:
        raise RefusedError(
            _("The file “%(name)s” in this upload is for the same page.") % {"name": name}
        )


def take_over(job: Job, step: Callable[[int], None]) -> None:
    """Take over each file in a transaction of its own, which also records that it is done.

    So a job that is run again continues where it stopped. Choices are in `options["taken"]`, as
    tokens by the number of the file.
    """
    found = members(job)
    job.total = len(found)
    for number, member in enumerate(found):
        _take_over_once(job, number, member)
        step(number + 1)


def _take_over_once(job: Job, number: int, member: Member) -> None:
    """Take over one file unless that is done; if it fails, nothing of it is stored."""
    if _is_over(job.report["files"][number]):
        return
    try:
        parsed = parsed_of(member)
        with publication_transaction():
            _record(job, number, lambda: _outcome(job, number, parsed))
    except (RefusedError, ValidationError) as error:
        reason = reason_of(error)
    except Exception:
        logger.exception("A PO file could not be taken over")
        reason = _fault()
    else:
        return
    with publication_transaction():
        _record(job, number, lambda: {"reason": reason})


def _record(job: Job, number: int, result: Callable[[], dict[str, Any]]) -> None:
    file = _awaited(job, number)
    if file is not None:
        file |= result()
        job.save(update_fields=["report"])


def _awaited(job: Job, number: int) -> dict[str, Any] | None:
    """Return the report of a file that is still to be taken over, read anew, or None."""
    job.report = Job.objects.select_for_update().values_list("report", flat=True).get(pk=job.pk)
    file: dict[str, Any] = job.report["files"][number]
    return None if _is_over(file) else file


def _is_over(file: dict[str, Any]) -> bool:
    return bool(file["reason"] or "outcome" in file)


def _outcome(job: Job, number: int, parsed: ParsedFile) -> dict[str, Any]:
    """Begin the translation if nobody has yet, and store the file's texts."""
    target = target_of(parsed.metadata, job.owner)
    if target.is_waiting and not target.reason:
        target = _begun(target, job.owner)
    taken, kept = (job.options.get(name, {}).get(str(number), []) for name in ("taken", "kept"))
    previewed_at = parse_datetime(job.report.get("previewed_at", ""))
    outcome = apply(parsed, target, job.owner, taken, previewed_at, kept)
    return _described(target) | {"outcome": asdict(outcome)}


def _begun(target: Target, user: AnyUser) -> Target:
    """Begin a translation as a draft and return its target; raises RefusedError."""
    page = submit(target.page, target.translation.target_locale, user)
    return begun_target(translation_into(page), page, user)


def apply(
    file: ParsedFile,
    target: Target,
    user: AnyUser,
    taken: Collection[str] = (),
    previewed_at: datetime | None = None,
    kept: Collection[str] = (),
) -> Outcome:
    """Store new and changed texts, those conflicts whose tokens are in `taken`, and as kept those
    texts that repeat the original whose tokens are in `kept`.

    Everything is compared again: a text that was changed online since the preview is a conflict,
    and does not change. Raises RefusedError if the page may not be changed.
    """
    if target.reason:
        raise RefusedError(target.reason)
    with publication_transaction():
        found = compare(file, target, is_refreshing=True, is_locking=True)
        chosen, staying = _chosen(found, taken, kept)
        for entries, tool in ((chosen, TOOL), (staying, AS_ORIGINAL)):
            texts = [(entry.segment, entry.brought) for entry in entries if entry.segment]
            store_texts(target.translation, texts, user, tool)
        unchanged = [each for each in _of(found, Kind.CONFLICT) if each.token not in taken]
        left_out = _of(found, Kind.INVALID, Kind.FUZZY, Kind.UNKNOWN, Kind.REPEATED)
        return Outcome(
            stored=len(chosen) + len(staying),
            unchanged=len(unchanged),
            late=sum(_is_late(entry, previewed_at) for entry in unchanged),
            left_out=len(left_out) - len(staying),
        )


def _chosen(
    found: Comparison, taken: Collection[str], kept: Collection[str]
) -> tuple[list[Entry], list[Entry]]:
    """Return the texts that are taken over, and those that stay as in the original."""
    chosen = [entry for entry in _of(found, Kind.CONFLICT) if entry.token in taken]
    staying = [entry for entry in _of(found, Kind.REPEATED) if _stays(entry, kept)]
    return chosen + _of(found, Kind.NEW, Kind.CHANGED), staying


def _stays(entry: Entry, kept: Collection[str]) -> bool:
    is_translated = entry.now and not repeats(entry.source, entry.now)
    return entry.token in kept or (KEEP_ALL in kept and not is_translated)


def _of(found: Comparison, *kinds: Kind) -> list[Entry]:
    return [entry for kind in kinds for entry in found.by_kind.get(kind, [])]


def _is_late(entry: Entry, previewed_at: datetime | None) -> bool:
    return bool(previewed_at and entry.changed_at and entry.changed_at > previewed_at)
