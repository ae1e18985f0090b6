"""The sign-in form of the CMS, which slows down the guessing of passwords.

Within 15 minutes each of these lets so many wrong passwords pass; then one more after a pause that
doubles, and the form shows how many seconds are left. No thread waits.

| counted by                    | wrong passwords | pause         | most in 15 minutes |
|-------------------------------|-----------------|---------------|--------------------|
| account and network           | 5               | 30 s … 15 min | some 10            |
| account, wherever it is tried | 50              | 5 s … 1 min   | some 70            |
| network, whatever the account | 20              | 5 s … 30 s    | some 50            |
| known browser of this person  | 10              | 30 s … 15 min | some 15            |

A network is one address of IPv4, or the /64 of IPv6. Only the last line counts where the browser
holds the cookie of somebody who signed in with it before (`devices`): neither ten thousand
strangers nor a colleague behind the same address keep anybody from their own account.
"""

from datetime import timedelta
from typing import Any
from urllib.parse import urlencode

from django.http import HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.translation import gettext_lazy as _
from wagtail.admin.forms.auth import LoginForm
from wagtail.admin.views.account import LoginView

from cms.accounts import attempts, devices
from cms.accounts.attempts import Limit, TooManyError
from cms.accounts.factors import enrolment, records
from cms.accounts.factors.sign_in_views import first_step
from cms.accounts.waiting import PASSWORDS, too_many
from core.clients import client_network
from core.costly.bounded import BusyError

PERIOD = timedelta(minutes=15)
LIMIT_OF_ACCOUNT = 5
LIMIT_EVERYWHERE = 50
LIMIT_OF_NETWORK = 20
LIMIT_OF_DEVICE = 10
_SHORT, _LONG = timedelta(seconds=5), timedelta(seconds=30)


class SignInForm(LoginForm):
    """Refuses to look at a password after too many wrong ones, before any costly hashing."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["password"].label = _("Password")  # Wagtail's own stays in English

    def clean(self) -> Any:
        if not (self.cleaned_data.get("username") and self.cleaned_data.get("password")):
            return super().clean()  # there is nothing to try
        limits = self._limits()
        try:
            attempt = attempts.begin(limits)
        except TooManyError as error:
            raise too_many(error, PASSWORDS) from error
        try:
            cleaned = super().clean()
        except BusyError:
            attempts.succeed(attempt)  # no password was looked at
            raise
        attempts.succeed(attempt, clearing=limits[:1])
        return cleaned

    def _limits(self) -> list[Limit]:
        """Return what counts for this attempt; the first is cleared by a right password."""
        account = self.cleaned_data["username"].casefold()
        device = devices.known_device(self.request, account) if self.request else None
        if device:
            name = ("sign-in", "device", device, account)
            return [Limit(name, LIMIT_OF_DEVICE, PERIOD, _LONG)]
        network = client_network(self.request) if self.request else ""
        return [
            Limit(("sign-in", "account", network, account), LIMIT_OF_ACCOUNT, PERIOD, _LONG),
            Limit(("sign-in", "network", network), LIMIT_OF_NETWORK, PERIOD, _SHORT, _LONG),
            Limit(
                ("sign-in", "everywhere", account),
                LIMIT_EVERYWHERE,
                PERIOD,
                _SHORT,
                timedelta(minutes=1),
            ),
        ]


class SignInView(LoginView):
    """Wagtail's, but nobody is signed in by a password: the second factor is asked for next."""

    def form_valid(self, form: Any) -> HttpResponse:
        person = form.get_user()
        following = self.get_redirect_url()
        remember = bool(form.cleaned_data.get("remember"))
        records.begin(self.request, person, remember=remember, following=following)
        if not enrolment.has_factor(person):
            return redirect(first_step(self.request, person))
        return redirect(f"{reverse('sign_in_factor')}?{urlencode({'next': following})}")
