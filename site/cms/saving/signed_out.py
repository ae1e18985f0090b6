"""Forms that were sent after the session had ended, or with a token from before a new sign-in.

Whoever signs in gets the form back, to send it once more. In between only the browser has it.
"""

import json
from collections.abc import Callable
from typing import Any

from django.conf import settings
from django.contrib import messages
from django.http import HttpRequest, HttpResponse, JsonResponse
from django.middleware.csrf import get_token
from django.shortcuts import redirect, render
from django.utils.http import url_has_allowed_host_and_scheme
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.csrf import csrf_failure as stock_csrf_failure

from cms.accounts.factors.enrolment import has_factor
from cms.accounts.factors.sign_in_views import FactorView, PasskeySignInView
from cms.accounts.sign_in import SignInView
from core.addresses.base import CMS_PATH
from core.public.given_back import (
    Fields,
    form_of,
    is_of_script,
    is_secret,
    may_come_back,
    sent_fields,
    shown_fields,
    texts_of,
)

TYPED = "typed_before_signing_in"
_LACKS_PASSWORDS = "_lacks_secrets"  # a field of the form that comes back
_OPEN_TO_ALL = (
    "wagtailcore_login",
    "sign_in_",
    "wagtailadmin_password_reset",
    "wagtailadmin_logout",
)

SIGNED_IN_ALREADY = gettext_lazy(
    "You are signed in already. If you have not written down your recovery codes, make new ones: "
    "they are shown only once."
)


class SignedOutMiddleware:
    """Answers a form of somebody whose session has ended with the sign-in form, and holds it there.

    Stock redirects to the sign-in form and forgets what was typed.
    """

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        return self.get_response(request)

    def process_view(
        self, request: HttpRequest, view: Callable[..., Any], args: Any, kwargs: Any
    ) -> HttpResponse | None:
        if not _is_of_nobody(request):
            return None
        if is_of_script(request):
            if request.headers.get("X-Requested-With") == "XMLHttpRequest":
                return None  # dialogs expect Wagtail's own refusal
            return _answer_to_script()
        return sign_in_again(request) if may_come_back(request) else None


def _is_of_nobody(request: HttpRequest) -> bool:
    name = request.resolver_match.url_name if request.resolver_match else None
    return (
        request.method not in {"GET", "HEAD", "OPTIONS"}
        and request.path_info.startswith(CMS_PATH)
        and not (name or "").startswith(_OPEN_TO_ALL)
        and not request.user.is_authenticated
    )


def _answer_to_script() -> JsonResponse:
    """Return what Wagtail's scripts and ours show; after “locked” autosave goes on trying."""
    message = _(
        "Not saved: you are signed out. Your text stays here. Sign in in another window, then "
        "continue here."
    )
    answer = {"success": False, "error_code": "locked", "error_message": message, "error": message}
    return JsonResponse(answer, status=403)


class Returning:
    """A view that gives back a form that had been sent, when its own form is right."""

    request: HttpRequest
    was_asked_again = False  # whoever sent the form was signed in all the time

    def form_valid(self, form: Any) -> HttpResponse:
        response: HttpResponse = super().form_valid(form)  # type: ignore[misc]
        address = self.request.POST.get("next", "")
        sent = _held(self.request)
        if not sent or not _is_ours(self.request, address):
            return response
        context = {
            "token": get_token(self.request),
            "action": address,
            "is_multipart": False,
            "was_asked_again": self.was_asked_again,
            **_shown(sent),
        }
        return _page(self.request, context)

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        context: dict[str, Any] = super().get_context_data(**kwargs)  # type: ignore[misc]
        held = self.request.POST.get(TYPED, "")
        return context | {"typed": kwargs.get("typed", held), "typed_name": TYPED}


class ReturningFactorView(Returning, FactorView):
    """Asks for the second factor, and holds what had been typed until then."""


class ReturningPasskeyView(Returning, PasskeySignInView):
    """Signs in by passkey, and gives back what had been typed."""


