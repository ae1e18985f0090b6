"""What must not be published or changed; raises RefusedError with the reason."""

from datetime import datetime

from django.utils.translation import gettext as _
from wagtail.models import Page, Revision, TaskState, WorkflowState
from wagtail_localize.models import Translation

from core.publication.expiry import expiry_in_words, is_over
from core.refusals import RefusedError
from translation.content.texts import named, translation_into
from translation.content.untranslated import missing_message, untranslated_in
from translation.content.values import forbidden_addresses
from translation.models import TranslatedRevision
from translation.workflow.leftovers import leftovers
from translation.workflow.privacy import (
    original_of,
    refuse_hidden_original,
    refuse_hidden_originals,
)


def refuse_publication(page: Page, revision: Revision) -> None:
    """Raise RefusedError if `page` is a translation that must not be public as `revision` is."""
    translation = translation_into(page)
    running = translation if translation is not None and translation.enabled else None
    if running:  # never without its reviewers
        refuse_change_in_review(page)
    _refuse_mixed_language(page, revision, translation)
    if running:
        original = original_of(running)
        refuse_hidden_original(page, original)
        _refuse_leftovers(page, revision, original)
        _refuse_expired(page)
    if translation is not None:
        _refuse_forbidden_addresses(page)
    if page.numchild and not page.live:  # what lies below is shown again
        refuse_hidden_originals(Page.objects.descendant_of(page))


def _refuse_mixed_language(page: Page, revision: Revision, translation: Translation | None) -> None:
    record = TranslatedRevision.objects.filter(revision=revision).first()
    missing = record.missing if record else untranslated_in(page, translation)
    if missing:
        raise RefusedError(missing_message(page, missing))


def _refuse_forbidden_addresses(page: Page) -> None:
    """Refuse a translation with links that no editor could give its original."""
    if forbidden := forbidden_addresses(page):
        raise RefusedError(
            _("“%(title)s” is not published, because it leads to addresses not allowed: %(texts)s.")
            % {"title": page.get_admin_display_title(), "texts": named(type(page), forbidden)}
        )


def _refuse_leftovers(page: Page, revision: Revision, original: Page) -> None:
    """Raise RefusedError if `revision` shows what `original` has lost since it was written.

    `page` has the content of `revision`.
    """
    published_at = original.last_published_at
    if not revision or not published_at or _written_at(revision) > published_at:
        return
    if places := leftovers(original.specific, page):
        raise RefusedError(
            _(
                "“%(title)s” is not published, because it shows what has been removed from its "
                "original since: %(places)s. Save the translation and submit it again to leave "
                "that out."
            )
            % {"title": page.get_admin_display_title(), "places": _(", ").join(places)}
        )


def _written_at(revision: Revision) -> datetime:
    """Return when the texts of `revision` were put together: corrections in review change one."""
    record = TranslatedRevision.objects.filter(revision=revision).first()
    return (record and record.written_at) or revision.created_at


def _refuse_expired(page: Page) -> None:
    """Refuse a translation that is over, with what those can do who only translate."""
    if is_over(page):
        raise RefusedError(
            _(
                "“%(title)s” is not published, because it was to be taken down on %(moment)s. Save "
                "the translation and submit it again: it then has the same schedule as its "
                "original."
            )
            % {"title": page.get_admin_display_title(), "moment": expiry_in_words(page)}
        )


def is_in_review(page: Page) -> bool:
    """Whether somebody has submitted `page`, and nobody has decided yet."""
    return bool(page.workflow_in_progress)


def is_approved(review: WorkflowState) -> bool:
    """Whether a reviewer ended `review`; switching off a task ends its reviews, too."""
    task_states = TaskState.objects.filter(pk=review.current_task_state_id)
    return bool(task_states.filter(status=TaskState.STATUS_APPROVED).exists())


def refuse_change_in_review(page: Page) -> None:
    """Raise RefusedError if `page` is in review: what is reviewed stays as it is."""
    if is_in_review(page):
        raise RefusedError(
            _(
                "“%(title)s” is in review, so nothing of it can be changed. A reviewer approves "
                "it or sends it back; whoever submitted it can withdraw it."
            )
            % {"title": page.get_admin_display_title()}
        )
