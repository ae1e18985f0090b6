"""Dates in templates: in the language of the page, or of the fragment that names its own."""

from datetime import date, datetime

from django import template

from core.language import dates
from core.language.languages import current_language

register = template.Library()


@register.filter
def long_date(moment: date | None, lang: str = "") -> str:
    """Return a day in words: "7 June 2019", "7 حزيران 2019"; nothing where there is no day.

    In a fragment in another language than the page's, give its `lang`: "3 October 2018" is shown
    in pieces where text runs from right to left.
    """
    return dates.long_date(moment, lang or current_language()) if moment else ""


@register.filter
def long_moment(moment: datetime | None) -> str:
    """Return a day in words and the time in Baghdad: "7 June 2019, 15:05"; or nothing."""
    return dates.long_moment(moment, current_language()) if moment else ""


@register.filter
def until(start: date | None, end: date | None) -> str:
    """Return the days from `start` to `end`: "1–2 October 2018"; the end may be missing."""
    return dates.date_range(start, end, current_language()) if start else ""


@register.filter
def machine_date(moment: date | None) -> str:
    """Return a day for `<time datetime>`: "2019-06-07"."""
    return dates.local_day(moment).isoformat() if moment else ""
