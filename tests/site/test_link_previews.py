"""What messengers and networks show beside a link, read as each of their crawlers reads it.

A crawler runs no script. It follows redirects, reads the beginning of the answer, and parses its
head: names and order of attributes, and entities, are as in any HTML.
"""

import io
from collections.abc import Callable
from dataclasses import dataclass
from html.parser import HTMLParser
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

import pytest
from django.contrib.staticfiles import finders
from PIL import Image

from core.language.languages import LANGUAGES
from core.media.photos import CleanPhoto
from core.models import InitiativeSettings, PublishedItem, SiteImage
from scripts.social_pictures import NAMES
from tests import factories
from tests.site.pages import get

pytestmark = [pytest.mark.django_db, pytest.mark.any_database]
TITLE = "منتدى «السلام» & المجتمع: 100% <أمل>"
SUMMARY = 'اجتمع "ثلاثة عشر" متطوعًا في هيت.'
KB = 1000


class HeadReader(HTMLParser):
    """The tags of a head, by property and by name; if there are several, the first counts."""

    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self.properties: dict[str, str] = {}
        self.names: dict[str, str] = {}
        self.title = ""
        self._within: list[str] = []
        self._is_over = False

    def handle_starttag(self, tag: str, attrs: Any) -> None:
        found = {name: value or "" for name, value in attrs}
        if tag == "body":
            self._is_over = True
        if tag == "meta" and not self._is_over:
            for key, kept in (("property", self.properties), ("name", self.names)):
                if key in found:
                    kept.setdefault(found[key].lower(), found.get("content", ""))
        self._within = [tag] if tag == "title" else []

    def handle_endtag(self, tag: str) -> None:
        self._within = []

    def handle_data(self, data: str) -> None:
        if self._within == ["title"] and not self._is_over:
            self.title += data


def open_graph(head: HeadReader) -> dict[str, str]:
    """Facebook and WhatsApp take Open Graph alone."""
    return {key.removeprefix("og:"): text for key, text in head.properties.items()}


def telegram(head: HeadReader) -> dict[str, str]:
    """Open Graph, else the tags of X, else title and description."""
    plain = {"title": head.title, "description": head.names.get("description", "")}
    return plain | twitter_names(head) | open_graph(head)


def x(head: HeadReader) -> dict[str, str]:
    """Its own tags, else Open Graph; without `twitter:card` nothing is shown."""
    own = twitter_names(head)
    assert own["card"] == "summary_large_image"
    return open_graph(head) | own


def twitter_names(head: HeadReader) -> dict[str, str]:
    either = head.properties | head.names
    return {
        key.removeprefix("twitter:"): text
        for key, text in either.items()
        if key.startswith("twitter:")
    }


@dataclass(frozen=True)
class Crawler:
    """Who it is, how much of an answer it reads, and what it takes from a head."""

    agent: str
    first_bytes: int
    image_bytes: int
    read: Callable[[HeadReader], dict[str, str]]
    headers: tuple[tuple[str, str], ...] = ()


CRAWLERS = {
    "WhatsApp": Crawler("WhatsApp/2.24.6.77 A", 300 * KB, 600 * KB, open_graph),
    "Telegram": Crawler("TelegramBot (like TwitterBot)", 300 * KB, 5_000 * KB, telegram),
    "Facebook": Crawler(
        "facebookexternalhit/1.1 (+http://www.facebook.com/externalhit_uatext.php)",
        512 * 1024, 8_000 * KB, open_graph, (("range", "bytes=0-524287"),),
    ),
    "X": Crawler("Twitterbot/1.0", 300 * KB, 5_000 * KB, x),
}  # fmt: skip


@pytest.fixture
def small_photo(db):
    """A picture of 320 × 200 pixels, which no network shows large."""
    buffer = io.BytesIO()
    Image.new("RGB", (320, 200), "#2a6f6f").save(buffer, "JPEG")
    file = CleanPhoto(buffer.getvalue(), name="small.jpg")
    image = SiteImage(title="Small", alt_en="A house", alt_ar="بيت", file=file)
    image._set_image_file_metadata()
    image.save()
    return image


