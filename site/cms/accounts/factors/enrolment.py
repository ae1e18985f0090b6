"""Adding factors: an app, a passkey; and recovery codes, which are shown once."""

import base64
from typing import Any

from allauth.mfa.adapter import get_adapter
from allauth.mfa.models import Authenticator
from allauth.mfa.recovery_codes.internal.auth import RecoveryCodes
from allauth.mfa.totp.internal.auth import TOTP, generate_totp_secret
from allauth.mfa.utils import decrypt, encrypt
from django.core.exceptions import ValidationError
from django.db import transaction
from django.http import HttpRequest
from django.utils.translation import gettext_lazy as _

from cms.accounts.factors import codes, notices, passkeys
from cms.accounts.factors.records import NEW_APP
from core import security_log
from core.models import User

LONGEST_NAME = 60
Type = Authenticator.Type


def factors_of(user: User) -> list[Authenticator]:
    """Return the apps and passkeys of somebody, oldest first; recovery codes are not among them."""
    rows = Authenticator.objects.filter(user=user).exclude(type=Type.RECOVERY_CODES)
    return list(rows.order_by("created_at", "pk"))


def described(factor: Authenticator) -> dict[str, Any]:
    """Return what lists show of an app or a passkey."""
    kind = _("App") if factor.type == Type.TOTP else _("Passkey")
    return {
        "pk": factor.pk,
        "name": factor.data.get("name") or kind,
        "kind": kind,
        "created_at": factor.created_at,
        "last_used_at": factor.last_used_at,
    }


def rename(factor: Authenticator, name: str) -> None:
    """Give an app or a passkey another name; nothing else that is stored of it changes."""
    factor.data["name"] = name[:LONGEST_NAME]
    factor.save(update_fields=["data"])


def has_factor(user: User) -> bool:
    return Authenticator.objects.filter(user=user).exclude(type=Type.RECOVERY_CODES).exists()


def new_secret(request: HttpRequest) -> str:
    """Return the secret of the app that is being added; it stays the same until it is used."""
    if NEW_APP not in request.session:
        request.session[NEW_APP] = encrypt(generate_totp_secret())
    return str(decrypt(request.session[NEW_APP]))


def picture_of(user: User, secret: str) -> str:
    """Return the QR code of a secret as an address that holds the picture itself."""
    adapter = get_adapter()
    svg = adapter.build_totp_svg(adapter.build_totp_url(user, secret))
    return f"data:image/svg+xml;base64,{base64.b64encode(svg.encode()).decode()}"


def check_new_app(request: HttpRequest, typed: str) -> int:
    """Return the time step of a code of the app that is being added. Raises ValidationError."""
    code, secret = codes.digits_of(typed), new_secret(request)
    step = codes.matching_step(secret, code, codes.WRONG_CLOCK)
    if step is None:
        raise ValidationError(_("This code is wrong. Enter the one that the app shows now."))
    if not codes.is_now(step):
        raise ValidationError(codes.clock_message())
    return step


@transaction.atomic
def add_app(request: HttpRequest, user: User, name: str, step: int) -> Authenticator:
    """Add the app whose code was checked, in place of an earlier one; its code is used up."""
    Authenticator.objects.filter(user=user, type=Type.TOTP).delete()
    factor: Authenticator = TOTP.activate(user, new_secret(request)).instance
    del request.session[NEW_APP]
    factor.data["name"] = name[:LONGEST_NAME]
    factor.save(update_fields=["data"])
    codes.use_step(factor, step)
    _added(request, factor)
    return factor


@transaction.atomic
def add_passkey(
    request: HttpRequest, user: User, name: str, credential: dict[str, Any]
) -> Authenticator:
    """Add a passkey that was checked."""
    factor = passkeys.add(user, name[:LONGEST_NAME], credential)
    _added(request, factor)
    return factor


def _added(request: HttpRequest, factor: Authenticator) -> None:
    user: Any = factor.user
    security_log.record("factor_added", request=request, actor=user, about=user, type=factor.type)
    notices.factor_added(user)


@transaction.atomic
def new_recovery_codes(user: User) -> list[str]:
    """Return new recovery codes, in place of all earlier ones. They are shown this once."""
    User.objects.select_for_update().get(pk=user.pk)
    Authenticator.objects.filter(user=user, type=Type.RECOVERY_CODES).delete()
    return [_grouped(code) for code in RecoveryCodes.activate(user).generate_codes()]


def _grouped(code: str) -> str:
    half = len(code) // 2
    return f"{code[:half]} {code[half:]}"


def recovery_codes_left(user: User) -> int:
    row = Authenticator.objects.filter(user=user, type=Type.RECOVERY_CODES).first()
    return len(row.wrap().get_unused_codes()) if row else 0
