"""The years in which a story may lie."""

from datetime import datetime

from django.core.exceptions import ValidationError
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from core.public.years import YEARS


def is_sensible(moment: datetime) -> bool:
    """Whether the year is none that was mistyped, such as 0019.

    Some of those no database or time zone can hold.
    """
    return _year(moment) in YEARS


def require_sensible_year(moment: datetime) -> None:
    """Refuse a mistyped year, for the fields of stories."""
    if not is_sensible(moment):
        raise ValidationError(
            _("The year must lie between %(first)d and %(last)d."),
            params={"first": YEARS[0], "last": YEARS[-1]},
        )


def _year(moment: datetime) -> int | None:
    """Return the year in Baghdad, or None where the calendar ends before."""
    try:
        return timezone.localtime(moment, timezone.get_default_timezone()).year
    except OverflowError:
        return None
