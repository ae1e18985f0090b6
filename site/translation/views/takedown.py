"""Wagtail's unpublish, delete and privacy screens, with “the other language too”.

Wagtail takes translations along only for an app that answers the hook
`construct_translated_pages_to_cascade_actions`: always, without a question, and without asking
for rights on them. Here a person decides each time, by a field of the form.
"""

from collections.abc import Iterable, Sequence
from typing import Any

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.utils.translation import gettext as _
from wagtail import hooks
from wagtail.actions.delete_page import DeletePageAction
from wagtail.admin import messages
from wagtail.admin.modal_workflow import render_modal_workflow
from wagtail.admin.views.page_privacy import SetPrivacyView
from wagtail.admin.views.pages.bulk_actions import DeleteBulkAction, UnpublishBulkAction
from wagtail.admin.views.pages.delete import DeleteView
from wagtail.admin.views.pages.unpublish import UnpublishView
from wagtail.models import Page, PageViewRestriction

from cms.privacy.bulk_actions import KnownPagesOnly
from core.publication.transactions import publication_transaction
from translation.rights import AnyUser
from translation.workflow.other_language import (
    DELETE,
    FIELD,
    RESTRICT,
    UNPUBLISH,
    call_off,
    choice,
    demanded,
    taken_along,
)
from translation.workflow.privacy import refusing_to_open


def is_ticked(request: HttpRequest) -> bool:
    return bool(request.POST.get(FIELD))


def _offer(request: HttpRequest, pages: list[Page], action: str) -> dict[str, Any]:
    """Return what a form shows of the other language; an unticked box remains unticked."""
    offered = choice(pages, request.user, action)
    return offered | {"is_ticked": request.method != "POST" or is_ticked(request)}


def _confirmation(pages: Iterable[Page]) -> dict[str, Any]:
    """Return how many pages go with all below them, and whether to ask for the site's name."""
    total = sum(page.get_descendant_count() + 1 for page in pages)
    is_many = total >= settings.WAGTAILADMIN_UNSAFE_PAGE_DELETION_LIMIT
    return {"total_page_count": total, "type_to_confirm_before_delete": is_many}


def _answer_of_hooks(name: str, request: HttpRequest, page: Page) -> HttpResponse | None:
    """Return the response of a hook of this name for `page`, as Wagtail asks them."""
    for hook in hooks.get_hooks(name):
        answer = hook(request, page)
        if hasattr(answer, "status_code"):
            return answer
    return None


class UnpublishBothView(UnpublishView):
    """“Unpublish”, with the choice to take the counterpart down too."""

    template_name = "translation/takedown/unpublish.html"

    def get_objects_to_unpublish(self) -> list[Page]:
        self.other = None
        if self.request.method == "POST" and is_ticked(self.request):
            self.other = demanded(self.object, self.request.user, UNPUBLISH)
        return [*super().get_objects_to_unpublish(), *([self.other] if self.other else [])]

    def unpublish(self) -> HttpResponse | None:
        if self.other is None:
            return super().unpublish()
        answer = _answer_of_hooks("before_unpublish_page", self.request, self.other)
        if answer is not None:
            return answer
        answer = super().unpublish()
        if Page.objects.filter(pk=self.object.pk, live=True).exists():  # a hook has answered
            return answer
        call_off(self.other, self.request.user)
        _show_titles(self.request, _("Unpublished too: %(titles)s."), [self.other])
        return _answer_of_hooks("after_unpublish_page", self.request, self.other) or answer

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        return super().get_context_data(**kwargs) | _offer(self.request, [self.object], UNPUBLISH)


class DeleteBothView(DeleteView):
    """“Delete”, with the choice to delete the counterpart too; translated texts remain."""

    template_name = "translation/takedown/delete.html"

    def post(self, request: HttpRequest, page_id: int, *args: Any, **kwargs: Any) -> HttpResponse:
        other = demanded(self.page, request.user, DELETE) if is_ticked(request) else None
        if other is not None:
            answer = _answer_of_hooks("before_delete_page", request, other)
            if answer is not None:
                return answer
        response = super().post(request, page_id, *args, **kwargs)
        if other is not None and not Page.objects.filter(pk=page_id).exists():
            # Rights were checked already, and the tree has changed since `other` was read.
            DeletePageAction(Page.objects.get(pk=other.pk), user=request.user).execute(
                skip_permission_checks=True
            )
            _show_titles(request, _("Deleted too: %(titles)s."), [other])
            return _answer_of_hooks("after_delete_page", request, other) or response
        return response

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        offered = _offer(self.request, [self.page], DELETE)
        pages = [self.page, *(each.page for each in offered["willing"])]
        return super().get_context_data(**kwargs) | offered | _confirmation(pages)


