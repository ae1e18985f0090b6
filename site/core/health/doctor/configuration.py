"""Checks of settings and keys: what `manage.py check --deploy` finds, and what is no setting's."""

from collections.abc import Iterator

from django.conf import settings
from django.core import checks
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from core.health.doctor.findings import Check, Finding, Status, line, manage, ok, warning

# Other checks look at these more closely.
_ELSEWHERE = {"core.W001", "core.W002"}
_KEYS = "scripts/setup_env.py"


def look_at_settings() -> Iterator[Finding]:
    messages = [
        each
        for each in checks.run_checks(include_deployment_checks=True)
        if each.level >= checks.WARNING and not each.is_silenced() and each.id not in _ELSEWHERE
    ]
    for each in messages:
        status = Status.ERROR if each.is_serious() else Status.WARNING
        yield Finding(status, f"{each.id}: {each.msg}", manage("check --deploy"), is_english=True)
    if not messages:
        yield ok(_("The settings are those of a public site."))


def look_at_keys() -> Iterator[Finding]:
    if not settings.DATA_KEY:
        text = _(
            "DATA_KEY is not set: after a restored backup nobody could use their second factor. "
            "Set it to the present SECRET_KEY, and keep a copy apart from the backups."
        )
        yield warning(text, line(f"python3 {_KEYS}", kit=f"sudo icssi {_KEYS}"))
    else:
        yield ok(_("What the database must not reveal is encrypted with DATA_KEY."))
    if settings.SECRET_KEY_FALLBACKS:
        text = _("SECRET_KEY_FALLBACKS lists former keys, which open what they signed.")
        yield warning(text)


CHECKS = (
    Check("settings", gettext_lazy("Settings"), look_at_settings),
    Check("keys", gettext_lazy("Keys"), look_at_keys),
)
