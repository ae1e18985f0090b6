"""The screen on which people change their own name, language, picture and password."""

from copy import copy
from functools import cached_property, partial
from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.utils.translation import gettext as _
from django.utils.translation import override
from wagtail.admin.forms.auth import PasswordChangeForm
from wagtail.admin.views.account import AccountView, AvatarSettingsPanel, ChangePasswordPanel
from wagtail.users.models import UserProfile

from cms.accounts.avatars import CleanAvatarPanel
from cms.accounts.factors import changes
from cms.accounts.factors.asking import ask_again, check_password
from cms.saving.forms import CHANGED_MEANWHILE, Overwriting, notices, overwriting
from cms.saving.loaded import Part, parts_of


class LimitedPasswordForm(PasswordChangeForm):
    """Takes few wrong passwords: whoever finds an open session cannot guess on."""

    def __init__(self, request: HttpRequest, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.request = request

    def clean_old_password(self) -> str:
        password: str = self.cleaned_data["old_password"]
        check_password(self.request, password)
        return password


class LimitedPasswordPanel(ChangePasswordPanel):
    def __init__(self, request: HttpRequest, *args: Any) -> None:
        super().__init__(request, *args)
        self.form_class = partial(LimitedPasswordForm, request)


_OURS: dict[Any, Any] = {
    AvatarSettingsPanel: CleanAvatarPanel,
    ChangePasswordPanel: LimitedPasswordPanel,
}


class OwnSettingsView(AccountView):
    """Cleans the picture, and confirms a change in the language that was chosen.

    Wagtail's view stores the picture as it comes, and confirms in the language of before. What was
    changed in another window, or by an administrator, is not undone unseen.
    """

    overwriting: Overwriting | None = None

    @cached_property
    def _own_panels(self) -> list[Any]:
        return [self._own_panel(panel) for panel in super().get_panels()]

    def _own_panel(self, panel: Any) -> Any:
        """Return our panel in the place of one of Wagtail's."""
        ours = _OURS.get(type(panel))
        return ours(self.request, panel.user, panel.profile) if ours else panel

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

    def _asked(self, request: HttpRequest) -> HttpResponse | None:
        """Return the question who is there, if another e-mail address was typed."""
        before = changes.remember(request, request.user)  # type: ignore[arg-type]
        typed = request.POST.get("name_email-email", before).strip()
        return ask_again(request) if typed.casefold() != before.casefold() else None

    def post(self, request: HttpRequest) -> HttpResponse:
        typed = [form for panel in self.get_panels() if (form := panel.get_form()).is_bound]
        self.overwriting = overwriting(request, request.user, self._stored, typed)
        if self.overwriting is not None:
            messages.error(request, CHANGED_MEANWHILE)
            return self.render_to_response(self.get_context_data())
        if asked := self._asked(request):
            return asked
        response = super().post(request)
        if isinstance(response, HttpResponseRedirect):
            changes.report(request, request.user)  # type: ignore[arg-type]
            list(messages.get_messages(request))  # what has been read is not shown
            with override(UserProfile.get_for_user(request.user).get_preferred_language()):
                messages.success(request, _("Your settings have been saved."))
        return response