@pytest.fixture(params=CRAWLERS)
def crawl(request, client):
    """Return what a crawler shows of an address, and the answer of its picture."""
    crawler = CRAWLERS[request.param]

    def read(path: str) -> tuple[dict[str, str], Any]:
        headers = {"user-agent": crawler.agent, **dict(crawler.headers)}
        answer = client.get(path, headers=headers, follow=True)
        assert answer.status_code == 200
        content = answer.content[: crawler.first_bytes]
        assert b'<meta charset="utf-8">' in content[:1024]
        head = HeadReader()
        head.feed(content.decode())
        shown = crawler.read(head)
        image = picture_at(client, shown["image"])
        assert len(image) <= crawler.image_bytes
        return shown, image

    return read


def picture_at(client: Any, address: str) -> bytes:
    """Fetch a picture as a crawler does: by an absolute address, without a session."""
    assert address.startswith("http://testserver/")
    path = urlsplit(address).path
    if path.startswith("/static/"):
        return Path(finders.find(path.removeprefix("/static/"))).read_bytes()
    answer = client.get(path)
    assert answer.status_code == 200
    return b"".join(answer.streaming_content) if answer.streaming else answer.content


def short_of(page: Any) -> str:
    return f"/s/{PublishedItem.objects.get(page_id=page.pk).short_code}"


def is_whole(shown: dict[str, str], image: bytes) -> None:
    """The picture has the size, the shape and the type that the tags promise."""
    with Image.open(io.BytesIO(image)) as opened:
        assert opened.size == (1200, 630)
        form = Image.MIME[opened.format]
    if "image:width" in shown:
        assert (shown["image:width"], shown["image:height"]) == ("1200", "630")
        assert shown["image:type"] == form
    assert shown["image:alt"]


def test_a_short_address_is_shown_with_title_summary_and_picture(crawl):
    photo = factories.make_image(alt_ar="نهر «الفرات»")
    story = factories.make_story("ar", title=TITLE, summary=SUMMARY, lead_image=photo)
    shown, image = crawl(short_of(story))
    assert (shown["title"], shown["description"]) == (TITLE, SUMMARY)
    assert shown["site_name"] == "مبادرة التضامن مع المجتمع المدني العراقي"
    assert shown["url"] == f"http://testserver{story.get_url()}"
    assert shown["locale"] == "ar_IQ"
    assert shown["image:alt"] == "نهر «الفرات»"
    is_whole(shown, image)


@pytest.mark.parametrize("lang", ["en", "ar"])
def test_what_has_no_picture_is_shown_with_the_initiatives(crawl, lang):
    story = factories.make_story(lang)
    for path in (short_of(story), f"/{lang}/", f"/{lang}/news/", f"/{lang}/forums/"):
        shown, image = crawl(path)
        assert shown["image"] == f"http://testserver/static/social/{lang}.png"
        assert len(image) < 60 * KB
        is_whole(shown, image)


def test_a_picture_too_small_for_networks_is_replaced_by_the_initiatives(crawl, small_photo):
    shown, image = crawl(short_of(factories.make_story(lead_image=small_photo)))
    assert shown["image"].endswith("/static/social/en.png")
    is_whole(shown, image)


@pytest.mark.parametrize("agent", [*(each.agent for each in CRAWLERS.values()), "Mozilla/5.0"])
def test_a_short_address_answers_crawlers_as_anyone_else(client, agent):
    story = factories.make_story("ar", title=TITLE)
    answer = client.get(short_of(story), headers={"user-agent": agent})
    assert (answer.status_code, answer["Location"]) == (301, story.get_url())
    story.unpublish()
    gone = client.get(short_of(story), headers={"user-agent": agent})
    assert gone.status_code == 410
    assert TITLE not in gone.content.decode()
    assert "og:" not in gone.content.decode()


@pytest.mark.parametrize("name", ["og:url", "og:image", "twitter:image"])
def test_addresses_are_absolute_and_as_secure_as_the_site(client, settings, photo, name):
    settings.BASE_URL = "https://icssi.example"
    for story in (factories.make_story(lead_image=photo), factories.make_story()):
        [address] = get(client, story.get_url()).meta(name)
        assert address.startswith("https://icssi.example/")


@pytest.mark.parametrize("lang", LANGUAGES)
def test_the_initiatives_picture_shows_its_name(lang):
    assert NAMES[lang][1] == InitiativeSettings().in_language("name", lang)
    assert NAMES[lang][0] == LANGUAGES[lang].direction
