"""What the buttons of the editor do: drafts, submission, publication, and decisions in review.

Each returns the names of the glossary about which to ask first; mostly none.
"""

from collections.abc import Callable

from django.core.exceptions import PermissionDenied, ValidationError
from django.http import HttpRequest
from django.utils.translation import gettext as _
from wagtail.admin import messages
from wagtail.models import Page, Revision
from wagtail_localize.models import SourceDeletedError, Translation

from core.language.dates import long_moment
from core.language.languages import current_language
from core.publication.transactions import publication_transaction
from core.refusals import RefusedError
from core.untrusted import row_id, without_nul
from translation.content.texts import missing_texts, refresh_source
from translation.glossary import MissingName, missing_names
from translation.rights import AnyUser
from translation.workflow import review
from translation.workflow.write_page import write_target

_LONGEST_COMMENT = 2000


def save_draft(request: HttpRequest, translation: Translation, page: Page) -> list[MissingName]:
    """Write the translated page as a draft; nothing public changes."""

    def write() -> str:
        write_target(
            translation.source,
            translation.target_locale,
            request.user,
            publish=False,
            fallback=True,
        )
        if page.live:
            return _("The draft has been saved. Readers see the page as it was published.")
        return _("The draft has been saved.")

    _try(request, write)
    return []


def submit(request: HttpRequest, translation: Translation, page: Page) -> list[MissingName]:
    """Submit the translation to its reviewers."""

    def write() -> str:
        review.submit_for_review(translation, page, request.user)
        return _("The translation is with the reviewers now. Until they decide, nothing changes.")

    _try(request, write)
    return []


def publish(request: HttpRequest, translation: Translation, page: Page) -> list[MissingName]:
    """Publish the translation, if all of it is translated; ask about missing names first."""
    _check_right(request, page)
    refresh_source(translation.source)
    if not missing_texts(translation.source, translation.target_locale):
        names = missing_names(translation)
        if names:
            return names
    return publish_anyway(request, translation, page)


def publish_anyway(request: HttpRequest, translation: Translation, page: Page) -> list[MissingName]:
    """Publish the translation, even if names of the glossary are missing."""
    _check_right(request, page)

    def write() -> str:
        written, _is_new = write_target(
            translation.source, translation.target_locale, request.user, fallback=True
        )
        if moment := scheduled_for(written.latest_revision_id):
            scheduled = _("“%(title)s” is scheduled: it will be published on %(moment)s.")
            return scheduled % {"title": written.draft_title, "moment": moment}
        return _("“%(title)s” has been published.") % {"title": written.title}

    _try(request, write)
    return []


def scheduled_for(revision_id: int | None) -> str:
    """Return when a revision that was to be published will be, or "" if it has been."""
    revision = Revision.objects.filter(pk=revision_id).first()
    moment = revision.approved_go_live_at if revision else None
    return long_moment(moment, current_language()) if moment else ""


def _check_right(request: HttpRequest, page: Page) -> None:
    if not page.permissions_for_user(request.user).can_publish():
        raise PermissionDenied


def _try(request: HttpRequest, write: Callable[[], str]) -> None:
    """Show the result of `write`; if it is refused, texts stored before it remain."""
    try:
        with publication_transaction():
            done = write()
    except RefusedError as error:
        messages.error(request, str(error))
    except ValidationError as error:
        errors = " ".join(error.messages)
        messages.error(request, _("Not saved. Please correct: %(errors)s") % {"errors": errors})
    except SourceDeletedError:
        messages.error(request, _("Not possible, because the original has been deleted."))
    else:
        messages.success(request, done)


def approve(request: HttpRequest, translation: Translation, page: Page) -> list[MissingName]:
    """Approve what was reviewed; ask about names that are missing first."""
    names = missing_names(translation)
    if names and review.may_decide(page, request.user):
        return names
    return approve_anyway(request, translation, page)


def approve_anyway(request: HttpRequest, translation: Translation, page: Page) -> list[MissingName]:
    decided = review.approve(page, request.user, _looked_at(request), _comment(request))
    page.refresh_from_db()
    messages.success(request, _approved(page, request.user, decided.task_state.revision_id))
    return []


def _approved(page: Page, user: AnyUser, revision_id: int) -> str:
    title = {"title": page.get_admin_display_title()}
    if review.review_of(page, user) is not None:
        return _("“%(title)s” has been approved and goes to the next reviewers.") % title
    if moment := scheduled_for(revision_id):
        scheduled = _("“%(title)s” has been approved and will be published on %(moment)s.")
        return scheduled % (title | {"moment": moment})
    return _("“%(title)s” has been approved and published.") % title


def send_back(request: HttpRequest, translation: Translation, page: Page) -> list[MissingName]:
    """Send the translation back to those who work on it."""
    review.send_back(page, request.user, _looked_at(request), _comment(request))
    messages.success(
        request,
        _("“%(title)s” has been sent back with your comment.")
        % {"title": page.get_admin_display_title()},
    )
    return []


def withdraw(request: HttpRequest, translation: Translation, page: Page) -> list[MissingName]:
    """Take the translation out of review again."""
    review.withdraw(page, request.user)
    messages.success(
        request,
        _("“%(title)s” is no longer in review, so work can go on.")
        % {"title": page.get_admin_display_title()},
    )
    return []


def _looked_at(request: HttpRequest) -> int:
    """Return the id of the review that the person saw when the button was pressed."""
    return row_id(request.POST.get("task-state", "")) or 0


def _comment(request: HttpRequest) -> str:
    return without_nul(request.POST.get("comment", "")).strip()[:_LONGEST_COMMENT]
