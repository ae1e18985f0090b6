"""The work of an export: the chosen translations as PO files, one alone or many in a zip file.

Poedit opens the files as they are.
"""

import logging
import zipfile
from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from io import BytesIO
from typing import Any

import polib
from django.core.exceptions import ValidationError
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from wagtail.models import Page
from wagtail_localize.models import StringSegment, StringTranslation, Translation

from core.language.languages import other_language
from core.language.slugs import first_free, slug_of
from core.publication.transactions import publication_transaction
from core.refusals import RefusedError
from core.untrusted import row_id
from translation.content.texts import (
    longest,
    needs_translation,
    numbered_labels,
    place_of,
    plain,
    refresh_source,
    segments_of,
    source_digest,
    stored_translations,
)
from translation.content.translated import is_translated
from translation.glossary.known import names_in
from translation.models import Job, Status, TranslationStatus
from translation.offline import po_files
from translation.offline.comparison import written
from translation.offline.targets import reason_of, target_for
from translation.offline.uploads import MOST
from translation.rights import AnyUser, rows_for
from translation.status.titles import title_or_hidden, with_known_titles
from translation.workflow.privacy import may_read_original

logger = logging.getLogger(__name__)

FUZZY = "fuzzy"
_PO_DATE = "%Y-%m-%d %H:%M+0000"


def chosen_rows(ids: Iterable[str], user: AnyUser) -> list[TranslationStatus]:
    """Return the chosen rows that `user` may see; raises RefusedError for none or too many."""
    numbers = {number for each in ids if (number := row_id(each)) is not None}
    found = with_known_titles(rows_for(user).filter(pk__in=numbers), user)
    rows = list(found.order_by("lang", "title", "pk"))
    if not rows:
        raise RefusedError(_("Choose the translations to export first."))
    if len(rows) > MOST:
        raise RefusedError(_("Choose at most %(count)d translations at once.") % {"count": MOST})
    return rows


def export(job: Job, step: Callable[[int], None]) -> None:
    """Write the files of a job into it, calling `step` with the number of works that are done.

    May run twice. The report lists what is left out, with the reasons.
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
        except (RefusedError, ValidationError) as error:
            left_out.append(_left_out(row, reason_of(error)))
        except Exception:
            logger.exception("Status row %s could not be exported", row.pk)
            left_out.append(_left_out(row, _("A fault of the program; it has been noted.")))
        step(number)
    job.report = {
        "exported": len(files),
        "left_out": left_out,
        "rows": [row.pk for row in exported],
    }
    if files:
        job.file_name, job.file = _packed(files, {row.lang for row in exported})


def _left_out(row: TranslationStatus, reason: str) -> dict[str, str]:
    return {"title": title_or_hidden(row), "lang": row.source_lang, "reason": reason}


def may_fetch(job: Job, user: AnyUser) -> bool:
    """Whether `user` may still read every text in the file of an export."""
    chosen = set(job.report.get("rows", job.options["rows"]))
    rows = list(rows_for(user).filter(pk__in=chosen).select_related("source_page"))
    return len(rows) == len(chosen) and all(
        row.status != Status.WITHDRAWN
        or (row.source_page and row.source_page.permissions_for_user(user).can_edit())
        for row in rows
    )


def _exported(row: TranslationStatus, user: AnyUser) -> tuple[str, bytes]:
    """Return the name and the content of a translation's file; this begins no translation."""
    with publication_transaction():
        target = target_for(row, user)
        if target.reason:
            raise RefusedError(target.reason)
        if not may_read_original(user, target.translation):
            raise RefusedError(_("The original is not public."))
        refresh_source(target.translation.source)
        po = po_of(target.translation, target.page, target.title)
    return file_name(target.title, target.page.slug, row.lang), str(po).encode()


def _free_name(name: str, taken: Iterable[str]) -> str:
    """Return a name that no other file has, on systems that ignore case, too."""
    known = {each.casefold() for each in taken}
    stem, *endings = name.rsplit(".", 2)
    ending = "".join(f".{each}" for each in endings)
    return first_free(stem, lambda each: each.casefold() not in known, ending)