class RestrictBothView(SetPrivacyView):
    """“Privacy”, with the choice to restrict the counterpart in the same way.

    Making a page public again concerns that page alone.
    """

    def form_valid(self, form: Any) -> HttpResponse:
        with publication_transaction(), refusing_to_open(self.page):
            return self._restrict(form)

    def _restrict(self, form: Any) -> HttpResponse:
        kind = form.cleaned_data["restriction_type"]
        other = None
        if kind != PageViewRestriction.NONE and is_ticked(self.request):
            other = demanded(self.page, self.request.user, RESTRICT)
        response = super().form_valid(form)
        if other is not None:
            password = form.cleaned_data.get("password") or ""
            restriction = PageViewRestriction(page=other, restriction_type=kind, password=password)
            restriction.save(user=self.request.user)
            restriction.groups.set(form.cleaned_data.get("groups") or [])
            _show_titles(self.request, _("Restricted too: %(titles)s."), [other])
        return response

    def render_to_response(self, context: dict[str, Any], **kwargs: Any) -> HttpResponse:
        if not self.page.private_page_options:
            return super().render_to_response(context, **kwargs)
        offered = _offer(self.request, [self.page], RESTRICT)
        return render_modal_workflow(
            self.request,
            "translation/takedown/privacy.html",
            template_vars=context | offered,
            json_data={"step": "set_privacy"},
        )


class _BothLanguages:
    """A bulk action that takes the counterparts of the chosen pages along where that is ticked."""

    request: HttpRequest
    cleaned_form: Any
    action_type: str

    def get_actionable_objects(self) -> tuple[list[Any], dict[str, Any]]:
        chosen, others = super().get_actionable_objects()  # type: ignore[misc]
        self.along: list[Page] = []
        # Before the form is accepted this is asked for the screen, which lists what was chosen.
        if self.cleaned_form is not None and is_ticked(self.request):
            self.along = taken_along(chosen, self.request.user, self.action_type)
        return [*chosen, *self.along], others

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        context: dict[str, Any] = super().get_context_data(**kwargs)  # type: ignore[misc]
        chosen = [item["item"] for item in context["items"]]
        return context | _offer(self.request, chosen, self.action_type)

    def get_success_message(self, *numbers: int) -> Any:
        if self.along:
            _show_titles(self.request, _("In the other language too: %(titles)s."), self.along)
        return super().get_success_message(*numbers)  # type: ignore[misc]


class UnpublishManyView(_BothLanguages, KnownPagesOnly, UnpublishBulkAction):
    template_name = "translation/takedown/unpublish_many.html"

    def get_actionable_objects(self) -> tuple[list[Any], dict[str, Any]]:
        """Leave out scheduled pages: Wagtail refuses to unpublish them, `call_off` ends them."""
        pages, others = super().get_actionable_objects()
        return [page for page in pages if page.live], others

    def get_execution_context(self) -> dict[str, Any]:
        return super().get_execution_context() | {"along": self.along}

    @classmethod
    def execute_action(
        cls,
        objects: list[Any],
        along: Sequence[Any] = (),
        user: AnyUser | None = None,
        **options: Any,
    ) -> tuple[int, int]:
        numbers: tuple[int, int] = super().execute_action(objects, user=user, **options)
        for page in along:
            call_off(page, user)
        return numbers


class DeleteManyView(_BothLanguages, KnownPagesOnly, DeleteBulkAction):
    template_name = "translation/takedown/delete_many.html"

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        context = super().get_context_data(**kwargs)
        pages = [item["item"] for item in context["items"]]
        return context | _confirmation([*pages, *(each.page for each in context["willing"])])


def _show_titles(request: HttpRequest, message: str, pages: list[Page]) -> None:
    titles = [_("“%(title)s”") % {"title": page.get_admin_display_title()} for page in pages]
    messages.success(request, message % {"titles": _(", ").join(titles)})
