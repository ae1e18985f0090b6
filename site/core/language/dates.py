"""Dates as readers see them: absolute, with the month names of Iraq.

Django takes month names from its own catalogue, whose Arabic ones (يناير) Iraq does not use.
Digits are Western in both languages unless ARABIC_INDIC_DIGITS is set.
"""

from datetime import date, datetime

from django.conf import settings
from django.utils import timezone

from core.language.lists import joined

MONTHS = {
    "en": (
        "January", "February", "March", "April", "May", "June",
        "July", "August", "September", "October", "November", "December",
    ),
    "ar": (
        "كانون الثاني", "شباط", "آذار", "نيسان", "أيار", "حزيران",
        "تموز", "آب", "أيلول", "تشرين الأول", "تشرين الثاني", "كانون الأول",
    ),
}  # fmt: skip
_ARABIC_INDIC = str.maketrans("0123456789", "٠١٢٣٤٥٦٧٨٩")


def in_digits_of(text: str, lang: str) -> str:
    """Return `text` with the digits that readers of `lang` are shown."""
    indic = lang == "ar" and settings.ARABIC_INDIC_DIGITS
    return text.translate(_ARABIC_INDIC) if indic else text


def local_day(moment: date) -> date:
    """Return the day in Baghdad on which a moment falls; a bare date stays what it is."""
    return _in_baghdad(moment).date() if isinstance(moment, datetime) else moment


def _in_baghdad(moment: datetime) -> datetime:
    """Return a moment in the zone of the site, also where the CMS works in that of a user."""
    return timezone.localtime(moment, timezone.get_default_timezone())


def first_moment_of_today() -> datetime:
    """Return the last midnight in Baghdad."""
    return _in_baghdad(timezone.now()).replace(hour=0, minute=0, second=0, microsecond=0)


def long_date(moment: date, lang: str) -> str:
    """Return a day in words.

    >>> long_date(date(2019, 6, 7), "ar")
    '7 حزيران 2019'
    """
    day = local_day(moment)
    return in_digits_of(f"{day.day} {MONTHS[lang][day.month - 1]} {day.year}", lang)


def long_moment(moment: datetime, lang: str) -> str:
    """Return a day in words and the time in Baghdad.

    >>> long_moment(datetime(2019, 6, 7, 12, 5, tzinfo=UTC), "en")
    '7 June 2019, 15:05'
    """
    clock = _in_baghdad(moment).strftime("%H:%M")
    return joined([long_date(moment, lang), in_digits_of(clock, lang)], lang)


def date_range(start: date, end: date | None, lang: str) -> str:
    """Return the days of an event, without repeating the month or year that both ends share.

    >>> date_range(date(2018, 10, 1), date(2018, 10, 2), "en")
    '1–2 October 2018'
    """
    first, last = local_day(start), local_day(end or start)
    last_day = long_date(last, lang)
    if first == last:
        return last_day
    if (first.year, first.month) == (last.year, last.month):
        return in_digits_of(f"{first.day}–", lang) + last_day
    first_day = f"{first.day} {MONTHS[lang][first.month - 1]}"
    if first.year != last.year:
        first_day += f" {first.year}"
    return f"{in_digits_of(first_day, lang)} – {last_day}"
