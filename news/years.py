"""The years that a story may be of."""

from datetime import datetime

from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _

YEARS = range(1900, 2101)


def require_sensible_year(moment: datetime) -> None:
    """Refuse a mistyped year, such as 0019; some of them no database or time zone can hold."""
    if moment.year not in YEARS:
        raise ValidationError(
            _("The year must lie between %(first)d and %(last)d."),
            params={"first": YEARS[0], "last": YEARS[-1]},
        )
