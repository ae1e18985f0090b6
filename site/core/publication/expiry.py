"""Pages that would be over before anybody could read them."""

from datetime import datetime
from typing import Any

from django.utils import timezone
from django.utils.translation import gettext as _

from core.language.dates import long_moment
from core.language.languages import current_language
from core.refusals import RefusedError


def has_passed(moment: datetime | None, now: datetime) -> bool:
    """Whether an expiry, which a page may lack, is over."""
    return moment is not None and moment <= now


def is_over(page: Any) -> bool:
    """Whether `page`, published now or at its time, would be taken down at once."""
    now = timezone.now()
    return has_passed(page.expire_at, max(now, page.go_live_at or now))


def expiry_in_words(page: Any) -> str:
    return long_moment(page.expire_at, current_language())


def refuse_expired(page: Any, _revision: Any) -> None:
    """Raise RefusedError if `page` is over: by whatever way, nobody would see it."""
    if is_over(page):
        raise RefusedError(
            _(
                "“%(title)s” is not published, because it was to be taken down on %(moment)s. "
                "Open the page, press “Set schedule” in the panel “Status”, and remove or change "
                "the date."
            )
            % {"title": page.get_admin_display_title(), "moment": expiry_in_words(page)}
        )
