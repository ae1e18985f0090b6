"""The screen on which people see to their own factors: add, rename, remove, new recovery codes."""

from typing import Any

from allauth.mfa.models import Authenticator
from django.db import transaction
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.translation import gettext_lazy as _
from django.views.generic import TemplateView
from wagtail.admin import messages
from wagtail.admin.views.generic import WagtailAdminTemplateMixin

from cms.accounts.factors import enrolment, notices
from cms.accounts.factors.enrolment_views import added, adding, shown_once
from core import security_log, sessions
from core.models import User

Type = Authenticator.Type
ADDED = _("The second factor has been added.")
REMOVED = _("The second factor has been removed.")
LAST = _("This is your last second factor. Add another one before you remove it.")


class OwnFactorsView(WagtailAdminTemplateMixin, TemplateView):
    """Lists one's own apps and passkeys, and changes them."""

    template_name = "cms/factors/own.html"
    page_title = _("Second factor")
    header_icon = "key"
    _show_breadcrumbs = True

    def get_breadcrumbs_items(self) -> list[dict[str, Any]]:
        items: list[dict[str, Any]] = super().get_breadcrumbs_items()
        return [*items, _account(), {"url": "", "label": self.page_title}]

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        user: Any = self.request.user
        factors = enrolment.factors_of(user)
        context: dict[str, Any] = super().get_context_data(**kwargs)
        return context | {
            "factors": [_row(factor) for factor in factors],
            "is_last": len(factors) == 1,
            "left": enrolment.recovery_codes_left(user),
        }

    def post(self, request: HttpRequest) -> HttpResponse:
        user: Any = request.user
        if "recovery" in request.POST:
            security_log.record(
                "factor_added", request=request, about=user, type=Type.RECOVERY_CODES
            )
            recovery = enrolment.new_recovery_codes(user)
            return shown_once(request, "cms/factors/recovery_codes.html", recovery)
        return _remove(request, user)


class AddFactorView(WagtailAdminTemplateMixin, TemplateView):
    """Adds an app or a passkey to those that somebody has."""

    template_name = "cms/factors/add.html"
    page_title = _("Add a second factor")
    header_icon = "key"
    _show_breadcrumbs = True

    def get_breadcrumbs_items(self) -> list[dict[str, Any]]:
        own = {"url": reverse("own_factors"), "label": OwnFactorsView.page_title}
        items: list[dict[str, Any]] = super().get_breadcrumbs_items()
        return [*items, _account(), own, {"url": "", "label": self.page_title}]

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        context: dict[str, Any] = super().get_context_data(**kwargs)
        context |= adding(self.request, self.request.user, **kwargs)  # type: ignore[arg-type]
        has_app = any(f.type == Type.TOTP for f in enrolment.factors_of(self.request.user))  # type: ignore[arg-type]
        return context | {"has_app": has_app}

    def post(self, request: HttpRequest) -> HttpResponse:
        factor, forms = added(request, request.user)  # type: ignore[arg-type]
        if factor is None:
            return self.render_to_response(self.get_context_data(**forms))
        messages.success(request, ADDED)
        return redirect("own_factors")


def _account() -> dict[str, Any]:
    return {"url": reverse("wagtailadmin_account"), "label": _("Account")}


def _row(factor: Authenticator) -> dict[str, Any]:
    is_app = factor.type == Type.TOTP
    return {
        "pk": factor.pk,
        "name": factor.data.get("name") or (_("App") if is_app else _("Passkey")),
        "kind": _("App") if is_app else _("Passkey"),
        "created_at": factor.created_at,
        "last_used_at": factor.last_used_at,
    }


@transaction.atomic
def _remove(request: HttpRequest, user: User) -> HttpResponse:
    """Remove one factor, unless it is the last: whoever asks at the same time waits here."""
    User.objects.select_for_update().get(pk=user.pk)
    mine = Authenticator.objects.filter(user=user).exclude(type=Type.RECOVERY_CODES)
    number = request.POST.get("remove", "")
    factor = get_object_or_404(mine, pk=int(number) if number.isdecimal() else 0)
    if mine.count() == 1:
        messages.error(request, LAST)
        return redirect("own_factors")
    if "confirmed" not in request.POST:
        return render(request, "cms/factors/remove.html", {"factor": _row(factor)})
    security_log.record("factor_removed", request=request, about=user, type=factor.type)
    factor.delete()
    sessions.end_all(user, but=request.session.session_key)  # one of them may be a thief's
    notices.factor_removed(user)
    messages.success(request, REMOVED)
    return redirect("own_factors")
