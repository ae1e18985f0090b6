"""Phone numbers, addresses and the like inside Arabic text, isolated in HTML and in plain text."""

import time

import pytest

from core.body.isolating import isolated_html
from core.body.rendering import plain_text, render_body
from core.language.folding import folded_words
from core.language.isolates import closed, isolated_text
from tests import factories

pytestmark = pytest.mark.any_database

PHONES = [
    "+964 770 123 4567", "+9647701234567", "00964 770 123 4567", "0770 123 4567", "0770-123-4567",
    "(0770) 123 4567", "+964 (0) 770 123-4567", "(+964) 770 123 4567", "770 123 4567",
    "01 778 1234", "0770 123 4567 ext. 12", "+964\u00a0770\u00a0123\u00a04567",
]  # fmt: skip
ADDRESSES = [
    "info@icssi.org", "2019-info@icssi.org", "https://icssi.org/", "www.icssi.org", "icssi.org/en/",
    "https://icssi.org/ar/أخبار/سلام/", "https://en.wikipedia.org/wiki/Iraq_(country)",
    "https://example.org/?a=1&b=2#c", "http://مثال.العراق/",
]  # fmt: skip
NAMES = ["report_2019-final.pdf", "2019_report.pdf", "@icssi", "#peace", "C++", "16-F"]
IN_ORDER_BY_THEMSELVES = [
    "7-6-2019", "07-06-2019", "2019-06-07 10:30", "7/6/2019 - 8/6/2019", "10:30 - 12:00",
    "2014-2019", "2014 - 2019", "15", "50%", "1325", "12,345", "COVID-19", "UPP (ICSSI)", "Q&A",
    "IQ98 NBIQ 8501 2345 6789 012", "192.168.0.1", "#العراق", "+", "@", "://", "www.",
]  # fmt: skip
ARABIC_INDIC = ["+٩٦٤ ٧٧٠ ١٢٣ ٤٥٦٧", "٠٧٧٠ ١٢٣ ٤٥٦٧", "٠٧٧٠-١٢٣-٤٥٦٧"]


@pytest.mark.parametrize("run", [*PHONES, *ADDRESSES, *NAMES, "1 000 000"])
@pytest.mark.parametrize("around", ["{}", "اتصلوا {} الآن", "(انظر: {}).", "و{}، ثم"])
def test_what_would_be_shown_out_of_order_is_isolated_whole(run, around):
    text = isolated_text(around.format(run), "rtl")
    assert text == around.format(f"\u2066{run}\u2069")
    assert isolated_text(text, "rtl") == text


@pytest.mark.parametrize("run", ARABIC_INDIC)
def test_groups_of_arabic_digits_need_more_than_an_isolate(run):
    assert isolated_text(f"هاتف {run}", "rtl") == f"هاتف \u2066\u202d{run}\u202c\u2069"
    html = isolated_html(f"<p>هاتف {run}</p>", "rtl")
    assert html == f'<p>هاتف <bdo dir="ltr">{run}</bdo></p>'
    assert plain_text(html) == isolated_text(f"هاتف {run}", "rtl")


@pytest.mark.parametrize("text", IN_ORDER_BY_THEMSELVES)
def test_dates_ranges_and_plain_words_are_left_alone(text):
    assert isolated_text(f"يوم {text} في هيت", "rtl") == f"يوم {text} في هيت"


def test_several_numbers_are_isolated_one_by_one():
    text = isolated_text("0770 123 4567 0780 123 4567، 07701234567/07801234567", "rtl")
    assert text.count("\u2066") == text.count("\u2069") == 4


def test_text_that_is_written_from_left_to_right_stays():
    assert isolated_text("Call +964 770 123 4567", "ltr") == "Call +964 770 123 4567"
    assert isolated_html("<p>Call +964 770 123 4567</p>", "ltr").count("bdi") == 0


