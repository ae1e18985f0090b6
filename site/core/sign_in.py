"""The sign-in form of the CMS: guessing passwords gets slow."""

import hashlib
from typing import Any

from django.conf import settings
from django.core.cache import cache
from django.core.exceptions import ValidationError
from django.http import HttpRequest
from django.utils.translation import gettext_lazy as _
from wagtail.admin.forms.auth import LoginForm

MINUTES = 15
# Failures within the time above. An account is counted for each address apart, so that nobody
# can lock a colleague out from elsewhere.
LIMIT_OF_ACCOUNT = 5
LIMIT_OF_ADDRESS = 30


def client_address(request: HttpRequest) -> str:
    """Return the address that a request came from; behind our own proxy, the one it names."""
    if settings.BEHIND_PROXY:
        named = request.headers.get("X-Forwarded-For", "").rpartition(",")[2].strip()
        if named:
            return named
    return request.META.get("REMOTE_ADDR", "")


class SignInForm(LoginForm):
    """Refuses to look at a password after too many wrong ones, before any costly hashing."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["password"].label = _("Password")  # Wagtail's own stays in English

    def clean(self) -> Any:
        limits = self._limits()
        if any(cache.get(key, 0) >= limit for key, limit in limits.items()):
            message = _("Too many wrong passwords. Try again in %(minutes)s minutes.")
            raise ValidationError(message, code="throttled", params={"minutes": MINUTES})
        try:
            cleaned = super().clean()
        except ValidationError:
            for key in limits:
                cache.add(key, 0, MINUTES * 60)
                cache.incr(key)
            raise
        cache.delete(next(iter(limits)))
        return cleaned

    def _limits(self) -> dict[str, int]:
        address = client_address(self.request) if self.request else ""
        account = str(self.cleaned_data.get("username", "")).casefold()
        return {
            _key("account", address, account): LIMIT_OF_ACCOUNT,
            _key("address", address): LIMIT_OF_ADDRESS,
        }


def _key(*parts: str) -> str:
    digest = hashlib.sha256("\n".join(parts).encode()).hexdigest()
    return f"sign-in:{digest}"
