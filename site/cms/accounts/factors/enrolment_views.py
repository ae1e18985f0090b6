"""The screens on which somebody who is invited adds a first factor, and is signed in by it."""

from typing import Any
from urllib.parse import urlencode

from allauth.mfa.models import Authenticator
from django.contrib import messages
from django.contrib.auth.forms import SetPasswordForm
from django.contrib.auth.views import RedirectURLMixin
from django.core.exceptions import ValidationError
from django.db import transaction
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render, resolve_url
from django.utils.decorators import method_decorator
from django.utils.translation import gettext_lazy as _
from django.views.decorators.debug import sensitive_post_parameters
from django.views.generic import FormView, TemplateView

from cms.accounts import attempts
from cms.accounts.attempts import Limit
from cms.accounts.factors import codes, enrolment, invitations, passkeys, records
from cms.accounts.factors.forms import AppForm, InvitationForm, PasskeyForm
from cms.accounts.factors.sign_in_views import TOO_LATE
from cms.accounts.waiting import INVITATIONS, too_many
from core.clients import client_network
from core.models import User

WRONG = _("This invitation is wrong, has been used, or is older than seven days. Ask for another.")
LIMIT_OF_INVITATIONS = 10


class _Step(RedirectURLMixin, FormView):  # type: ignore[type-arg]
    """A form on the way to the first factor, which remembers where somebody wanted to go."""

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        return super().get_context_data(**kwargs) | {"next": self.get_redirect_url()}

    def go(self, step: str) -> HttpResponse:
        """Lead to the next step."""
        following = self.get_redirect_url()
        query = f"?{urlencode({'next': following})}" if following else ""
        return redirect(resolve_url(step) + query)


class InvitationView(_Step):
    """Takes the code of an invitation. Nothing is changed by it: it is used up at the end."""

    form_class = InvitationForm
    template_name = "cms/sign_in/invitation.html"

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        person = records.who_begins(self.request)
        return super().get_context_data(**kwargs) | {"person": person}

    def form_valid(self, form: InvitationForm) -> HttpResponse:
        network = client_network(self.request)
        limits = [Limit(("invitation", "network", network), LIMIT_OF_INVITATIONS, codes.PERIOD)]
        try:
            attempt = attempts.begin(limits)
        except attempts.TooManyError as error:
            form.add_error(None, too_many(error, INVITATIONS))
            return self.form_invalid(form)
        person = records.who_begins(self.request)
        invitation = invitations.find(form.cleaned_data["code"])
        if invitation is None or (person is not None and invitation.user != person):
            form.add_error("code", WRONG)
            return self.form_invalid(form)
        attempts.succeed(attempt)
        invitations.accept(self.request, invitation)
        return self._next(invitation.user, person)

    def _next(self, invited: User, person: User | None) -> HttpResponse:
        if person is not None:
            return redirect("sign_in_enrol")
        if not invited.has_usable_password():
            return self.go("sign_in_password")
        messages.info(self.request, _("Now enter your e-mail address and password."))
        return self.go("wagtailadmin_login")


@method_decorator(sensitive_post_parameters(), "dispatch")
class FirstPasswordView(_Step):
    """Lets somebody choose a password who is invited and has none."""

    form_class = SetPasswordForm
    template_name = "cms/sign_in/password.html"
    invited: User

    def dispatch(self, request: HttpRequest, *args: Any, **kwargs: Any) -> Any:
        invitation = invitations.accepted(request)
        if invitation is None or invitation.user.has_usable_password():
            return redirect("sign_in_invitation")
        self.invited = invitation.user
        return super().dispatch(request, *args, **kwargs)

    def get_form_kwargs(self) -> dict[str, Any]:
        return super().get_form_kwargs() | {"user": self.invited}

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        return super().get_context_data(**kwargs) | {"person": self.invited}

    def form_valid(self, form: Any) -> HttpResponse:
        following = self.get_redirect_url()
        records.begin(self.request, form.save(), remember=False, following=following)
        return redirect("sign_in_enrol")


class EnrolView(TemplateView):
    """Adds the first factor: an app or a passkey; shows the recovery codes, once."""

    template_name = "cms/sign_in/enrol.html"
    person: User

    def dispatch(self, request: HttpRequest, *args: Any, **kwargs: Any) -> Any:
        person, invitation = records.who_begins(request), invitations.accepted(request)
        if person is None:
            messages.error(request, TOO_LATE)
            return redirect("wagtailadmin_login")
        if enrolment.has_factor(person):
            return redirect("sign_in_factor")
        if invitation is None or invitation.user != person:
            return redirect("sign_in_invitation")
        self.person = person
        return super().dispatch(request, *args, **kwargs)

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        return super().get_context_data(**kwargs) | adding(self.request, self.person, **kwargs)

    def post(self, request: HttpRequest) -> HttpResponse:
        with transaction.atomic():
            factor, forms = added(request, self.person, check=self._use_invitation)
        if factor is None:
            return self.render_to_response(self.get_context_data(**forms))
        recovery = enrolment.new_recovery_codes(self.person)
        following = records.leads_to(request)  # signing in forgets it
        records.sign_in(request, self.person, factor)
        return shown_once(request, "cms/sign_in/recovery_codes.html", recovery, following)

    def _use_invitation(self) -> None:
        if not invitations.use(self.request, self.person):
            raise ValidationError(WRONG)


def adding(request: HttpRequest, person: User, **forms: Any) -> dict[str, Any]:
    """Return what `cms/sign_in/adding.html` shows: the forms of an app and of a passkey."""
    secret = enrolment.new_secret(request)
    return {
        "app": forms.get("app") or AppForm(),
        "passkey": forms.get("passkey") or PasskeyForm(),
        "secret": " ".join(secret[place : place + 4] for place in range(0, len(secret), 4)),
        "picture": enrolment.picture_of(person, secret),
        "is_passkey_possible": passkeys.is_possible(request),
    }


def added(
    request: HttpRequest, person: User, *, check: Any = lambda: None
) -> tuple[Authenticator | None, dict[str, Any]]:
    """Add what was sent, after `check()`: return the factor, or None and the forms with errors."""
    is_passkey = "credential" in request.POST
    form = PasskeyForm(request.POST) if is_passkey else AppForm(request.POST)
    if form.is_valid():
        name = form.cleaned_data["name"]
        try:
            if is_passkey:
                answer = passkeys.checked_new(form.cleaned_data["credential"])
                check()
                return enrolment.add_passkey(request, person, name, answer), {}
            step = enrolment.check_new_app(request, form.cleaned_data["code"])
            check()
            return enrolment.add_app(request, person, name, step), {}
        except ValidationError as error:
            form.add_error(None if is_passkey else "code", error)
    return None, {"passkey" if is_passkey else "app": form}


def shown_once(
    request: HttpRequest, template: str, recovery: list[str], following: str = ""
) -> HttpResponse:
    """Show recovery codes; neither the browser nor anything between may store the page."""
    response = render(request, template, {"codes": recovery, "next": following})
    response["Cache-Control"] = "no-store"
    return response
