"""Review: what is submitted is fixed until somebody decides, and exactly that is published.

    submit      the draft is written, and the workflow of its language starts
    withdraw    whoever submitted, or may publish, takes it back; work goes on
    send back   a reviewer writes what is to be changed; work goes on
    correct     a reviewer changes single texts, in `correction`; the review goes on
    approve     the revision that was reviewed is published, whatever happened since

All of it goes through Wagtail's workflows, whose signals notify others. Raises RefusedError.
"""

from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.utils.translation import gettext as _
from wagtail.models import (
    Page,
    PageLogEntry,
    Revision,
    Task,
    TaskState,
    Workflow,
    WorkflowState,
)
from wagtail_localize.models import Translation

from core.language.languages import language_name
from core.models import User
from core.publication.transactions import publication_transaction
from core.refusals import RefusedError
from translation.content.paired import Place
from translation.content.texts import label, named, place_of, refresh_source
from translation.content.translated import missing_texts
from translation.rights import AnyUser
from translation.workflow.guards import refuse_change_in_review
from translation.workflow.write_page import write_target

APPROVE, REJECT = "approve", "reject"
CORRECTED = "translation.corrected"  # in a page's history


@dataclass(frozen=True)
class Review:
    """A review that somebody has to decide about, and what `user` may do."""

    task_state: TaskState
    requested_by: Any
    may_decide: bool
    may_correct: bool
    may_withdraw: bool

    @property
    def revision(self) -> Revision:
        return self.task_state.revision


@dataclass(frozen=True)
class Correction:
    """What a reviewer changed: the names of the texts' places for people, and the texts."""

    by: User | None
    at: datetime
    places: str
    texts: set[Place]


def review_of(page: Page, user: AnyUser) -> Review | None:
    """Return the running review of `page`, or None."""
    state = _running(page)
    task_state = state.current_task_state if state else None
    if state is None or task_state is None:
        return None
    actions = _task(task_state).get_actions(page, user)
    is_held = page.locked and page.locked_by_id != user.pk
    may_publish = page.permissions_for_user(user).can_publish()
    decides = bool({APPROVE, REJECT} & {name for name, *_rest in actions})
    return Review(
        task_state,
        state.requested_by,
        decides,
        may_correct=decides and not is_held,
        may_withdraw=not is_held and (state.requested_by_id == user.pk or may_publish),
    )


def may_decide(page: Page, user: AnyUser) -> bool:
    """Whether `user` may decide about `page` now."""
    review = review_of(page, user)
    return review is not None and review.may_decide


def _running(page: Page) -> WorkflowState | None:
    found: WorkflowState | None = (
        page.workflow_states.filter(status=WorkflowState.STATUS_IN_PROGRESS)
        .select_related(
            "requested_by", "current_task_state__task", "current_task_state__revision__user"
        )
        .first()
    )
    return found


def _task(task_state: TaskState) -> Task:
    task: Task = task_state.task.specific
    return task


def returned(page: Page) -> TaskState | None:
    """Return how a reviewer sent `page` back, until it is submitted again or published."""
    state = (
        page.workflow_states.filter(status=WorkflowState.STATUS_NEEDS_CHANGES)
        .select_related("current_task_state__finished_by")
        .first()
    )
    return state.current_task_state if state else None


def corrections_in(state: WorkflowState) -> list[Correction]:
    """Return the corrections of a review, the newest first."""
    entries = PageLogEntry.objects.filter(
        page_id=int(state.object_id), action=CORRECTED, timestamp__gte=state.created_at
    )
    return [
        Correction(entry.user, entry.timestamp, places_in(entry), _texts_of(entry))
        for entry in entries.select_related("user", "content_type").order_by("-timestamp", "-pk")
    ]


def _texts_of(entry: PageLogEntry) -> set[Place]:
    return {(string, context) for _path, string, context in entry.data["texts"]}


def places_in(entry: Any) -> str:
    """Return what the CMS calls the texts that a correction changed."""
    model = entry.content_type.model_class()
    names = [label(model, path) for path, *_place in entry.data["texts"]]
    return _(", ").join(dict.fromkeys(names))


