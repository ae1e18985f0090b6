"""Addresses of the second factor: those before somebody is signed in, and those after."""

from typing import Any

from django.urls import path
from django.views.decorators.cache import never_cache
from wagtail.admin.auth import require_admin_access

from cms.accounts.factors.asking import AgainView, asks_again
from cms.accounts.factors.enrolment_views import EnrolView, FirstPasswordView, InvitationView
from cms.accounts.factors.own_views import AddFactorView, OwnFactorsView
from cms.accounts.factors.reset import ColleagueFactorsView
from cms.accounts.factors.sign_in_views import PasskeyOptionsView
from cms.saving.signed_out import ReturningFactorView, ReturningPasskeyView
from core.publication.transactions import opens_own_transactions

# What begins with “sign_in_” is seen without being signed in: `cms.saving.signed_out`.
_STEPS: dict[str, Any] = {
    "factor": ReturningFactorView,
    "passkey": ReturningPasskeyView,
    "passkey/options": PasskeyOptionsView,
    "invitation": InvitationView,
    "password": FirstPasswordView,
    "enrol": EnrolView,
}


def _own(view: Any) -> Any:
    return opens_own_transactions(never_cache(view))


before_sign_in = [
    path(f"login/{name}/", _own(view.as_view()), name=f"sign_in_{name.replace('/', '_')}")
    for name, view in _STEPS.items()
]
signed_in = [
    path("login/again/", _own(require_admin_access(AgainView.as_view())), name="sign_in_again"),
    path("account/factors/", _own(asks_again(OwnFactorsView.as_view())), name="own_factors"),
    path("account/factors/add/", _own(asks_again(AddFactorView.as_view())), name="add_factor"),
    path(
        "users/<int:user_id>/factors/",
        asks_again(ColleagueFactorsView.as_view()),
        name="colleague_factors",
    ),
]
