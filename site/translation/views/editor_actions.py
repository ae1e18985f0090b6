"""What the buttons of the editor do: drafts, submission, publication, and decisions in review.

Each returns the doubts about which to ask first; mostly none.
"""

from collections.abc import Callable
from dataclasses import dataclass, field

from django.core.exceptions import PermissionDenied, ValidationError
from django.http import HttpRequest
from django.utils.translation import gettext as _
from wagtail.admin import messages
from wagtail.models import Page, Revision
from wagtail_localize.models import SourceDeletedError, Translation

from cms.saving.alt_texts import pictures_without_alt
from core.language.dates import long_moment
from core.language.languages import current_language
from core.models import SiteImage
from core.publication.transactions import publication_transaction
from core.refusals import RefusedError
from core.untrusted import row_id, without_nul
from translation.content.findings import AlteredText, altered_texts
from translation.content.texts import refresh_source
from translation.content.translated import missing_texts
from translation.glossary import MissingName, missing_names
from translation.rights import AnyUser
from translation.workflow import review
from translation.workflow.write_page import write_target

_LONGEST_COMMENT = 2000


@dataclass(frozen=True)
class Doubts:
    """What to ask about before a translation becomes public.

    `altered` texts have lost markup, `names` of the glossary are not in it, and `pictures` have no
    alternative text in its language.
    """

    altered: list[AlteredText] = field(default_factory=list)
    names: list[MissingName] = field(default_factory=list)
    pictures: list[SiteImage] = field(default_factory=list)

    def __bool__(self) -> bool:
        return bool(self.altered or self.names or self.pictures)


def save_draft(request: HttpRequest, translation: Translation, page: Page) -> Doubts:
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
    return Doubts()


def submit(
    request: HttpRequest, translation: Translation, page: Page, is_sure: bool = False
) -> Doubts:
    """Submit the translation to its reviewers; ask about lost markup first, unless `is_sure`."""
    refresh_source(translation.source)
    is_complete = not missing_texts(translation.source, translation.target_locale)
    if is_complete and not is_sure and (altered := altered_texts(translation)):
        return Doubts(altered)
    _try(
        request,
        lambda: review.submit_for_review(translation, page, request.user),
        _("The translation is with the reviewers now. Until they decide, nothing changes."),
    )
    return Doubts()


def publish(
    request: HttpRequest, translation: Translation, page: Page, is_sure: bool = False
) -> Doubts:
    """Publish the translation, if all of it is translated; ask first, unless `is_sure`."""
    _check_right(request, page)
    if not is_sure and (doubts := _doubts_about(translation)):
        return doubts

    def write() -> str:
        written, _is_new = write_target(
            translation.source, translation.target_locale, request.user, fallback=True
        )
        if moment := scheduled_for(written.latest_revision_id):
            scheduled = _("“%(title)s” is scheduled: it will be published on %(moment)s.")
            return scheduled % {"title": written.draft_title, "moment": moment}
        return _("“%(title)s” has been published.") % {"title": written.title}

    _try(request, write)
    return Doubts()


def _doubts_about(translation: Translation) -> Doubts:
    """Return the doubts about the texts of a translation; one that is incomplete is refused."""
    source, locale = translation.source, translation.target_locale
    refresh_source(source)
    if missing_texts(source, locale):
        return Doubts()
    written = source.get_ephemeral_translated_instance(locale, fallback=True)
    altered, names = altered_texts(translation), missing_names(translation)
    return Doubts(altered, names, pictures_without_alt(written))


def scheduled_for(revision_id: int | None) -> str:
    """Return when a revision that was to be published will be, or "" if it has been."""
    revision = Revision.objects.filter(pk=revision_id).first()
    moment = revision.approved_go_live_at if revision else None
    return long_moment(moment, current_language()) if moment else ""


def _check_right(request: HttpRequest, page: Page) -> None:
    if not page.permissions_for_user(request.user).can_publish():
        raise PermissionDenied


def _try(request: HttpRequest, write: Callable[[], str | None], done: str = "") -> None:
    """Show what `write` returns, or `done`; if it is refused, texts stored before it remain."""
    try:
        with publication_transaction():
            done = write() or done
    except RefusedError as error:
        messages.error(request, str(error))
    except ValidationError as error:
        errors = " ".join(error.messages)
        messages.error(request, _("Not saved. Please correct: %(errors)s") % {"errors": errors})
    except SourceDeletedError:
        messages.error(request, _("Not possible, because the original has been deleted."))
    else:
        messages.success(request, done)


def approve(
    request: HttpRequest, translation: Translation, page: Page, is_sure: bool = False
) -> Doubts:
    """Approve what was reviewed; ask about doubts first, unless `is_sure`."""
    looked_at, comment = _looked_at(request), _comment(request)
    running = None if is_sure else review.review_of(page, request.user)
    if running is not None and running.may_decide:
        shown = running.revision.as_object()
        # Submission asked about lost markup; corrections may have lost some since.
        is_corrected = bool(review.corrections_in(running.task_state.workflow_state))
        altered = altered_texts(translation) if is_corrected else []
        doubts = Doubts(altered, missing_names(translation), pictures_without_alt(shown))
        if doubts:
            return doubts
    decided = review.approve(page, request.user, looked_at, comment)
    page.refresh_from_db()
    messages.success(request, _approved(page, request.user, decided.task_state.revision_id))
    return Doubts()


def _approved(page: Page, user: AnyUser, revision_id: int) -> str:
    title = {"title": page.get_admin_display_title()}
    if review.review_of(page, user) is not None:
        return _("“%(title)s” has been approved and goes to the next reviewers.") % title
    if moment := scheduled_for(revision_id):
        scheduled = _("“%(title)s” has been approved and will be published on %(moment)s.")
        return scheduled % (title | {"moment": moment})
    return _("“%(title)s” has been approved and published.") % title


def send_back(request: HttpRequest, translation: Translation, page: Page) -> Doubts:
    """Send the translation back to those who work on it."""
    review.send_back(page, request.user, _looked_at(request), _comment(request))
    messages.success(
        request,
        _("“%(title)s” has been sent back with your comment.")
        % {"title": page.get_admin_display_title()},
    )
    return Doubts()


def withdraw(request: HttpRequest, translation: Translation, page: Page) -> Doubts:
    """Take the translation out of review again."""
    review.withdraw(page, request.user)
    messages.success(
        request,
        _("“%(title)s” is no longer in review, so work can go on.")
        % {"title": page.get_admin_display_title()},
    )
    return Doubts()


def _looked_at(request: HttpRequest) -> int:
    """Return the id of the review that the person saw when the button was pressed."""
    return row_id(request.POST.get("task-state", "")) or 0


def _comment(request: HttpRequest) -> str:
    return without_nul(request.POST.get("comment", "")).strip()[:_LONGEST_COMMENT]
