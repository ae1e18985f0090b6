"""An administrator's screen for the factors of a colleague: invite, and take factors away."""

from typing import Any

from allauth.mfa.models import Authenticator
from django.core.exceptions import PermissionDenied
from django.db import transaction
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.urls import reverse
from django.utils.translation import gettext_lazy as _
from django.views.generic import TemplateView
from wagtail.admin import messages
from wagtail.admin.views.generic import WagtailAdminTemplateMixin

from cms.accounts import rules
from cms.accounts.factors import enrolment, invitations, notices
from core import security_log, sessions
from core.models import Invitation, User

RIGHT = "core.change_user"


def may_manage(actor: Any, user: User) -> bool:
    """Whether somebody may invite a colleague and take factors away; never their own."""
    return actor.pk != user.pk and actor.has_perm(RIGHT) and rules.may_change(actor, user)


@transaction.atomic
def remove_factors(user: User, *, request: HttpRequest | None = None) -> None:
    """Delete all factors and invitations of somebody, and end their sessions."""
    Authenticator.objects.filter(user=user).delete()
    Invitation.objects.filter(user=user).delete()
    sessions.end_all(user)
    security_log.record("factors_reset", request=request, about=user)


@transaction.atomic
def reset_factors(user: User, request: HttpRequest) -> None:
    """Delete all factors of somebody, end their sessions, send a new invitation, notify both."""
    actor: Any = request.user
    remove_factors(user, request=request)
    notices.factors_reset(user, by=actor)
    invitations.send(user, request=request)


class ColleagueFactorsView(WagtailAdminTemplateMixin, TemplateView):
    """Shows whether a colleague has factors; invites, or takes the factors away."""

    template_name = "cms/factors/colleague.html"
    page_title = _("Second factor")
    header_icon = "key"
    _show_breadcrumbs = True
    person: User

    def dispatch(self, request: HttpRequest, *args: Any, **kwargs: Any) -> Any:
        self.person = get_object_or_404(User, pk=kwargs["user_id"])
        if not may_manage(request.user, self.person):
            raise PermissionDenied
        return super().dispatch(request, *args, **kwargs)

    def get_breadcrumbs_items(self) -> list[dict[str, Any]]:
        items: list[dict[str, Any]] = super().get_breadcrumbs_items()
        users = {"url": reverse("wagtailusers_users:index"), "label": _("Users")}
        person = {
            "url": reverse("wagtailusers_users:edit", args=(self.person.pk,)),
            "label": str(self.person),
        }
        return [*items, users, person, {"url": "", "label": self.page_title}]

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        context: dict[str, Any] = super().get_context_data(**kwargs)
        return context | {
            "person": self.person,
            "number": len(enrolment.factors_of(self.person)),
            "invitation": Invitation.objects.valid().filter(user=self.person).first(),
        }

    def post(self, request: HttpRequest, **kwargs: Any) -> HttpResponse:
        if "reset" in request.POST:
            reset_factors(self.person, request)
            messages.success(request, _("The second factors are removed. An invitation is sent."))
        elif enrolment.has_factor(self.person) or not self.person.is_active:
            messages.error(request, _("Only who is active and has no second factor is invited."))
        elif "show" in request.POST:
            code = invitations.show(self.person, request=request)
            response = self.render_to_response(self.get_context_data(code=code))
            response["Cache-Control"] = "no-store"
            return response
        else:
            invitations.send(self.person, request=request)
            messages.success(request, _("An invitation is sent."))
        return redirect("colleague_factors", self.person.pk)
