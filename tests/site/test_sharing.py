"""“Share and embed”: what people send, and what partners store."""

import re
from urllib.parse import parse_qs, unquote, urlsplit

import pytest
from django.test import Client
from django.urls import resolve

from api.embeds.names import stored_name
from core.models import PublishedItem
from tests import factories
from tests.site.pages import Html, get

pytestmark = [pytest.mark.django_db, pytest.mark.any_database]
TITLE = "ورشة تدريبية عن بناء السلام في مدينة هيت"
SHORT = re.compile(r"http://testserver/s/[a-z0-9]{10}")
# What WordPress leaves to authors, of what a quotation is made of (wp_kses_allowed_html "post").
LEFT_BY_WORDPRESS = {
    "figure": {"lang", "dir"},
    "blockquote": {"lang", "dir", "cite"},
    "figcaption": {"lang", "dir"},
    "p": {"lang", "dir"},
    "a": {"href"},
}


def story_of(lang: str = "ar", title: str = TITLE) -> object:
    return factories.make_story(lang, title=title)


def shared(client: Client, page: object) -> Html:
    return get(client, page.get_url())


def short_of(page: object) -> str:
    item = PublishedItem.objects.get(page_id=page.pk)
    return f"http://testserver/s/{item.short_code}"


def ways(html: Html) -> dict[str, dict[str, str]]:
    """What each service is given, decoded as it decodes it, by its host or scheme."""
    found = {}
    for link in html.all("a"):
        address = urlsplit(link.get("href", ""))
        if address.netloc in {"wa.me", "t.me", "www.facebook.com"} or "subject=" in address.query:
            values = parse_qs(address.query, strict_parsing=True)
            found[address.netloc or address.scheme] = {key: only for key, [only] in values.items()}
    return found


def stored(html: Html) -> list[str]:
    """The HTML in the fields, as it is copied."""
    fields = re.findall(r"<textarea[^>]*>(.*?)</textarea>", html.source, re.DOTALL)
    return [Html(Copied(field)).text for field in fields]


class Copied:
    """A field's content: the text that the browser shows in it."""

    def __init__(self, source: str) -> None:
        self.content = source.encode()


@pytest.mark.parametrize("lang", ["en", "ar"])
@pytest.mark.parametrize("kind", ["story", "forum", "council"])
def test_every_story_forum_and_council_is_shared_by_its_short_address(client, lang, kind):
    page = getattr(factories, f"make_{kind}")(lang)
    html = shared(client, page)
    short = short_of(page)
    assert SHORT.fullmatch(short)
    assert ways(html) == {
        "wa.me": {"text": f"{page.title}\n{short}"},
        "t.me": {"url": short, "text": page.title},
        "www.facebook.com": {"u": short},
        "mailto": {"subject": page.title, "body": f"{page.title}\r\n\r\n{short}"},
    }
    assert [field["value"] for field in html.all("input", readonly="")] == [short, short]


def test_a_message_in_whatsapp_is_short_and_readable(client):
    """A real one had 317 characters, 270 of them percent-encoded."""
    page = story_of()
    text = ways(shared(client, page))["wa.me"]["text"]
    before = f"{page.title} http://testserver{page.get_url()}"
    assert len(before) > 240
    assert before.count("%") > 60
    assert len(text) <= len(TITLE) + 40
    assert "%" not in text
    assert text.splitlines() == [TITLE, short_of(page)]


def test_latin_in_an_arabic_title_is_isolated_and_the_address_is_a_line_alone(client):
    page = story_of(title="اتصلوا على +964 770 123 4567 اليوم")
    title, address = ways(shared(client, page))["wa.me"]["text"].splitlines()
    assert title == "اتصلوا على \u2066+964 770 123 4567\u2069 اليوم"
    # An invisible character at its end would be taken for a part of it.
    assert address == short_of(page)


def test_no_tracker_and_no_foreign_script_comes_with_it(client):
    html = shared(client, story_of())
    assert [tag["src"] for tag in html.all("script") if "src" in tag] == ["/static/js/share.js"]
    assert not html.all("iframe")
    assert not re.search(r"\son[a-z]+=", html.source)