def submit_for_review(translation: Translation, page: Page, user: AnyUser) -> None:
    """Write the draft and hand it to the reviewers of its language, if nothing is missing."""
    with publication_transaction():
        # If two submit at once, the second waits and then finds it in review.
        list(Translation.objects.select_for_update().filter(pk=translation.pk))
        refuse_change_in_review(page)
        workflow = _workflow_for(translation, page)
        draft, _is_new = write_target(
            translation.source, translation.target_locale, user, publish=False, fallback=True
        )
        before = draft.workflow_states.filter(status=WorkflowState.STATUS_NEEDS_CHANGES).first()
        if before is not None and before.workflow_id == workflow.pk:
            before.requested_by = user
            before.resume(user)
            return
        if before is not None:
            before.cancel(user)
        workflow.start(draft, user)


def _workflow_for(translation: Translation, page: Page) -> Workflow:
    """Return how `page` is reviewed, or raise RefusedError if it cannot be now."""
    refresh_source(translation.source)
    locale = translation.target_locale
    if missing := missing_texts(translation.source, locale):
        places = [(place_of(each.context), each.string.data) for each in missing]
        raise RefusedError(
            _(
                "Not submitted, because these texts are not translated yet: %(texts)s. If one of "
                "them is to stay as in the original, press “Keep as it is” beside it."
            )
            % {"texts": named(type(page), places)}
        )
    workflow: Workflow | None = page.get_workflow()
    # A workflow without a task would be finished at once, and publish.
    if workflow is None or not workflow.tasks.filter(active=True).exists():
        raise RefusedError(
            _("Nobody reviews pages in %(language)s: an administrator can set up a workflow.")
            % {"language": language_name(locale.language_code)}
        )
    return workflow


def _no_longer() -> str:
    return _("“%(title)s” is no longer in the review that you looked at. Please look again.")


def decidable(page: Page, user: AnyUser, task_state_id: int) -> Review:
    """Return the review if `user` may decide, and it is still the one that the user looked at.

    `refuse_late_decision` checks whether somebody else is deciding.
    """
    review = review_of(page, user)
    if review is None or review.task_state.pk != task_state_id:
        raise RefusedError(_no_longer() % {"title": page.get_admin_display_title()})
    if not review.may_decide:
        raise RefusedError(_("Only reviewers can decide about a translation in review."))
    return review


def approve(page: Page, user: AnyUser, task_state_id: int, comment: str = "") -> Review:
    """Publish what was reviewed, or hand it to the next step of the workflow; return the review."""
    with publication_transaction():
        review = decidable(page, user, task_state_id)
        _task(review.task_state).on_action(review.task_state, user, APPROVE, comment=comment)
        return review


def send_back(page: Page, user: AnyUser, task_state_id: int, comment: str) -> None:
    """Return the translation to those who work on it; `comment` is what to change."""
    with publication_transaction():
        review = decidable(page, user, task_state_id)
        if not comment:
            raise RefusedError(_("Write what is to be changed, so that the translator knows."))
        _task(review.task_state).on_action(review.task_state, user, REJECT, comment=comment)


def withdraw(page: Page, user: AnyUser) -> None:
    """Take back what was submitted, so that it can be changed."""
    with publication_transaction():
        running = page.workflow_states.filter(status=WorkflowState.STATUS_IN_PROGRESS)
        list(running.select_for_update())  # wait for whoever is deciding, then see what they did
        review = review_of(page, user)
        if review is None:
            raise RefusedError(
                _("“%(title)s” is not in review.") % {"title": page.get_admin_display_title()}
            )
        if not review.may_withdraw:
            raise RefusedError(
                _("Only whoever submitted a translation, or may publish it, can withdraw it.")
            )
        review.task_state.workflow_state.cancel(user)


def refuse_late_decision(task_state: TaskState) -> None:
    """Refuse a decision where somebody else has just decided; of two at once, the second waits.

    Registered as a guard: all of Wagtail's own ways to decide pass it, too.
    """
    list(WorkflowState.objects.select_for_update().filter(pk=task_state.workflow_state_id))
    is_open = TaskState.objects.filter(pk=task_state.pk, status=TaskState.STATUS_IN_PROGRESS)
    if not is_open.exists():
        page = task_state.workflow_state.content_object
        raise RefusedError(_no_longer() % {"title": page.get_admin_display_title()})
