"""The sign-in form of the CMS, which slows down the guessing of passwords."""

from datetime import timedelta
from typing import Any
from urllib.parse import urlencode

from django.core.exceptions import ValidationError
from django.http import HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.translation import gettext_lazy as _
from django.utils.translation import ngettext_lazy
from wagtail.admin.forms.auth import LoginForm
from wagtail.admin.views.account import LoginView

from cms.accounts import attempts
from cms.accounts.attempts import Limit
from cms.accounts.factors import enrolment, records
from cms.accounts.factors.sign_in_views import first_step
from core.clients import client_address

PERIOD = timedelta(minutes=15)
# Failures within the time above. An account is counted for each address apart, so that nobody
# can lock a colleague out from elsewhere.
LIMIT_OF_ACCOUNT = 5
LIMIT_OF_ADDRESS = 30


class SignInForm(LoginForm):
    """Refuses to look at a password after too many wrong ones, before any costly hashing."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["password"].label = _("Password")  # Wagtail's own stays in English

    def clean(self) -> Any:
        if not (self.cleaned_data.get("username") and self.cleaned_data.get("password")):
            return super().clean()  # there is nothing to try
        by_account, by_address = self._limits()
        try:
            attempt = attempts.begin([by_account, by_address])
        except attempts.TooManyError as error:
            minutes = PERIOD // timedelta(minutes=1)
            message = ngettext_lazy(
                "Too many wrong passwords. Try again in %(minutes)s minute.",
                "Too many wrong passwords. Try again in %(minutes)s minutes.",
                minutes,
            )
            raise ValidationError(message, "throttled", {"minutes": minutes}) from error
        cleaned = super().clean()
        attempts.succeed(attempt, clearing=[by_account])
        return cleaned

    def _limits(self) -> tuple[Limit, Limit]:
        address = client_address(self.request) if self.request else ""
        account = self.cleaned_data["username"].casefold()
        return (
            Limit(("sign-in", "account", address, account), LIMIT_OF_ACCOUNT, PERIOD),
            Limit(("sign-in", "address", address), LIMIT_OF_ADDRESS, PERIOD),
        )


class SignInView(LoginView):
    """Wagtail's, but nobody is signed in by a password: the second factor is asked for next."""

    def form_valid(self, form: Any) -> HttpResponse:
        person = form.get_user()
        records.begin(self.request, person, remember=bool(form.cleaned_data.get("remember")))
        if not enrolment.has_factor(person):
            return redirect(first_step(self.request, person))
        following = urlencode({"next": self.get_redirect_url()})
        return redirect(f"{reverse('sign_in_factor')}?{following}")
