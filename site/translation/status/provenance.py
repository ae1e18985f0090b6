"""How each page's text came about, in the API's words, and the rows that record it."""

from collections.abc import Sequence
from typing import Any
from uuid import UUID

from django.db.models import Exists, OuterRef
from django.utils import timezone
from wagtail.models import Page
from wagtail_localize.models import SourceDeletedError, Translation, TranslationSource

from core.publication.registry import Provenance
from core.publication.transactions import record_page
from translation.content.tasks import refresh_strings
from translation.content.texts import text_digest, translation_into
from translation.content.untranslated import unwritten_in
from translation.models import Status, TranslatedRevision, TranslationStatus

ORIGINAL = "original"
INDEPENDENT = "independent"
# The columns written for a translated page; others may change meanwhile.
_NOTED = ("made_from", "made_text", "is_unwritten")


def provenances_of(pages: Sequence[Page]) -> dict[int, Provenance]:
    """Return the provenance of each page by its id, in two queries."""
    works = {page.translation_key for page in pages}
    begun = TranslationStatus.objects.begun().filter(work__in=works)
    rows = {(row.work, row.lang): row for row in begun}
    translated = {work for work, _lang in rows}
    editions: dict[UUID, list[tuple[int, str]]] = {}
    for pk, work, lang in (
        Page.objects.filter(translation_key__in=works - translated, live=True, alias_of=None)
        .order_by("pk")
        .values_list("pk", "translation_key", "locale__language_code")
    ):
        editions.setdefault(work, []).append((pk, lang))
    return {page.pk: _provenance(page, rows, editions) for page in pages}


def _provenance(
    page: Page,
    rows: dict[tuple[UUID, str], TranslationStatus],
    editions: dict[UUID, list[tuple[int, str]]],
) -> Provenance:
    lang = page.locale.language_code
    row = rows.get((page.translation_key, lang))
    if row is not None:
        return Provenance(row.public_status, row.source_lang, row.source_lang)
    written = editions.get(page.translation_key, [])
    if {edition_lang for _pk, edition_lang in written} - {lang}:
        # It is not recorded which was first; the page that was made first is the best guess.
        _pk, first_lang = min([*written, (page.pk, lang)])
        return Provenance(INDEPENDENT, None, first_lang)
    return Provenance(ORIGINAL, None, lang)


def unwritten_pages(page_ids: Sequence[int]) -> set[int]:
    """Return the ids of those pages that show text in the other language, in one query."""
    unwritten = TranslationStatus.objects.filter(
        work=OuterRef("translation_key"),
        lang=OuterRef("locale__language_code"),
        is_unwritten=True,
    )
    pages = Page.objects.filter(pk__in=page_ids).filter(Exists(unwritten))
    return set(pages.values_list("pk", flat=True))


def record_begun(translation: Translation) -> TranslationStatus:
    """Record that a translation has begun, unless it is recorded already."""
    source, locale = translation.source, translation.target_locale
    source_lang = source.locale.language_code
    TranslationStatus.objects.filter(work=source.object_id, lang=source_lang).delete()
    row, _is_new = TranslationStatus.objects.get_or_create(
        work=source.object_id,
        lang=locale.language_code,
        defaults={"source_lang": source_lang, "status": Status.DRAFT},
    )
    if not row.is_begun:
        row.is_begun, row.source_lang, row.source_digest = True, source_lang, _digest_of(source)
        row.save()
    return row


def _digest_of(source: TranslationSource) -> str:
    try:
        return text_digest(source.as_instance())
    except SourceDeletedError:
        return ""


def forget_translation(work: UUID, lang: str) -> None:
    """Record that a work is no longer translated segment by segment."""
    TranslationStatus.objects.filter(work=work, lang=lang).update(
        is_begun=False, source_digest="", made_from="", made_text="", is_unwritten=False
    )


def note_saved(page: Page) -> None:
    """Update the row of a live page's work with the text that the page shows now."""
    lang = page.locale.language_code
    for row in TranslationStatus.objects.begun().filter(work=page.translation_key):
        if row.source_lang == lang:
            _note_source(row, page)
        elif row.lang == lang:
            note_target(row, page, page.live_revision_id)


def _note_source(row: TranslationStatus, page: Page) -> None:
    digest = text_digest(page)
    if digest == row.source_digest:
        return
    row.source_digest, row.source_changed_at = digest, timezone.now()
    row.save(update_fields=["source_digest", "source_changed_at"])
    for target_id in Page.objects.filter(
        translation_key=row.work, locale__language_code=row.lang
    ).values_list("pk", flat=True):
        record_page(target_id)
    refresh_strings.enqueue(str(row.work))


def note_target(row: TranslationStatus, page: Page, revision_id: int | None) -> None:
    """Record what the page of a translation shows, and from which text that revision was made."""
    records = TranslatedRevision.objects.select_related("revision")
    record, digest = records.filter(revision=revision_id or 0).first(), text_digest(page)
    before = [getattr(row, name) for name in _NOTED]
    row.is_unwritten = bool(_missing_in(page, digest, record))
    if record is not None:
        row.made_from, row.made_text = record.source_digest, digest
    elif not row.made_from:
        row.made_from = row.source_digest
    if [getattr(row, name) for name in _NOTED] != before:
        row.save(update_fields=_NOTED)
        record_page(page.pk)


def _missing_in(page: Page, digest: str, record: TranslatedRevision | None) -> Any:
    """Return what a page lacks: recorded if unchanged since it was made, else by its strings."""
    if record is not None:
        made = type(page).from_serializable_data(record.revision.content, check_fks=False)
        if text_digest(made) == digest:
            return record.missing
    return unwritten_in(page, translation_into(page))
