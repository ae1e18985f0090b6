"""The work of an import: a preview of every file, and, once somebody has chosen, taking over."""

import logging
from collections.abc import Callable
from datetime import datetime
from typing import Any

from django.core.exceptions import ValidationError
from django.utils import timezone
from django.utils.dateparse import parse_datetime
from django.utils.translation import gettext as _

from core.publication.transactions import publication_transaction
from core.refusals import RefusedError
from translation.content.strings import refresh_source
from translation.models import Job
from translation.offline.applying import apply
from translation.offline.comparing import Comparison, Kind, compare
from translation.offline.finding import Target, begun, target_of
from translation.offline.members import Member, members_of
from translation.offline.parsing import ParsedFile, parse
from translation.offline.reasons import words_of

logger = logging.getLogger(__name__)


def members(job: Job) -> list[Member]:
    """Return the files of an upload; raises RefusedError, for people."""
    return members_of(job.file_name, bytes(job.file or b""))


def read(member: Member, user: Any) -> tuple[ParsedFile, Target]:
    """Return what a file says and where it belongs; raises RefusedError, for people."""
    parsed = parsed_of(member)
    return parsed, target_of(parsed.metadata, user)


def parsed_of(member: Member) -> ParsedFile:
    """Return what a file says. A large one takes seconds: the worker does it, outside of units."""
    if member.fault:
        raise RefusedError(member.fault)
    return parse(member.data)


def check_belongs(target: Target, translation_id: int) -> None:
    """Raise RefusedError where a file belongs to another page than the one it was sent for."""
    if target.translation.pk != translation_id:
        raise RefusedError(
            _("This file belongs to another page: “%(title)s”.") % {"title": target.title}
        )


def preview(job: Job, step: Callable[[int], None]) -> None:
    """Write into the report of a job what each file would do; only the strings are brought up
    to date, so running it twice does no harm.
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
    """Return what the report says of one file; `owners` has the file of each work so far."""
    file: dict[str, Any] = {"name": member.name, "reason": "", "counts": {}, "notes": []}
    try:
        parsed = parsed_of(member)
        with publication_transaction():
            target = target_of(parsed.metadata, job.owner)
            if "only" in job.options:
                check_belongs(target, job.options["only"])
            file |= described(target)
            _check_once(number, member, target, owners)
            refresh_source(target.translation.source)
            found = compare(parsed, target)
            file |= {"counts": found.counts(), "notes": found.notes, "reason": target.refusal}
    except RefusedError as refusal:
        file["reason"] = str(refusal)
    except Exception:
        logger.exception("A PO file could not be compared")
        file["reason"] = _fault()
    return file


def _fault() -> str:
    return _("A fault of the program; it has been noted. Nothing of this file was taken over.")


def described(target: Target) -> dict[str, Any]:
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


def compared(member: Member, user: Any) -> tuple[Target, Comparison]:
    """Return what a file would do now, to be shown; raises RefusedError."""
    parsed, target = read(member, user)
    return target, compare(parsed, target)


def take_over(job: Job, step: Callable[[int], None]) -> None:
    """Take over each file in a transaction of its own, which also notes that it is done.

    So a job that is run again goes on where it stopped. Choices are in `options["taken"]`, as
    tokens by the number of the file.
    """
    found = members(job)
    job.total = len(found)
    for number, member in enumerate(found):
        _take_over_once(job, number, member)
        step(number + 1)


def _take_over_once(job: Job, number: int, member: Member) -> None:
    """Take over one file unless that is done; where it fails, nothing of it is stored."""
    if _is_over(job.report["files"][number]):
        return
    try:
        parsed = parsed_of(member)
        with publication_transaction():
            _note(job, number, lambda: _outcome(job, number, parsed))
    except (RefusedError, ValidationError) as refusal:
        reason = words_of(refusal)
    except Exception:
        logger.exception("A PO file could not be taken over")
        reason = _fault()
    else:
        return
    with publication_transaction():
        _note(job, number, lambda: {"reason": reason})


def _note(job: Job, number: int, result: Callable[[], dict[str, Any]]) -> None:
    file = _awaited(job, number)
    if file is not None:
        file |= result()
        job.save(update_fields=["report"])


def _awaited(job: Job, number: int) -> dict[str, Any] | None:
    """Return the report of a file that is still to be taken over, read anew, else None."""
    job.report = Job.objects.select_for_update().values_list("report", flat=True).get(pk=job.pk)
    file: dict[str, Any] = job.report["files"][number]
    return None if _is_over(file) else file


def _is_over(file: dict[str, Any]) -> bool:
    return bool(file["reason"] or "outcome" in file)


def _outcome(job: Job, number: int, parsed: ParsedFile) -> dict[str, Any]:
    """Begin the translation where nobody has yet, and take over the file's texts."""
    target = begun(target_of(parsed.metadata, job.owner), job.owner)
    taken = job.options.get("taken", {}).get(str(number), [])
    outcome = apply(parsed, target, job.owner, taken, previewed_at(job))
    return described(target) | {"outcome": outcome.as_json()}


def previewed_at(job: Job) -> datetime | None:
    return parse_datetime(job.report.get("previewed_at", ""))


def total_of(job: Job, *kinds: Kind) -> int:
    """Return how many texts of these kinds the usable files of a previewed job bring."""
    files = [file for file in job.report.get("files", []) if not file["reason"]]
    return sum(file["counts"].get(kind, 0) for file in files for kind in kinds)
