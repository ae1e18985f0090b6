"""The form for the password of a restricted collection, which slows down the guessing of it.

One password is for many, so nobody is locked out: after some wrong ones each further one has to
wait, wherever it comes from, and what was right is forgotten when the password changes.
"""

from datetime import timedelta
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.decorators import method_decorator
from django.utils.http import url_has_allowed_host_and_scheme
from django.views import View
from django.views.decorators.cache import never_cache
from django.views.decorators.debug import sensitive_post_parameters
from wagtail.forms import PasswordViewRestrictionForm
from wagtail.models import CollectionViewRestriction

from cms.accounts import attempts
from cms.accounts.attempts import Limit, TooManyError
from cms.accounts.waiting import PASSWORDS, too_many
from core.clients import client_network
from core.media.restricted import note_password

_WITH_PASSWORD = CollectionViewRestriction.PASSWORD
PERIOD = timedelta(minutes=15)
LIMIT_OF_NETWORK, LIMIT_EVERYWHERE = 10, 50
_SHORT, _LONG, _LONGEST = timedelta(seconds=5), timedelta(seconds=30), timedelta(minutes=1)


def limits_of(request: HttpRequest, restriction: CollectionViewRestriction) -> list[Limit]:
    """Return what counts for an attempt; the first is cleared by the right password."""
    which, network = str(restriction.pk), client_network(request)
    return [
        Limit(("collection", "network", network, which), LIMIT_OF_NETWORK, PERIOD, _LONG),
        Limit(("collection", "everywhere", which), LIMIT_EVERYWHERE, PERIOD, _SHORT, _LONGEST),
    ]


class LimitedForm(PasswordViewRestrictionForm):  # type: ignore[misc]
    """Wagtail's, which compares no password after too many wrong ones."""

    def __init__(self, *args: Any, request: HttpRequest, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.request = request

    def clean_password(self) -> str:
        limits = limits_of(self.request, self.restriction)
        try:
            attempt = attempts.begin(limits)
        except TooManyError as error:
            raise too_many(error, PASSWORDS) from error
        password: str = super().clean_password()
        attempts.succeed(attempt, clearing=limits[:1])
        return password


@method_decorator((never_cache, sensitive_post_parameters("password")), "dispatch")
class CollectionPasswordView(View):
    """Takes the password of a restricted collection, and leads back to the document."""

    restriction: CollectionViewRestriction
    http_method_names = ("get", "head", "post")

    def dispatch(self, request: HttpRequest, *args: Any, **kwargs: Any) -> Any:
        found = CollectionViewRestriction.objects.filter(restriction_type=_WITH_PASSWORD)
        self.restriction = get_object_or_404(found, pk=kwargs["restriction_id"])
        return super().dispatch(request, *args, **kwargs)

    def get(self, request: HttpRequest, **_which: Any) -> HttpResponse:
        return self._asking(PasswordViewRestrictionForm(instance=self.restriction))

    def post(self, request: HttpRequest, **_which: Any) -> HttpResponse:
        form = LimitedForm(request.POST, instance=self.restriction, request=request)
        if not form.is_valid():
            return self._asking(form)
        note_password(request, self.restriction)
        following = form.cleaned_data["return_url"]
        hosts = {request.get_host()}
        is_ours = url_has_allowed_host_and_scheme(following, hosts, request.is_secure())
        return redirect(following if is_ours else "start")

    def _asking(self, form: PasswordViewRestrictionForm) -> HttpResponse:
        context = {"form": form, "action_url": self.request.path}
        return render(self.request, "wagtaildocs/password_required.html", context)
