"""Sensitive changes ask again for the password or a factor, if the last proof is not recent.

    @asks_again             around a view: also before its form is shown
    class View(AsksAgain…)  when its form is sent
    ask_again(request)      within a view or hook: None, or the answer that asks

A form that was sent is held in the page that asks, and comes back afterwards.
"""

from collections.abc import Callable
from datetime import timedelta
from functools import wraps
from typing import Any
from urllib.parse import urlencode

from allauth.mfa.models import Authenticator
from django.core.exceptions import ValidationError
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect, JsonResponse
from django.urls import reverse
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from cms.accounts import attempts
from cms.accounts.attempts import Limit
from cms.accounts.factors import codes, records
from cms.accounts.factors.forms import CodeForm, PasswordForm
from cms.accounts.factors.sign_in_views import FactorStep
from cms.accounts.waiting import PASSWORDS, too_many
from cms.saving.signed_out import Returning, hold
from core import security_log
from core.clients import client_network
from core.public.given_back import is_of_script, may_come_back

RECENT = timedelta(minutes=5)
_SAFE = {"GET", "HEAD", "OPTIONS"}


def asks_again(view: Callable[..., Any]) -> Callable[..., Any]:
    """Have a view asked for only by who has proved a moment ago who they are."""

    @wraps(view)
    def asking(request: HttpRequest, *args: Any, **kwargs: Any) -> Any:
        return ask_again(request) or view(request, *args, **kwargs)

    return asking


def ask_again(request: HttpRequest) -> HttpResponse | None:
    """Return None after a recent proof, otherwise the answer that asks for one.

    Whoever calls this for a form that was sent must return the answer and change nothing.
    """
    if records.is_recent(request, RECENT.total_seconds()):
        return None
    if request.method in _SAFE:
        address = urlencode({"next": request.get_full_path()})
        return HttpResponseRedirect(f"{reverse('sign_in_again')}?{address}")
    if is_of_script(request):
        message = gettext("Not saved: prove first that it is you. Open the page anew.")
        return JsonResponse({"success": False, "error": message}, status=403)
    return AgainView.asking(request, hold(request) if may_come_back(request) else "")


class AsksAgain:
    """Mixed into a view: whoever sends its form has proved a moment ago who they are."""

    def post(self, request: HttpRequest, *args: Any, **kwargs: Any) -> Any:
        return ask_again(request) or super().post(request, *args, **kwargs)  # type: ignore[misc]


class AgainView(Returning, FactorStep):
    """Asks somebody who is signed in for their password or a factor."""

    template_name = "cms/sign_in/again.html"
    title = _("Is it you?")
    was_asked_again = True

    def dispatch(self, request: HttpRequest, *args: Any, **kwargs: Any) -> Any:
        self.person = request.user  # type: ignore[assignment]
        return super().dispatch(request, *args, **kwargs)

    @classmethod
    def asking(cls, request: HttpRequest, typed: str) -> HttpResponse:
        """Return the page that asks, with a form that was sent held in it."""
        view = cls()
        view.setup(request)
        view.person = request.user  # type: ignore[assignment]
        context = view.get_context_data(form=CodeForm(), typed=typed)
        context["next"] = request.get_full_path()
        response: Any = view.render_to_response(context, status=403)
        response["Cache-Control"] = "no-store"
        return response.render()  # type: ignore[no-any-return]

    def post(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        if "password" not in request.POST:
            return super().post(request, *args, **kwargs)
        form = PasswordForm(request.POST)
        try:
            if form.is_valid():
                check_password(request, form.cleaned_data["password"])
                return self.form_valid(CodeForm())
        except ValidationError as error:
            form.add_error("password", error)
        return self.render_to_response(self.get_context_data(form=CodeForm(), password=form))

    def proved(self, factor: Authenticator) -> None:
        records.prove(self.request, factor)

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        context: dict[str, Any] = super().get_context_data(**kwargs)
        return {"password": PasswordForm()} | context


def check_password(request: HttpRequest, password: str) -> None:
    """Record that whoever is signed in typed their password. Raises ValidationError."""
    user: Any = request.user
    account = str(user.pk)
    limits = [
        Limit(("again", "account", client_network(request), account), *codes.OF_ACCOUNT),
        Limit(("again", "everywhere", account), *codes.EVERYWHERE),
    ]
    try:
        attempt = attempts.begin(limits)
    except attempts.TooManyError as error:
        raise too_many(error, PASSWORDS) from error
    if not user.check_password(password):
        security_log.record("sign_in_failed", request=request, about=user, reason="again")
        raise ValidationError(_("The password is wrong."))
    attempts.succeed(attempt, clearing=limits[:1])
    records.prove_password(request)
