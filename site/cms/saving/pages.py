"""The views in which pages are edited and reverted, and what those for new pages share.

A form that cannot be saved comes back with everything that was typed, and with the reason.
"""

from typing import Any

from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.functional import cached_property
from django.utils.translation import gettext as _
from wagtail.admin import messages
from wagtail.admin.views.generic import JsonPostResponseMixin
from wagtail.admin.views.pages.edit import EditView
from wagtail.admin.views.pages.revisions import RevisionsRevertView
from wagtail.admin.views.pages.workflow import WorkflowActionView
from wagtail.models import Page

from cms.saving import errors, stale
from cms.saving.alt_texts import unasked
from cms.saving.decisions import refuse_forged_decision
from cms.saving.gone import texts_in_place_of, typed_texts
from cms.saving.partly import SavingTheRestOfAPage
from cms.saving.without_form import doubt_about

# What may make a page public, now or when its reviewers are done.
_PUBLISHING = {"publish", "submit", "restart_workflow", "perform_workflow_action"}


class SavingDraftsByItself(JsonPostResponseMixin):
    """What the CMS saves by itself while somebody writes is a draft, whatever the form asks for."""

    @cached_property
    def action_name_and_method(self) -> tuple[str, Any]:
        if self.expects_json_response:
            return "save", self.save_action  # type: ignore[attr-defined]
        return super().action_name_and_method  # type: ignore[misc,no-any-return]


class AskingAboutPictures(JsonPostResponseMixin):
    """Asks once before a page becomes public whose pictures lack alternative text."""

    form: Any
    pictures_without_alt: list[Any] = []

    def form_valid(self, form: Any) -> HttpResponse:
        if self._is_publishing():
            self.pictures_without_alt = unasked(self.request, form.instance)
        if not self.pictures_without_alt:
            return super().form_valid(form)
        self.has_unsaved_changes = True
        return self.render_to_response(self.get_context_data())

    def _is_publishing(self) -> bool:
        name = self.action_name
        decision = getattr(self, "workflow_action", "")
        return name == "publish" or (name == "perform_workflow_action" and decision == "approve")

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        context: dict[str, Any] = super().get_context_data(**kwargs)
        return context | {"pictures_without_alt": self.pictures_without_alt}


class SavingWorkflowView(WorkflowActionView):
    """Decides about a page outside of its form; sends people to the form where it has to ask."""

    object: Any

    def publishes_latest(self) -> bool:
        """Whether approval publishes the page as it was saved last, and not as it was submitted."""
        return True

    def _doubt(self) -> str:
        submitted = self.task_state.revision
        if self.publishes_latest() and self.object.latest_revision_id != submitted.pk:
            title = {"title": self.object.get_admin_display_title()}
            return _("“%(title)s” has been edited since it was submitted") % title
        return doubt_about(submitted.as_object())

    def post(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        doubt = self._doubt() if self.action_name == "approve" else ""
        if not doubt:
            return super().post(request, *args, **kwargs)
        message = _("Not approved yet: %(doubt)s. Correct it, or approve the page here.")
        messages.warning(request, message % {"doubt": doubt})
        edit = reverse("wagtailadmin_pages:edit", args=[self.object.pk])
        if request.headers.get("X-Requested-With") == "XMLHttpRequest":
            return self.render_modal_json(request, {"step": "success", "redirect": edit})
        return redirect(edit)


class NamingErrors(JsonPostResponseMixin):
    """Says above a form what is wrong with it, field by field."""

    @property
    def is_refused_otherwise(self) -> bool:
        return bool(
            getattr(self, "locked_for_user", False)
            or getattr(self, "is_cancelling_workflow", False)
        )

    def form_invalid(self, form: Any) -> HttpResponse:
        answer: HttpResponse
        if self.expects_json_response and not self.is_refused_otherwise:
            text = _("Not saved yet. Please correct: %(errors)s")
            message = text % {"errors": errors.in_one_line(form)}
            return self.json_error_response("validation_error", message)
        answer = super().form_invalid(form)
        return answer

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        context: dict[str, Any] = super().get_context_data(**kwargs)
        form = context["form"]
        is_wrong = form.is_bound and not form.is_valid()
        return context | {"errors_by_name": errors.listed(form) if is_wrong else ""}


class _KeepingVersions(
    SavingDraftsByItself,
    AskingAboutPictures,
    SavingTheRestOfAPage,
    NamingErrors,
):
    """Refuses a form that was opened before a newer version of the page was saved.

    Both versions remain: the newer one is stored, and what was typed is in the form, beside the
    differences. It can be saved as a draft then; it is published only from a form opened after.
    """

    conflict: stale.Conflict | None = None

    def dispatch(self, request: HttpRequest, page_id: int, **kwargs: Any) -> HttpResponse:
        if request.method == "POST":
            # Of two forms that are sent at once, the second waits until the first is saved.
            list(Page.objects.select_for_update().filter(pk=page_id).values_list("pk"))
        try:
            return super().dispatch(request, page_id, **kwargs)
        except PermissionDenied:
            answer = texts_in_place_of(request, 403)
            if answer is None:
                raise
            return answer

    @cached_property
    def is_out_of_date(self) -> bool:
        return stale.is_stale(self.request, self.latest_revision) or self._publishes_compared()

    def _publishes_compared(self) -> bool:
        compared = self.request.POST.get(stale.COMPARED)
        return bool(compared) and self.action_name in _PUBLISHING

    def post(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        refuse_forged_decision(request)
        if self.expects_json_response or self.page.alias_of_id or not self.is_out_of_date:
            return super().post(request, *args, **kwargs)
        return self.give_back()

    def give_back(self) -> HttpResponse:
        self.compare()
        self.has_unsaved_changes = True
        if self.locked_for_user:
            messages.error(self.request, _("The page could not be saved as it is locked."))
        return self.render_to_response(self.get_context_data())

    def compare(self) -> stale.Conflict:
        """Compare what was sent with the newest version; nothing is stored."""
        latest = self.latest_revision
        request = self.request
        self.form = self.form_class(
            request.POST,
            request.FILES,
            instance=self.page,
            subscription=self.subscription,
            parent_page=self.parent,
            for_user=request.user,
        )
        self.form.defer_required_fields()
        self.form.is_valid()  # puts what was typed into the page, in memory alone
        self.form.restore_required_fields()
        panel = self.edit_handler.get_bound_panel(
            instance=self.page,
            request=request,
            form=self.form,
        )
        self.conflict = stale.Conflict(latest, self.form, panel, latest.user_id == request.user.pk)
        return self.conflict

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        context = super().get_context_data(**kwargs)
        is_refused = self.request.method == "POST" and self.locked_for_user
        context["conflict"] = self.conflict
        # The fields of a locked page cannot be selected.
        context["texts_to_copy"] = typed_texts(self.request) if is_refused else []
        if self.conflict is not None:
            context["autosave_enabled"] = False  # it would decide in place of a person
        return context


class SavingEditView(_KeepingVersions, EditView):
    pass


class SavingRevertView(_KeepingVersions, RevisionsRevertView):
    pass
