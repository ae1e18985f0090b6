"""Deciding about a translation in review, and taking it back.

Each returns the names of the glossary about which to ask first; mostly none.
"""

from django.http import HttpRequest
from django.utils.translation import gettext as _
from wagtail.admin import messages
from wagtail.models import Page
from wagtail_localize.models import Translation

from core.untrusted import row_id, without_nul
from translation.glossary import MissingName, missing_names
from translation.rights import AnyUser
from translation.views.finishing import scheduled_for
from translation.workflow import review

_LONGEST_COMMENT = 2000


def _looked_at(request: HttpRequest) -> int:
    """Return the id of the review that the person saw when the button was pressed."""
    return row_id(request.POST.get("task-state", "")) or 0


def _comment(request: HttpRequest) -> str:
    return without_nul(request.POST.get("comment", "")).strip()[:_LONGEST_COMMENT]


def approve(request: HttpRequest, translation: Translation, page: Page) -> list[MissingName]:
    """Approve what was reviewed; ask about names that are missing first."""
    decidable = review.review_of(page, request.user)
    if decidable is not None and decidable.may_decide and (names := missing_names(translation)):
        return names
    return approve_anyway(request, translation, page)


def approve_anyway(request: HttpRequest, translation: Translation, page: Page) -> list[MissingName]:
    decided = review.approve(page, request.user, _looked_at(request), _comment(request))
    page.refresh_from_db()
    messages.success(request, _approved(page, request.user, decided.revision.pk))
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
