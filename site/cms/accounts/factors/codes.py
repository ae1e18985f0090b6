"""Checks the codes of apps and recovery codes: each works once, and few wrong ones are allowed."""

import time
import unicodedata
from datetime import UTC, datetime, timedelta

from allauth.mfa import app_settings
from allauth.mfa.models import Authenticator
from allauth.mfa.utils import decrypt
from django.core.exceptions import ValidationError
from django.db.models import Q
from django.http import HttpRequest
from django.utils.crypto import constant_time_compare
from django.utils.translation import gettext_lazy as _

from cms.accounts import attempts, devices
from cms.accounts.attempts import Limit
from cms.accounts.factors.one_time import code_of
from cms.accounts.waiting import CODES, too_many
from core import security_log
from core.clients import client_network
from core.models import User

PERIOD = timedelta(minutes=15)
# An account is counted for each network apart, and over all networks: who gets this far knows the
# password. Neither limit applies to passkeys.
LIMIT_OF_ACCOUNT = 5
LIMIT_EVERYWHERE = 30
OF_ACCOUNT, EVERYWHERE = (LIMIT_OF_ACCOUNT, PERIOD), (LIMIT_EVERYWHERE, PERIOD)
WRONG_CLOCK = 20  # steps: ten minutes
_FORETOLD = "foretold"  # in the data of an app: the steps to come whose codes somebody has entered


def check_code(request: HttpRequest, user: User, typed: str) -> Authenticator:
    """Use up a code of an app, or a recovery code, and return the factor that it belongs to.

    Digits may be of any script, with spaces between them. Raises ValidationError.
    """
    limits = _limits(request, user)
    try:
        attempt = attempts.begin(limits)
    except attempts.TooManyError as error:
        raise too_many(error, CODES) from error
    code = digits_of(typed)
    is_of_app = len(code) == app_settings.TOTP_DIGITS
    factor = _use_of_app(user, code) if is_of_app else _use_recovery_code(user, code)
    if factor is None:
        security_log.record("sign_in_failed", request=request, about=user, reason="code")
        raise ValidationError(_reason(user, code))
    attempts.succeed(attempt, clearing=limits[:1])
    if not is_of_app:
        security_log.record("recovery_code_used", request=request, actor=user, about=user)
    return factor


def digits_of(typed: str) -> str:
    """Return the digits of a code as ASCII, without anything else."""
    return "".join(str(unicodedata.digit(each)) for each in typed if each.isdecimal())


def step_now() -> int:
    """Return the number of the current time step: codes of apps change with it."""
    return int(time.time()) // app_settings.TOTP_PERIOD


def matching_step(secret: str, code: str, tolerance: int) -> int | None:
    """Return the time step, at most `tolerance` from now, that has this code."""
    now = step_now()
    nearest_first = sorted(range(-tolerance, tolerance + 1), key=abs)
    found = (
        now + away
        for away in nearest_first
        if constant_time_compare(code_of(secret, now + away), code)
    )
    return next(found, None)


def _limits(request: HttpRequest, user: User) -> list[Limit]:
    """Return what counts for this attempt; the first is cleared by a right code.

    In a browser of the owner's only its own attempts count: whoever has found the password does
    not keep the owner out by wrong codes.
    """
    account = str(user.pk)
    if device := devices.known_device(request, user.email):
        return [Limit(("code", "device", device, account), *OF_ACCOUNT)]
    return [
        Limit(("code", "account", client_network(request), account), *OF_ACCOUNT),
        Limit(("code", "everywhere", account), *EVERYWHERE),
    ]


def _use_of_app(user: User, code: str) -> Authenticator | None:
    factor = Authenticator.objects.filter(user=user, type=Authenticator.Type.TOTP).first()
    if factor is None:
        return None
    step = matching_step(decrypt(factor.data["secret"]), code, app_settings.TOTP_TOLERANCE)
    if step is None or step in factor.data.get(_FORETOLD, []):
        return None
    return factor if use_step(factor, step) else None


def use_step(factor: Authenticator, step: int) -> bool:
    """Note that a code was used, unless it or a later one was; one statement, for all processes.

    The time at which the factor was used last is that of the step.
    """
    begins = datetime.fromtimestamp(step * app_settings.TOTP_PERIOD, UTC)
    earlier = Q(last_used_at=None) | Q(last_used_at__lt=begins)
    return bool(Authenticator.objects.filter(earlier, pk=factor.pk).update(last_used_at=begins))


def _use_recovery_code(user: User, code: str) -> Authenticator | None:
    kind = Authenticator.Type.RECOVERY_CODES
    factor = Authenticator.objects.filter(user=user, type=kind).first()
    return factor if factor and factor.wrap().validate_code(code) else None


def _reason(user: User, code: str) -> str:
    """Return why a code is not accepted; a wrong clock is so common that it has its own text."""
    factor = Authenticator.objects.filter(user=user, type=Authenticator.Type.TOTP).first()
    step = factor and matching_step(decrypt(factor.data["secret"]), code, WRONG_CLOCK)
    if step is None or len(code) != app_settings.TOTP_DIGITS:
        return str(_("This code is wrong or has been used already."))
    if is_now(step):
        return str(_("This code has been used already. Wait until the app shows another."))
    if factor and step > step_now():
        _refuse_later(factor, step)
    return clock_message()


def _refuse_later(factor: Authenticator, step: int) -> None:
    """Have a code refused when its time comes: by the message, whoever guessed it knows it.

    Otherwise each guess would be one at all codes of the next ten minutes.
    """
    to_come = [each for each in factor.data.get(_FORETOLD, []) if each > step_now()]
    factor.data[_FORETOLD] = [*to_come, step]
    factor.save(update_fields=["data"])


def is_now(step: int) -> bool:
    """Whether the codes of a time step are accepted now."""
    return abs(step - step_now()) <= app_settings.TOTP_TOLERANCE


def clock_message() -> str:
    """Return what to do about a phone whose clock is wrong."""
    return str(
        _(
            "This code is right, but for another time: the clock of your phone seems to be wrong. "
            "Have the phone set its time by itself, then enter a new code."
        )
    )
