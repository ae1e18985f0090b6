"""The screen on which people change their own name, language, picture and password."""

from copy import copy
from functools import cached_property
from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.utils.translation import gettext as _
from django.utils.translation import override
from wagtail.admin.views.account import AccountView, AvatarSettingsPanel
from wagtail.users.models import UserProfile

from cms.accounts.avatars import CleanAvatarPanel
from cms.saving.forms import CHANGED_MEANWHILE, Overwriting, notices, overwriting
from cms.saving.loaded import Part, parts_of


class OwnSettingsView(AccountView):
    """Cleans the picture, and confirms a change in the language that was chosen.

    Wagtail's view stores the picture as it comes, and confirms in the language of before. What was
    changed in another window, or by an administrator, is not undone unseen.
    """

    overwriting: Overwriting | None = None

    @cached_property
    def _own_panels(self) -> list[Any]:
        return [
            CleanAvatarPanel(self.request, panel.user, panel.profile)
            if type(panel) is AvatarSettingsPanel
            else panel
            for panel in super().get_panels()
        ]

    def get_panels(self) -> list[Any]:
        return self._own_panels

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        context: dict[str, Any] = super().get_context_data(**kwargs)
        return context | notices(self.request, self.overwriting, self._parts)

    def _parts(self) -> dict[str, Part]:
        return parts_of(panel.get_form() for panel in self.get_panels())

    def _stored(self) -> dict[str, Part]:
        view = type(self)()
        view.setup(copy(self.request))
        view.request.method = "GET"
        return view._parts()

    def post(self, request: HttpRequest) -> HttpResponse:
        typed = [form for panel in self.get_panels() if (form := panel.get_form()).is_bound]
        self.overwriting = overwriting(request, request.user, self._stored, typed)
        if self.overwriting is not None:
            messages.error(request, CHANGED_MEANWHILE)
            return self.render_to_response(self.get_context_data())
        response = super().post(request)
        if isinstance(response, HttpResponseRedirect):
            list(messages.get_messages(request))  # what has been read is not shown
            with override(UserProfile.get_for_user(request.user).get_preferred_language()):
                messages.success(request, _("Your settings have been saved."))
        return response
