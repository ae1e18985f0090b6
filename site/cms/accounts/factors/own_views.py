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
from cms.accounts.factors.forms import NamedForm
from core import security_log, sessions
from core.models import User

Type = Authenticator.Type
ADDED = _("The second factor has been added.")
REMOVED = _("The second factor has been removed.")
RENAMED = _("The second factor has another name now.")
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
            "factors": [enrolment.described(factor) for factor in factors],
            "is_last": len(factors) == 1,
            "left": enrolment.recovery_codes_left(user),
        }

    def post(self, request: HttpRequest) -> HttpResponse:
        user: Any = request.user
        if "recovery" in request.POST:
            return _make_recovery_codes(request, user)
        if "rename" in request.POST:
            return _rename(request, user)
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


def _mine(user: User, number: str) -> Authenticator:
    """Return the app or passkey of `user` with this number, or answer that there is none."""
    mine = Authenticator.objects.filter(user=user).exclude(type=Type.RECOVERY_CODES)
    return get_object_or_404(mine, pk=int(number) if number.isdecimal() else 0)


def _rename(request: HttpRequest, user: User) -> HttpResponse:
    """Ask for another name of a factor, and store it."""
    factor = _mine(user, request.POST["rename"])
    row = enrolment.described(factor)
    is_sent = "name" in request.POST
    form = NamedForm(request.POST) if is_sent else NamedForm(initial={"name": row["name"]})
    if not (is_sent and form.is_valid()):
        return render(request, "cms/factors/rename.html", {"factor": row, "form": form})
    enrolment.rename(factor, form.cleaned_data["name"])
    messages.success(request, RENAMED)
    return redirect("own_factors")


def _make_recovery_codes(request: HttpRequest, user: User) -> HttpResponse:
    """Ask whether the codes on paper may stop working, and show new ones, once."""
    left = enrolment.recovery_codes_left(user)
    if left and "confirmed" not in request.POST:
        return render(request, "cms/factors/renew_codes.html", {"left": left})
    security_log.record("factor_added", request=request, about=user, type=Type.RECOVERY_CODES)
    recovery = enrolment.new_recovery_codes(user)
    return shown_once(request, "cms/factors/recovery_codes.html", recovery)


@transaction.atomic
def _remove(request: HttpRequest, user: User) -> HttpResponse:
    """Remove one factor, unless it is the last: whoever asks at the same time waits here."""
    User.objects.select_for_update().get(pk=user.pk)
    factor = _mine(user, request.POST.get("remove", ""))
    if len(enrolment.factors_of(user)) == 1:
        messages.error(request, LAST)
        return redirect("own_factors")
    if "confirmed" not in request.POST:
        return render(request, "cms/factors/remove.html", {"factor": enrolment.described(factor)})
    security_log.record("factor_removed", request=request, about=user, type=factor.type)
    factor.delete()
    sessions.end_all(user, but=request.session.session_key)  # one of them may be a thief's
    notices.factor_removed(user)
    messages.success(request, REMOVED)
    return redirect("own_factors")