def test_a_title_with_markup_and_ampersands_arrives_as_it_is(client):
    title = 'Q&A: "peace" <b> 100% + more #1'
    found = ways(shared(client, story_of("en", title=title)))
    assert found["wa.me"]["text"].startswith(f"{title}\n")
    assert found["mailto"]["subject"] == title


@pytest.mark.parametrize("lang", ["en", "ar"])
@pytest.mark.parametrize("kind", ["story", "forum", "council"])
def test_stored_html_names_the_kind_and_never_what_may_be_withdrawn(client, lang, kind):
    page = getattr(factories, f"make_{kind}")(lang, summary="Secret summary")
    for html in stored(shared(client, page)):
        assert page.title not in html
        assert page.slug not in unquote(html)
        assert getattr(page, "city", "Secret") not in html
        assert "Secret" not in html
        for address in re.findall(r'(?:href|src|cite)="([^"]*)"', html):
            assert SHORT.fullmatch(address) or address.startswith("http://testserver/embed/v1/")


@pytest.mark.parametrize(("lang", "direction"), [("en", "ltr"), ("ar", "rtl")])
def test_a_quotation_survives_the_filter_of_wordpress(client, lang, direction):
    page = factories.make_story(lang)
    citation = Html(Copied(stored(shared(client, page))[1]))
    for tag, attributes in citation.tags:
        assert set(attributes) <= LEFT_BY_WORDPRESS[tag], tag
    [quoted] = citation.all("blockquote")
    assert quoted == {"lang": lang, "dir": direction, "cite": short_of(page)}
    assert [link["href"] for link in citation.all("a")] == [short_of(page)]


def test_the_widget_shows_the_newest_stories_of_a_forum_its_own(client):
    forum = factories.make_forum("ar")
    widget = Html(Copied(stored(shared(client, forum))[2]))
    assert widget.all("icssi-news") == [{"lang": "ar", "forum": str(forum.work)}]
    assert [link["href"] for link in widget.all("a")] == [short_of(forum)]

    widget = Html(Copied(stored(shared(client, factories.make_story("ar")))[2]))
    assert widget.all("icssi-news") == [{"lang": "ar"}]
    assert [link["href"] for link in widget.all("a")] == [short_of(factories.news_index("ar"))]
    [script] = widget.all("script")
    assert resolve(urlsplit(script["src"]).path)
    assert client.get(urlsplit(script["src"]).path)["Content-Type"].startswith("text/javascript")


@pytest.mark.parametrize("kind", ["story", "forum", "council"])
def test_whoever_cannot_program_copies_the_frame_that_oembed_gives_to_programs(client, kind):
    page = getattr(factories, f"make_{kind}")("ar")
    [frame] = Html(Copied(stored(shared(client, page))[0])).all("iframe")
    assert client.get(urlsplit(frame["src"]).path).status_code == 200
    programs = client.get("/oembed/", {"url": short_of(page)}).json()["html"]
    [other] = Html(Copied(programs)).all("iframe")
    assert frame.pop("title") != TITLE
    other.pop("title")
    # Nobody fits the frame to the card there: what is too high has to scroll.
    assert other.pop("scrolling") == "no"
    assert frame == other


@pytest.mark.parametrize("kind", ["story", "forum", "council"])
def test_a_quotation_calls_a_page_what_oembed_calls_it(kind):
    """Up to the name of the initiative, which oEmbed abbreviates."""
    page = getattr(factories, f"make_{kind}")("en")
    assert page.stored_name % {"provider": "ICSSI"} in stored_name(page.public_type, "en")


def test_a_page_that_is_not_public_has_nothing_to_share(client, admin_client):
    draft = factories.make_story(live=False)
    html = Html(admin_client.get(f"/admin/pages/{draft.pk}/view_draft/"))
    assert not html.all("section", class_="share")


def test_a_page_is_printed_with_its_short_address_or_a_readable_one(client):
    page = story_of()
    assert f"رابط هذه الصفحة: {short_of(page)}" in shared(client, page).text
    for _number in range(13):
        factories.make_story("ar")
    second = get(client, "/ar/news/?page=2")
    assert "رابط هذه الصفحة: http://testserver/ar/news/?page=2" in second.text
