"""Drafts that are saved but for what is wrong in their form."""

import json
from typing import Any

from django.http import HttpResponse, JsonResponse
from django.utils.translation import gettext as _
from wagtail.admin import messages
from wagtail.admin.views.generic import JsonPostResponseMixin

from cms.saving import errors


class SavingTheRest(JsonPostResponseMixin):
    """For a view in which a page is created or edited.

    What is wrong stays in the form, which is not taken for saved: whoever leaves it is asked.
    """

    form: Any
    action_name: str

    def form_invalid(self, form: Any) -> HttpResponse:
        said = errors.in_one_line(form)
        if self._may_save_the_rest() and form.leave_out_errors():
            answer: HttpResponse = self.form_valid(form)  # type: ignore[attr-defined]
            return self._naming(answer, said)
        return super().form_invalid(form)  # type: ignore[no-any-return]

    def _may_save_the_rest(self) -> bool:
        """Whether only a draft is being saved, and its form stays open afterwards."""
        return self.action_name == "save" and not self.is_refused_otherwise  # type: ignore[attr-defined]

    def _naming(self, answer: HttpResponse, said: str) -> HttpResponse:
        """Return the answer to autosave with what was not saved.

        The form of an existing page learns it as an error, and which version it is about all the
        same. That of a new page has to become one of an existing page first, and asks again.
        """
        if not isinstance(answer, JsonResponse):
            return answer
        content = json.loads(answer.content)
        if not content.get("success"):
            return answer
        if "hydrate_url" in content:
            return JsonResponse(content | {"left_out": said})
        text = _("Saved, but for this. Please correct: %(errors)s") % {"errors": said}
        error = {"success": False, "error_code": "validation_error", "error_message": text}
        return JsonResponse(content | error)


class SavingTheRestOfANewPage(SavingTheRest):
    """By itself alone: whoever pressed a button would be led to a form without what was wrong."""

    def _may_save_the_rest(self) -> bool:
        return self.expects_json_response and super()._may_save_the_rest()


class SavingTheRestOfAPage(SavingTheRest):
    page: Any

    def add_save_confirmation_message(self) -> None:
        if not self.form.is_partly_saved:
            super().add_save_confirmation_message()  # type: ignore[misc]

    def redirect_and_remain(self) -> HttpResponse:
        """Show the form once more where something of it was not saved."""
        answer: HttpResponse
        if not self.form.is_partly_saved:
            answer = super().redirect_and_remain()  # type: ignore[misc]
            return answer
        self.form.show_errors_again()
        self.latest_revision = self.page.get_latest_revision()
        self.has_unsaved_changes = True
        messages.warning(self.request, _("Saved as a draft, but for what is wrong below."))  # type: ignore[attr-defined]
        answer = self.render_to_response(self.get_context_data())  # type: ignore[attr-defined]
        return answer
