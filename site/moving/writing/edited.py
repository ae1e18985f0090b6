"""Whether people have changed what a run has written: a page, or texts of its translation.

Those that a translator has written and not published yet are in no revision of the page, and
writing the page anew would replace them.
"""

from django.db.models import Exists, OuterRef, QuerySet
from wagtail_localize.models import StringTranslation

from moving.models import ImportedPost
from moving.survey.briefs import Key
from moving.writing.digests import written_digest
from translation.content.texts import plain, texts_of


def is_edited(row: ImportedPost) -> bool:
    """Whether people have changed the page, or its translation, since it was written."""
    return row.page is not None and (_is_revised(row) or _is_translated(row))


def _is_revised(row: ImportedPost) -> bool:
    if row.page is None or row.page.latest_revision_id == row.revision_id:
        return False
    draft = row.page.specific.get_latest_revision_as_object()
    return written_digest(draft) != row.written_digest


def _is_translated(row: ImportedPost) -> bool:
    """Whether translators have written what the page does not show, of its original or a former."""
    page = row.page
    if page is None:
        return False
    found = _typed(page.translation_key, page.locale_id, row.written_at)
    words = {plain(data) for data in found.values_list("data", flat=True)} - {""}
    return bool(words) and not words <= {plain(text.data) for text in texts_of(page.specific)}


def translated_since() -> set[Key]:
    """Return the posts whose translations hold texts that are newer than the last run; one query.

    Not all of them were changed by people: `is_edited` finds out.
    """
    newer = _typed(
        OuterRef("page__translation_key"), OuterRef("page__locale_id"), OuterRef("written_at")
    )
    rows = ImportedPost.objects.filter(Exists(newer), page__isnull=False)
    return set(rows.values_list("site", "post_id"))


def _typed(work: object, locale: object, moment: object) -> QuerySet[StringTranslation]:
    return StringTranslation.objects.filter(
        context__object_id=work,
        locale_id=locale,
        updated_at__gt=moment,
        translation_type=StringTranslation.TRANSLATION_TYPE_MANUAL,
    )
