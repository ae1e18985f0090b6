"""Sessions of browsers, with whom they belong to and when that person was last seen."""

from typing import Any, ClassVar

from django.conf import settings
from django.contrib.sessions.base_session import AbstractBaseSession, BaseSessionManager
from django.db import models
from django.utils import timezone


class UserSessionQuerySet(models.QuerySet["UserSession"]):
    """Sessions by whether they have ended, and by whose they are."""

    def live(self) -> "UserSessionQuerySet":
        return self.filter(expire_date__gt=timezone.now())

    def of(self, user: Any) -> "UserSessionQuerySet":
        """The live sessions of a user, the one that was used last first."""
        return self.live().filter(user=user).order_by("-seen_at", "-signed_in_at")


class UserSession(AbstractBaseSession):
    """A session; with a user from when somebody signs in.

    Of the browser only its kind and its system are stored, as codes; no address and no place.
    """

    user = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, on_delete=models.CASCADE, related_name="sessions"
    )
    browser = models.CharField(max_length=20)
    system = models.CharField(max_length=20)
    signed_in_at = models.DateTimeField(null=True)
    seen_at = models.DateTimeField(null=True)

    objects: ClassVar[Any] = BaseSessionManager.from_queryset(UserSessionQuerySet)()

    class Meta(AbstractBaseSession.Meta):
        abstract = False
        default_permissions = ()

    @classmethod
    def get_session_store_class(cls) -> Any:
        from core.sessions import SessionStore

        return SessionStore
