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
REMOVED = _("The second factors are removed. An invitation is sent.")
REMOVED_PASSWORD = _("Password and second factors are removed. An invitation is sent.")


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


def _remove_password(user: User, request: HttpRequest) -> None:
    """Have somebody choose another password; the invitation leads there."""
    user.set_unusable_password()
    user.save(update_fields=["password"])
    security_log.record("password_removed", request=request, about=user)


@transaction.atomic
def reset_factors(user: User, request: HttpRequest, *, password: bool = False) -> None:
    """Delete all factors of somebody, end their sessions, send a new invitation, notify both.

    With `password`, that one goes too.
    """
    actor: Any = request.user
    if password:
        _remove_password(user, request)
    remove_factors(user, request=request)
    notices.factors_reset(user, by=actor, password=password)
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
        factors = enrolment.factors_of(self.person)
        return context | {
            "person": self.person,
            "factors": [enrolment.described(factor) for factor in factors],
            "number": len(factors),
            "left": enrolment.recovery_codes_left(self.person),
            "has_password": self.person.has_usable_password(),
            "invitation": Invitation.objects.valid().filter(user=self.person).first(),
            "entered_at": self.request.build_absolute_uri(reverse("sign_in_invitation")),
        }

    def post(self, request: HttpRequest, **kwargs: Any) -> HttpResponse:
        if "reset" in request.POST:
            return self._reset(request)
        if enrolment.has_factor(self.person) or not self.person.is_active:
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

    def _reset(self, request: HttpRequest) -> HttpResponse:
        """Show who would lose what; take it away once that was confirmed."""
        has_factor = enrolment.has_factor(self.person)
        if not (has_factor or self.person.has_usable_password()):
            messages.error(request, _("This person has neither a password nor a second factor."))
        elif "confirmed" not in request.POST:
            self.template_name = "cms/factors/colleague_reset.html"
            return self.render_to_response(self.get_context_data())
        else:
            password = "password" in request.POST or not has_factor
            reset_factors(self.person, request, password=password)
            messages.success(request, REMOVED_PASSWORD if password else REMOVED)
        return redirect("colleague_factors", self.person.pk)