class ReturningSignInView(Returning, SignInView):
    """Signs people in, and gives back what they had typed when their session had ended."""

    def form_valid(self, form: Any) -> HttpResponse:
        response = SignInView.form_valid(self, form)
        if not self.request.POST.get(TYPED) or not has_factor(form.get_user()):
            return response
        # In the answer itself: what was typed is in the page and nowhere else.
        view = ReturningFactorView()
        view.setup(self.request)
        view.person = form.get_user()
        return view.render_to_response(view.get_context_data(form=view.form_class()))


def sign_in_again(request: HttpRequest) -> HttpResponse:
    """Show the sign-in form, with the form that was sent held in it."""
    view = ReturningSignInView()
    view.setup(request)
    form = view.get_form_class()(request)
    context = view.get_context_data(
        form=form,
        typed=hold(request),
    )
    context["next"] = request.get_full_path()
    response = view.render_to_response(context, status=403)
    response["Cache-Control"] = "no-store"
    return response.render()  # type: ignore[no-any-return]


def hold(request: HttpRequest) -> str:
    """Return a form that was sent as a text for a hidden field: no passwords, but that some were.

    The answer must go to nobody but the browser that sent the form.
    """
    sent = sent_fields(request)
    lacking = any(value and is_secret(name) for name, value in sent)
    return json.dumps([*shown_fields(sent), *([(_LACKS_PASSWORDS, "1")] if lacking else [])])


def _held(request: HttpRequest) -> Fields:
    """Return the fields that the sign-in form held, or none if they are not as they were made."""
    try:
        return [(str(name), str(value)) for name, value in json.loads(request.POST.get(TYPED, ""))]
    except (ValueError, TypeError, RecursionError):
        return []


def _is_ours(request: HttpRequest, address: str) -> bool:
    is_here = url_has_allowed_host_and_scheme(address, {request.get_host()})
    return is_here and address.startswith(CMS_PATH)


def _shown(sent: Fields) -> dict[str, Any]:
    lacking = any(name == _LACKS_PASSWORDS for name, _value in sent)
    fields = [(name, value) for name, value in shown_fields(sent) if name != _LACKS_PASSWORDS]
    return {
        "lacks_passwords": lacking,
        "fields": fields,
        "texts": list(texts_of(fields)),
        "files": [],
    }


def _page(request: HttpRequest, context: dict[str, Any], status: int = 200) -> HttpResponse:
    context |= {"button": _("Save now")}
    response = render(request, "cms/saving/given_back.html", context, status=status)
    response["Cache-Control"] = "no-store"
    return response


def csrf_failure(request: HttpRequest, reason: str = "") -> HttpResponse:
    """Give back a form of ours whose token is from before a new sign-in, perhaps elsewhere.

    Only where the browser names this site as its origin; another form is refused, and nothing of
    it is shown.
    """
    if not request.path_info.startswith(CMS_PATH) or not request.POST:
        return stock_csrf_failure(request, reason)
    if is_of_script(request):
        return _answer_to_script()
    if not _is_from_here(request):
        return _page(request, {"is_unknown": True}, 403)
    if _is_step_of_sign_in(request):
        return _begin_anew(request)
    if not request.user.is_authenticated:
        return sign_in_again(request)
    return _page(request, form_of(request), 403)


def _is_step_of_sign_in(request: HttpRequest) -> bool:
    """Tell whether a form of the sign-in was sent that holds no other one."""
    name = (request.resolver_match.url_name if request.resolver_match else None) or ""
    is_step = name in {"wagtailadmin_login", "wagtailcore_login"} or name.startswith("sign_in_")
    return is_step and name != "sign_in_again" and not request.POST.get(TYPED)


def _begin_anew(request: HttpRequest) -> HttpResponse:
    """Show a step of the sign-in anew: a code or a password is not a text that comes back.

    Whoever reloads the page with their recovery codes comes here, and is signed in already.
    """
    if request.user.is_authenticated:
        messages.warning(request, SIGNED_IN_ALREADY)
        return redirect("wagtailadmin_home")
    is_shown = request.resolver_match.url_name != "sign_in_passkey"  # type: ignore[union-attr]
    return redirect(request.get_full_path() if is_shown else "wagtailadmin_login")


def _is_from_here(request: HttpRequest) -> bool:
    origin = request.headers.get("Origin", "")
    own = f"{request.scheme}://{request.get_host()}"
    return bool(origin) and origin in {own, *settings.CSRF_TRUSTED_ORIGINS}