@pytest.mark.parametrize(
    ("html", "expected"),
    [
        ('<a href="https://x.org/?a=1&amp;b=2">https://x.org/?a=1&amp;b=2</a>',
         '<a href="https://x.org/?a=1&amp;b=2"><bdi dir="ltr">https://x.org/?a=1&amp;b=2</bdi></a>'),
        ('<img alt="+964 770 123 4567">', '<img alt="+964 770 123 4567">'),
        ("<code>+964 770 123 4567</code>", "<code>+964 770 123 4567</code>"),
        ('<li dir="ltr">+964 770 123 4567</li>', '<li dir="ltr">+964 770 123 4567</li>'),
        ("&lt;a@x.org&gt; &amp; b@x.org",
         '&lt;<bdi dir="ltr">a@x.org</bdi>&gt; &amp; <bdi dir="ltr">b@x.org</bdi>'),
        ("0770 <i>123</i> 4567", '<bdi dir="ltr">0770 <i>123</i> 4567</bdi>'),
        ("<b>0770</b> 123 4567", "<b>\u20660770</b> 123 4567\u2069"),
        ("<b>هاتف 0770 123</b> 4567", "<b>هاتف \u20660770 123</b> 4567\u2069"),
        ("77 01<br>23 45 67 89", "77 01<br>23 45 67 89"),
        ("<bdi>سعد @saad</bdi>", '<bdi>سعد <bdi dir="ltr">@saad</bdi></bdi>'),
    ],
)  # fmt: skip
def test_html_stays_whole(html, expected):
    assert isolated_html(html, "rtl") == expected
    assert isolated_html(expected, "rtl") == expected


def test_a_fragment_in_the_other_direction_is_respected():
    html = '<p>@a</p><p lang="ar" dir="rtl">هنا @b</p><p>@c</p>'
    assert isolated_html(html, "ltr").count('<bdi dir="ltr">@b</bdi>') == 1
    assert isolated_html(html, "ltr").count("bdi") == 2


@pytest.mark.parametrize(
    "unit", ["a", "1", "+1", "((1", "a@", "a.", "://", "www.", "1-", "0770 ", "٠ ", "\u2066", "<",
             "&", "&amp;", "<p>", "<b>+964 770</b> ", '<bdi dir="ltr">', "@x ", "ب1 ", "https://a("],
)  # fmt: skip
def test_hostile_text_takes_no_longer_than_other_text(unit):
    text = unit * (100_000 // len(unit))
    begun = time.perf_counter()
    isolated_text(text, "rtl")
    plain_text(isolated_html(text.replace("<", "&lt;") if unit == "<" else text, "rtl"))
    assert time.perf_counter() - begun < 8  # minutes, if time grew with the square of the length


def test_half_an_isolate_is_left_out_of_an_excerpt():
    assert closed("… 4567\u2069 و \u2066+964 …") == "… 4567 و \u2066+964 …\u2069"


def test_the_words_that_are_searched_are_the_same():
    text = "هاتف +964 770 123 4567 أو +9647701234567"
    assert folded_words(isolated_text(text, "rtl")) == folded_words(text)


@pytest.mark.django_db
def test_every_block_of_an_arabic_body_is_isolated_and_no_english_one(photo):
    phone = "+964 770 123 4567"
    body = [
        ("heading", {"text": f"هاتف {phone}", "level": "h2"}),
        ("paragraph", f'<p>اتصلوا <b>{phone}</b></p><p><a href="tel:+964">{phone}</a></p>'),
        ("quote", {"text": f"اتصلوا {phone}", "attribution": f"سعد {phone}"}),
        ("photo", {"image": photo, "caption": f"هاتف {phone}", "credit": f"سعد {phone}"}),
        ("video", {"address": "https://youtu.be/x", "title": f"هاتف {phone}"}),
        ("call_to_action", {"text": phone, "label": phone, "address": "https://example.org/"}),
    ]  # fmt: skip
    story = factories.make_story("ar", body=body)
    arabic, english = render_body(story.body, "ar"), render_body(story.body, "en")
    assert arabic.html.count(f'<bdi dir="ltr">{phone}</bdi>') == arabic.html.count(phone) == 10
    assert arabic.text.count(f"\u2066{phone}\u2069") == arabic.text.count(phone) == 10
    assert "bdi dir" not in english.html
    assert "\u2066" not in english.text
    assert "bdi" not in str(story.body.get_prep_value())  # what is stored, translated and exported
