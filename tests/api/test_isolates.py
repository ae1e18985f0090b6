"""Phone numbers and addresses in Arabic items: shown in order wherever partners put them."""

from urllib.parse import quote

import pytest

from tests import factories

pytestmark = pytest.mark.django_db
PHONE = "+964 770 123 4567"
PLAIN = f"\u2066{PHONE}\u2069"


@pytest.fixture
def story():
    image = factories.make_image(alt_ar=f"لافتة {PHONE}", credit_ar=f"سعد {PHONE}")
    return factories.make_story(
        "ar",
        title=f"هاتف {PHONE}",
        summary=f"اتصلوا {PHONE}",
        place=f"هيت {PHONE}",
        lead_image=image,
        body=[("paragraph", f"<p>اتصلوا على {PHONE} اليوم</p>")],
    )


def test_an_arabic_item_isolates_them_in_html_and_in_plain_text(get, story):
    item = get(f"news/{story.work}/ar/").json()
    assert f'<bdi dir="ltr">{PHONE}</bdi>' in item["body_html"]
    assert item["body_text"] == f"اتصلوا على {PLAIN} اليوم"
    texts = [
        item["title"],
        item["summary"],
        item["place"],
        *map(item["image"].get, ("alt", "credit")),
    ]
    assert [text.partition(" ")[2] for text in texts] == [PLAIN] * 5


def test_an_english_item_has_no_isolates(get):
    story = factories.make_story(title=f"Call {PHONE}", body=[("paragraph", f"<p>{PHONE}</p>")])
    item = get(f"news/{story.work}/en/").text
    assert "\u2066" not in item
    assert "bdi" not in item


def test_suggestions_isolate_them_too(get, story):
    assert get("suggest/?q=هاتف").json()["results"][0]["title"] == f"هاتف {PLAIN}"


@pytest.mark.parametrize("words", [PHONE, "770", "4567", "+964 770"])
def test_search_finds_them_as_before(get, story, words):
    found = get(f"search/?q={quote(words)}").json()["results"]
    assert [item["work"] for item in found] == [str(story.work)]


def test_an_excerpt_has_whole_isolates(get):
    body = [
        ("paragraph", f"<p>{'كلمة ' * 10}سلام {'كلمة ' * 25} {PHONE} {PHONE} {'كلمة ' * 40}</p>")
    ]
    factories.make_story("ar", body=body)
    for words in ("سلام", "4567"):
        text = get(f"search/?q={quote(words)}").json()["results"][0]["highlight"]["text"]
        assert text.count("\u2066") == text.count("\u2069")
