"""Decides which of two pages is the original, and makes one work of two.

    reverse      English original, Arabic translation   →  Arabic original, English translation
    link         two works with one page each           →  one work; the second page changes sides
    translate    one work, written separately           →  original and translation
    unlink       one work that `link` made              →  the two works that were there before

Each raises RefusedError if it cannot be done, and has changed nothing then. Callers check
permissions.
"""

from uuid import UUID

from django.utils import timezone
from wagtail.models import Page
from wagtail_localize.models import Translation

from core.publication.transactions import publication_transaction, record_key, record_work
from core.refusals import RefusedError
from translation.models import LinkedPage, TranslationStatus
from translation.pairs.checks import (
    differing_message,
    reason_not_to_link,
    reason_not_to_reverse,
    reason_not_to_translate_pair,
    reason_not_to_unlink,
)
from translation.pairs.joining import join
from translation.rights import AnyUser, people_for

_ASSIGNMENT = {
    "assignee": None,
    "due_on": None,
    "note": "",
    "assigned_by": None,
    "assigned_at": None,
}


def reverse_pair(original: Page, translation: Page, user: AnyUser | None = None) -> None:
    """Make the translation the original. All strings remain, so it can be reversed again."""
    original, translation = _now(original), _now(translation)
    _raise_if(reason_not_to_reverse(original, translation))
    with publication_transaction():
        _turn_row(original.translation_key)
        _forget_direction(original.translation_key)
        if not join(translation, original, user):
            raise RefusedError(differing_message(original))


def link(original: Page, translation: Page, user: AnyUser | None = None) -> bool:
    """Make one work of two pages; return whether their texts correspond, segment by segment.

    `translation` takes the work of `original`, so its id in the API changes. Where the texts do
    not correspond the pages stay independent. `unlink` undoes it.
    """
    original, translation = _now(original), _now(translation)
    _raise_if(reason_not_to_link(original, translation))
    with publication_transaction():
        work, former = original.translation_key, translation.translation_key
        _put_into_work(translation, work)
        LinkedPage.objects.update_or_create(
            page_id=translation.pk,
            defaults={
                "former_work": former,
                "linked_by_id": user.pk if user else None,
                "linked_at": timezone.now(),
            },
        )
        is_joined = join(original, translation, user)
        if not is_joined:  # a translation begun before, with a page deleted since
            _forget_direction(work)
        return is_joined


def translate_pair(original: Page, translation: Page, user: AnyUser | None = None) -> None:
    """Make a translation of two pages of one work that were written separately."""
    original, translation = _now(original), _now(translation)
    _raise_if(reason_not_to_translate_pair(original, translation))
    with publication_transaction():
        if not join(original, translation, user):
            raise RefusedError(differing_message(original))


def unlink(page: Page) -> None:
    """Give a page that was linked its former work again. Its text stays as it is."""
    page = _now(page)
    _raise_if(reason_not_to_unlink(page))
    with publication_transaction():
        linked = LinkedPage.objects.get(page_id=page.pk)
        _forget_direction(page.translation_key)
        _put_into_work(page, linked.former_work)
        linked.delete()


def _now(page: Page) -> Page:
    """Return the page as the database has it, as its own type."""
    return Page.objects.select_related("locale").get(pk=page.pk).specific


def _raise_if(reason: str) -> None:
    if reason:
        raise RefusedError(reason)


def _turn_row(work: UUID) -> None:
    """Turn the work's row to the other language; an assignee who cannot write that loses it."""
    row = TranslationStatus.objects.get(work=work)
    row.lang, row.source_lang = row.source_lang, row.lang
    row.is_begun = row.is_unwritten = False
    row.source_digest = row.made_from = row.made_text = ""
    row.source_changed_at = None
    if row.assignee_id and not people_for(row.lang).filter(pk=row.assignee_id).exists():
        for name, value in _ASSIGNMENT.items():
            setattr(row, name, value)
    row.save()


def _forget_direction(work: UUID) -> None:
    """Remove the record of what is translated from what; strings do not depend on it."""
    Translation.objects.filter(source__object_id=work).delete()


def _put_into_work(page: Page, work: UUID) -> None:
    """Move a page to a work: it is removed from publication and published again under that."""
    for each in (page.translation_key, work):
        record_work(each)
        record_key(f"work:{each}")
    page.translation_key = work
    page.save(clean=False, update_fields=["translation_key"])
