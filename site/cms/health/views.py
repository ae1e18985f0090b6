"""The screen of the site's health, for administrators."""

from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import path
from django.utils.translation import gettext, gettext_lazy
from django.views.generic import TemplateView
from wagtail.admin import messages

from cms.accounts.administrators import ForAdministrators
from cms.accounts.factors.asking import ask_again
from core import security_log
from core.costly.bounded import Bounded
from core.health.doctor.examining import examine
from core.public import closed
from core.publication.transactions import opens_own_transactions

# Whatever is away is waited for during some seconds.
EXAMINATIONS = Bounded("examinations", at_work=1, waiting=1, patience_seconds=5)


class HealthView(ForAdministrators, TemplateView):
    """What the doctor finds, the worst first; and, of a closed site, the button that opens it."""

    page_title = gettext_lazy("Health of the site")
    header_icon = "warning"
    template_name = "cms/health.html"

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        with EXAMINATIONS.turn():
            found = examine()
        context = {"found": found, "is_closed": closed.is_closed()}
        return super().get_context_data(**kwargs) | context

    def post(self, request: HttpRequest, **_kwargs: Any) -> HttpResponse:
        """Open the site: an administrator has looked at what a backup has brought back."""
        return ask_again(request) or self._reopen(request)

    @staticmethod
    def _reopen(request: HttpRequest) -> HttpResponse:
        if "reopen" in request.POST and closed.is_closed():
            security_log.record("reopened", request=request)
            closed.reopen()
            messages.success(request, gettext("The site is open again."))
        return redirect("health")


health_addresses = [path("health/", opens_own_transactions(HealthView.as_view()), name="health")]
