"""Where somebody is signed in: what keeps a session alive, and the screens that end it."""

from collections.abc import Callable
from typing import Any

from django.conf import settings
from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.urls import path, reverse
from django.utils.crypto import constant_time_compare, salted_hmac
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext
from django.views.generic import TemplateView
from wagtail.admin.views.generic import WagtailAdminTemplateMixin
from wagtail.permissions import policy_registry

from cms.accounts import devices, rules
from cms.accounts.factors.asking import ask_again
from core import security_log, sessions
from core.addresses.base import CMS_PATH
from core.models import User, UserSession

# Scripts ask for these on their own, while nobody may be there.
_IN_THE_BACKGROUND = {
    "wagtailadmin_editing_sessions:ping",
    "wagtailadmin_editing_sessions:release",
    "translation_jobs:progress",
}


class SessionActivityMiddleware:
    """Notes who is here, and has a browser remember who signed in with it."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        response = self.get_response(request)
        user = getattr(request, "signed_in_user", None)
        if user is not None:
            devices.remember(request, response, user)
        return response

    def process_view(self, request: HttpRequest, *_view: Any) -> None:
        """Note that the user is here, unless a script asks on its own."""
        is_cms = request.path_info.startswith(CMS_PATH)
        if not is_cms or settings.SESSION_COOKIE_NAME not in request.COOKIES:
            return
        match = request.resolver_match
        if match is None or match.view_name not in _IN_THE_BACKGROUND:
            request.session.touch()  # type: ignore[attr-defined]


def still_typing(request: HttpRequest) -> HttpResponse:
    """Answer what `js/typing.js` asks while somebody types: the request alone is what counts."""
    return HttpResponse(status=204)


def _handle(row: UserSession) -> str:
    """Return what a form calls a session: its key would open the account."""
    return salted_hmac("cms.accounts.sessions", row.session_key, algorithm="sha256").hexdigest()


class _SessionsView(WagtailAdminTemplateMixin, TemplateView):
    """A list of the sessions of `self.user`, each with a button that ends it."""

    header_icon = "key"
    template_name = "cms/sessions.html"
    page_title: Any = gettext_lazy("Where you are signed in")
    _show_breadcrumbs = True
    user: User

    def get_breadcrumbs_items(self) -> list[dict[str, Any]]:
        return [*super().get_breadcrumbs_items(), {"url": "", "label": self.get_page_title()}]

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        rows = [
            {
                "row": row,
                "name": devices.name_of(row.browser, row.system),
                "handle": _handle(row),
                "is_this": row.session_key == self.request.session.session_key,
            }
            for row in UserSession.objects.of(self.user)
        ]
        is_own = self.user == self.request.user
        context = {"rows": rows, "is_own": is_own, "whose": self.user}
        context["has_others"] = any(not row["is_this"] for row in rows)
        return super().get_context_data(**kwargs) | context

    def post(self, request: HttpRequest, **_kwargs: Any) -> HttpResponse:
        return ask_again(request) or self._end(request)

    def _end(self, request: HttpRequest) -> HttpResponse:
        if "all" in request.POST:
            count = sessions.end_all(self.user, but=request.session.session_key)
            kind = "sessions_ended"
        else:
            count = self._end_one(request.POST.get("session", ""))
            kind = "session_ended"
        if count:
            security_log.record(kind, request=request, about=self.user, number=count)
            text = ngettext(
                "%(count)d session has been ended.", "%(count)d sessions have been ended.", count
            )
            messages.success(request, text % {"count": count})
        else:
            messages.info(request, _("That session had ended already."))
        return redirect(request.get_full_path())

    def _end_one(self, handle: str) -> int:
        here = self.request.session.session_key
        for row in UserSession.objects.of(self.user).exclude(pk=here):
            if constant_time_compare(_handle(row), handle):
                return row.delete()[0]
        return 0


class OwnSessionsView(_SessionsView):
    """Where the user is signed in."""

    def setup(self, request: HttpRequest, *args: Any, **kwargs: Any) -> None:
        super().setup(request, *args, **kwargs)
        self.user = request.user  # type: ignore[assignment]


class UserSessionsView(_SessionsView):
    """Where a colleague is signed in, for those who may change the account."""

    page_title = gettext_lazy("Where this user is signed in")

    def dispatch(self, request: HttpRequest, *args: Any, **kwargs: Any) -> Any:
        self.user = get_object_or_404(User, pk=kwargs["pk"])
        if not may_end_sessions(request.user, self.user):
            raise PermissionDenied
        return super().dispatch(request, *args, **kwargs)

    def get_page_subtitle(self) -> str:
        return str(self.user)


def may_end_sessions(user: Any, of: User) -> bool:
    """Whether a user may end the sessions of another."""
    is_allowed = policy_registry.get_by_type(User).user_has_permission(user, "change")
    return bool(is_allowed) and rules.may_change(user, of)


class SessionsMenuItem:
    """The link on the screen of one's own settings, below “More actions”."""

    def __init__(self) -> None:
        self.url = reverse("own_sessions")
        self.label = _("Where you are signed in")
        self.help_text = _("See the browsers in which your account is open, and sign them out.")


session_addresses = [
    path("account/sessions/", OwnSessionsView.as_view(), name="own_sessions"),
    path("account/typing/", still_typing, name="still_typing"),
    path("users/<int:pk>/sessions/", UserSessionsView.as_view(), name="user_sessions"),
]
