"""The work of an export: the chosen translations as PO files, one alone or many in a zip file."""

import logging
import zipfile
from collections.abc import Callable, Iterable
from io import BytesIO
from itertools import chain, count
from typing import Any

from django.core.exceptions import ValidationError
from django.utils import timezone
from django.utils.translation import gettext as _

from core.publication.transactions import publication_transaction
from core.refusals import RefusedError
from core.untrusted import row_id
from translation.content.strings import refresh_source
from translation.models import Job, Status, TranslationStatus
from translation.offline.finding import target_for
from translation.offline.members import MOST
from translation.offline.reasons import words_of
from translation.offline.writing import file_name, po_of
from translation.rights import rows_for
from translation.workflow.privacy import may_read_original

logger = logging.getLogger(__name__)


def chosen_rows(ids: Iterable[str], user: Any) -> list[TranslationStatus]:
    """Return those of the chosen rows that `user` may see; raises RefusedError, for people."""
    numbers = {number for each in ids if (number := row_id(each)) is not None}
    rows = list(rows_for(user).filter(pk__in=numbers).order_by("lang", "title", "pk"))
    if not rows:
        raise RefusedError(_("Choose the translations to export first."))
    if len(rows) > MOST:
        raise RefusedError(_("Choose at most %(count)d translations at once.") % {"count": MOST})
    return rows


def export(job: Job, step: Callable[[int], None]) -> None:
    """Write the files of a job into it, calling `step` with the number of works that are done.

    Running it twice does no harm. What is left out is in the report, with why.
    """
    rows = chosen_rows(map(str, job.options["rows"]), job.owner)
    job.total = len(rows)
    files: dict[str, bytes] = {}
    left_out, exported = [], []
    for number, row in enumerate(rows, start=1):
        try:
            name, data = _exported(row, job.owner)
            files[_free_name(name, files)] = data
            exported.append(row)
        except (RefusedError, ValidationError) as refusal:
            left_out.append(
                {"title": row.title, "lang": row.source_lang, "reason": words_of(refusal)}
            )
        except Exception:
            logger.exception("Status row %s could not be exported", row.pk)
            reason = _("A fault of the program; it has been noted.")
            left_out.append({"title": row.title, "lang": row.source_lang, "reason": reason})
        step(number)
    job.report = {
        "exported": len(files),
        "left_out": left_out,
        "rows": [row.pk for row in exported],
    }
    if files:
        job.file_name, job.file = _packed(files, {row.lang for row in exported})


def may_fetch(job: Job, user: Any) -> bool:
    """Whether `user` may still read every text in the file of an export."""
    chosen = set(job.report.get("rows", job.options["rows"]))
    rows = list(rows_for(user).filter(pk__in=chosen).select_related("source_page"))
    return len(rows) == len(chosen) and all(
        row.status != Status.WITHDRAWN
        or (row.source_page and row.source_page.permissions_for_user(user).can_edit())
        for row in rows
    )


def _exported(row: TranslationStatus, user: Any) -> tuple[str, bytes]:
    """Return the name and the content of a translation's file; none is begun by that."""
    with publication_transaction():
        target = target_for(row, user)
        if target.refusal:
            raise RefusedError(target.refusal)
        if not may_read_original(user, target.translation):
            raise RefusedError(_("The original is not public."))
        refresh_source(target.translation.source)
        po = po_of(target.translation, target.page, target.title)
    return file_name(target.title, target.page.slug, row.lang), str(po).encode()


def _free_name(name: str, taken: Iterable[str]) -> str:
    """Return a name that no other file has, as systems that fold letters see it."""
    known = {each.casefold() for each in taken}
    stem, rest = name.rsplit(".", 2)[0], ".".join(name.rsplit(".", 2)[1:])
    candidates = chain([name], (f"{stem}-{number}.{rest}" for number in count(2)))
    return next(each for each in candidates if each.casefold() not in known)


def _packed(files: dict[str, bytes], langs: Iterable[str]) -> tuple[str, bytes]:
    if len(files) == 1:
        return next(iter(files.items()))
    packed = BytesIO()
    with zipfile.ZipFile(packed, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, data in files.items():
            archive.writestr(name, data)
    day = timezone.localdate().isoformat()
    return f"translations-{'-'.join(sorted(langs))}-{day}.zip", packed.getvalue()