def _packed(files: dict[str, bytes], langs: Iterable[str]) -> tuple[str, bytes]:
    if len(files) == 1:
        return next(iter(files.items()))
    packed = BytesIO()
    with zipfile.ZipFile(packed, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, data in files.items():
            archive.writestr(name, data)
    day = timezone.localdate().isoformat()
    return f"translations-{'-'.join(sorted(langs))}-{day}.zip", packed.getvalue()


def file_name(title: str, slug: str, lang: str) -> str:
    """Return `<slug>.<language>.po`, in the script of `title`, or with `slug` where it has none.

    `lang` is the language of the translation, which the page need not be in.
    """
    return f"{slug_of(title) or slug}.{lang}.po"


def po_of(translation: Translation, page: Page, title: str) -> polib.POFile:
    """Return the texts of a translation, begun or not, with what is translated already.

    `page` is the translated page, or the original; `title` is shown to readers of the file.

    Suggestions of machines, and translations of the former version of a text, are marked as
    uncertain (fuzzy).
    """
    now = timezone.now()  # before reading: what is written after it counts as newer
    segments = segments_of(translation.source)
    po = polib.POFile(wrapwidth=78)
    po.metadata = _metadata(translation, segments, now)
    lang, stored = translation.target_locale.language_code, list(stored_translations(translation))
    labels = numbered_labels(translation.source)
    entries = _Entries(type(page), title, segments, labels, stored, lang)
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
    begun = {po_files.TRANSLATION: str(translation.uuid)} if translation.pk else {}
    return {
        "Project-Id-Version": "ICSSI",
        "POT-Creation-Date": now.strftime(_PO_DATE),
        "PO-Revision-Date": now.strftime(_PO_DATE),
        "Last-Translator": "",
        "Language-Team": "",
        po_files.LANGUAGE: translation.target_locale.language_code,
        "MIME-Version": "1.0",
        "Content-Type": "text/plain; charset=UTF-8",
        "Content-Transfer-Encoding": "8bit",
        po_files.WORK: str(source.object_id),
        po_files.SOURCE_LANG: source.locale.language_code,
        po_files.EXPORTED_AT: now.isoformat(),
        po_files.SOURCE_DIGEST: source_digest(segments),
    } | begun


class _Entries:
    """Makes the entry of each text from the stored translations."""

    def __init__(
        self,
        model: type,
        title: str,
        segments: Sequence[StringSegment],
        labels: Mapping[str, str],
        stored: Sequence[StringTranslation],
        lang: str,
    ) -> None:
        self._model, self._title = model, _("Page: %(title)s") % {"title": title}
        self._lang, self._labels = lang, labels
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
        stored = self._stored.get((segment.string_id, segment.context_id))
        entry = polib.POEntry(
            msgctxt=self._labels[segment.context.path],
            msgid=segment.string.data,
            comment="\n".join(self._comments(segment)),
            occurrences=[(po_files.mark(segment.context.path, written(stored)), "")],
        )
        if stored is not None:
            entry.msgstr = stored.data
            if stored.data and not is_translated(stored, self._lang):
                entry.flags.append(FUZZY)
        elif self._open[segment.context_id] == {segment.string_id}:
            self._suggest_former(entry, self._former.get(segment.context_id))
        return entry

    def _comments(self, segment: StringSegment) -> Iterator[str]:
        """Yield what a translator has to know; the field again, as some tools drop the context."""
        yield self._title
        yield _("Field: %(field)s") % {"field": self._labels[segment.context.path]}
        if limit := longest(self._model, place_of(segment.context)):
            yield ngettext("At most %(count)d character", "At most %(count)d characters", limit) % {
                "count": limit
            }
        text, lang = plain(segment.string.data), other_language(self._lang)
        for name in dict.fromkeys(match.term for match in names_in(text, lang)):
            yield _("Glossary: %(name)s = %(spellings)s") % {
                "name": name.in_language(lang),
                "spellings": " / ".join(name.spellings(self._lang)),
            }

    def _suggest_former(self, entry: polib.POEntry, former: StringTranslation | None) -> None:
        """Suggest the translation of a text's former version, of which there is only one."""
        if former is not None:
            entry.previous_msgid = former.translation_of.data
            entry.msgstr = former.data
            entry.flags.append(FUZZY)
