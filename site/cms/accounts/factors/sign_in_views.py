"""The screens between the right password and being signed in, and signing in by passkey alone."""

import json
from typing import Any

from allauth.mfa.models import Authenticator
from django.contrib import messages
from django.contrib.auth.views import RedirectURLMixin
from django.core.exceptions import PermissionDenied, ValidationError
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, resolve_url
from django.utils.decorators import method_decorator
from django.utils.translation import gettext_lazy as _
from django.views import View
from django.views.decorators.debug import sensitive_post_parameters
from django.views.generic import FormView

from cms.accounts.factors import invitations, passkeys, records
from cms.accounts.factors.codes import check_code
from cms.accounts.factors.enrolment import has_factor
from cms.accounts.factors.forms import CodeForm
from core.models import User

TOO_LATE = _("That took too long. Enter your password once more.")


class FactorStep(RedirectURLMixin, FormView):  # type: ignore[type-arg]
    """Asks for a factor: by a code, or by a passkey."""

    form_class = CodeForm
    next_page = "wagtailadmin_home"
    title: Any = _("Second factor")
    person: User

    def proved(self, factor: Authenticator) -> None:
        """Do what the factor was asked for."""
        raise NotImplementedError

    def post(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        form = self.get_form()
        answer = request.POST.get("credential")
        try:
            if answer:
                return self.accept(passkeys.check(answer, self.person), form)
            if form.is_valid():
                return self.accept(check_code(request, self.person, request.POST["code"]), form)
        except ValidationError as error:
            form.full_clean()
            form.errors.pop("code", None)
            form.add_error(None if answer else "code", error)
        return self.form_invalid(form)

    def accept(self, factor: Authenticator, form: CodeForm) -> HttpResponse:
        self.proved(factor)
        return self.form_valid(form)

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        kinds = set(Authenticator.objects.filter(user=self.person).values_list("type", flat=True))
        has_passkey = Authenticator.Type.WEBAUTHN in kinds and passkeys.is_possible(self.request)
        return super().get_context_data(**kwargs) | {
            "title": self.title,
            "person": self.person,
            "next": self.get_redirect_url(),
            "has_passkey": has_passkey,
            "has_code": bool(kinds - {Authenticator.Type.WEBAUTHN}),
        }


@method_decorator(sensitive_post_parameters(), "dispatch")
class FactorView(FactorStep):
    """Signs somebody in whose password was right, when they prove a second factor."""

    template_name = "cms/sign_in/factor.html"

    def dispatch(self, request: HttpRequest, *args: Any, **kwargs: Any) -> Any:
        person = records.who_begins(request)
        if person is None:
            messages.error(request, TOO_LATE)
            return redirect("wagtailadmin_login")
        if not has_factor(person):
            return redirect(first_step(request, person))
        self.person = person
        return super().dispatch(request, *args, **kwargs)

    def proved(self, factor: Authenticator) -> None:
        records.sign_in(self.request, self.person, factor)


class PasskeySignInView(FactorStep):
    """Signs in whoever shows a passkey, without a password."""

    http_method_names = ["post"]

    def post(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        try:
            factor = passkeys.check(request.POST.get("credential", ""), None)
        except ValidationError as error:
            messages.error(request, " ".join(error.messages))
            return redirect("wagtailadmin_login")
        return self.accept(factor, self.get_form())

    def proved(self, factor: Authenticator) -> None:
        records.sign_in(self.request, factor.user, factor)  # type: ignore[arg-type]


class PasskeyOptionsView(View):
    """Returns what the browser needs to ask for a passkey, or to make one."""

    def post(self, request: HttpRequest) -> HttpResponse:
        if request.POST.get("kind") == "create":
            options = passkeys.options_to_add(self._who_adds(request))
        else:
            known = request.user if request.user.is_authenticated else None
            options = passkeys.options_to_prove(known or records.who_begins(request))  # type: ignore[arg-type]
        return HttpResponse(json.dumps(options), content_type="application/json")

    def _who_adds(self, request: HttpRequest) -> Any:
        if request.user.is_authenticated:
            return request.user
        person, invitation = records.who_begins(request), invitations.accepted(request)
        if person is None or invitation is None or invitation.user != person:
            raise PermissionDenied
        return person


def first_step(request: HttpRequest, person: User) -> str:
    """Return where somebody without a factor goes on: to add one, if they are invited."""
    invitation = invitations.accepted(request)
    is_invited = invitation is not None and invitation.user == person
    return resolve_url("sign_in_enrol" if is_invited else "sign_in_invitation")
