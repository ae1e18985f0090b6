from datetime import UTC, date, datetime

import pytest
from django.template import Context, Template
from django.utils import timezone, translation
from django.utils.formats import date_format, localize

from core.language.dates import date_range, in_digits_of, long_date, long_moment

pytestmark = pytest.mark.any_database


@pytest.mark.parametrize(
    ("lang", "words"), [("en", "7 January 2026"), ("ar", "7 كانون الثاني 2026")]
)
def test_a_day_is_written_with_the_months_of_iraq_and_western_digits(lang, words):
    assert long_date(date(2026, 1, 7), lang) == words


def test_a_moment_is_the_day_that_it_is_in_baghdad():
    moment = datetime(2019, 6, 7, 22, 30, tzinfo=UTC)
    assert long_date(moment, "en") == "8 June 2019"
    assert long_moment(moment, "en") == "8 June 2019, 01:30"
    assert long_moment(moment, "ar") == "8 حزيران 2019، 01:30"
    with timezone.override("America/New_York"):  # as the CMS does for a user who chose it
        assert long_moment(moment, "en") == "8 June 2019, 01:30"


@pytest.mark.parametrize(
    ("start", "end", "lang", "words"),
    [
        (date(2018, 10, 1), None, "en", "1 October 2018"),
        (date(2018, 10, 1), date(2018, 10, 1), "en", "1 October 2018"),
        (date(2018, 10, 1), date(2018, 10, 2), "en", "1–2 October 2018"),
        (date(2018, 10, 1), date(2018, 10, 2), "ar", "1–2 تشرين الأول 2018"),
        (date(2018, 4, 30), date(2018, 5, 2), "en", "30 April – 2 May 2018"),
        (date(2018, 12, 31), date(2019, 1, 2), "en", "31 December 2018 – 2 January 2019"),
    ],
)
def test_a_range_of_days_repeats_nothing_that_both_ends_share(start, end, lang, words):
    assert date_range(start, end, lang) == words


def test_one_setting_turns_arabic_digits_on_for_arabic_only(settings):
    settings.ARABIC_INDIC_DIGITS = True
    assert long_date(date(2019, 6, 7), "ar") == "٧ حزيران ٢٠١٩"
    assert date_range(date(2018, 4, 30), date(2018, 5, 2), "ar") == "٣٠ نيسان – ٢ أيار ٢٠١٨"
    assert in_digits_of("2019", "en") == "2019"


def test_templates_write_dates_in_the_language_of_the_page():
    template = Template(
        "{% load dates %}{{ day|long_date }}|{{ day|until:end }}|{{ day|machine_date }}|"
        "{{ none|long_date }}{{ none|until:end }}{{ none|machine_date }}"
    )
    context = Context({"day": date(2019, 6, 7), "end": date(2019, 6, 8), "none": None})
    with translation.override("ar"):
        assert template.render(context) == "7 حزيران 2019|7–8 حزيران 2019|2019-06-07|"


@pytest.mark.parametrize("lang", ["en", "ar"])
def test_numbers_have_a_point_and_commas_in_both_languages(lang, settings):
    settings.USE_THOUSAND_SEPARATOR = True
    with translation.override(lang):
        assert localize(1234.5) == "1,234.5"
        assert date_format(date(2019, 6, 7), "SHORT_DATE_FORMAT").startswith("7 ")
