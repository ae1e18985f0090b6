"""Phone numbers and addresses in the single texts of pages: titles, summaries, menus, metadata."""

import re

import pytest

from core.models import InitiativeSettings
from tests import factories
from tests.site.pages import Html

pytestmark = [pytest.mark.django_db, pytest.mark.any_database]
PHONE = "+964 770 123 4567"
ISOLATED = f'<bdi dir="ltr">{PHONE}</bdi>'
PLAIN = f"\u2066{PHONE}\u2069"


def html_at(client, address: str) -> Html:
    response = client.get(address)
    assert response.status_code == 200
    return Html(response)


@pytest.mark.parametrize(
    "make",
    [factories.make_story, factories.make_forum, factories.make_council, factories.make_page],
)
def test_title_and_summary_of_every_page(client, make):
    page = make("ar", title=f"هاتف {PHONE}", summary=f"اتصلوا {PHONE}")
    html = html_at(client, page.get_url())
    assert f"<h1>هاتف {ISOLATED}</h1>" in html.source
    assert f'<p class="standfirst">اتصلوا {ISOLATED}</p>' in html.source
    assert html.meta("description") == html.meta("og:description") == [f"اتصلوا {PLAIN}"]
    assert html.meta("og:title") == [f"هاتف {PLAIN}"]
    assert f"<title>هاتف {PLAIN} ·" in html.source


def test_cards_in_lists_and_on_the_front_page(client):
    for _ in range(2):  # one is shown large, the other as a card
        factories.make_story("ar", title=f"هاتف {PHONE}", summary=f"اتصلوا {PHONE}", place=PHONE)
    factories.make_forum("ar", title=f"منتدى {PHONE}", summary=f"اتصلوا {PHONE}")
    for address in ("/ar/", "/ar/news/", "/ar/forums/"):
        source = html_at(client, address).source
        assert ISOLATED in source
        left = source.replace(ISOLATED, "").replace(PLAIN, "")
        assert PHONE not in left, address


def test_an_english_story_is_left_alone_and_an_arabic_card_beside_it_is_not(client):
    story = factories.make_story(title=f"Call {PHONE}", summary=f"Call {PHONE}")
    # The footer's addresses and the page's size are isolated in every language.
    story_alone = html_at(client, story.get_url()).source.partition("<footer")[0]
    story_alone = re.sub(r'<bdi dir="ltr">\d+ KB</bdi>', "", story_alone)
    assert "bdi dir=" not in story_alone
    assert "\u2066" not in story_alone


def test_what_search_engines_read(client):
    story = factories.make_story("ar", title=f"هاتف {PHONE}", summary=f"اتصلوا {PHONE}")
    data = html_at(client, story.get_url()).data
    assert (data["headline"], data["description"]) == (f"هاتف {PLAIN}", f"اتصلوا {PLAIN}")


def test_the_footer(client):
    settings = InitiativeSettings.load()
    settings.footer_ar = f"اتصلوا\n{PHONE}"
    settings.save()
    assert f"<br>{ISOLATED}" in html_at(client, "/ar/").source
