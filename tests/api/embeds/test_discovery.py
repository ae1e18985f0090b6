"""Every public page leads other sites to what shows it."""

import re
from html import unescape

import pytest

from tests import factories

pytestmark = pytest.mark.any_database

LINK = re.compile(r'<link rel="alternate" type="(\w+/\w+\+oembed)" href="([^"]+)">')
# What consumers read of a page.
FIRST = 20_000


def links(answer) -> dict[str, str]:
    return {kind: unescape(href) for kind, href in LINK.findall(answer.content[:FIRST].decode())}


@pytest.mark.parametrize(
    "make",
    [factories.make_story, factories.make_forum, factories.make_council, factories.make_page,
     factories.home_page],
)  # fmt: skip
@pytest.mark.parametrize("lang", ["en", "ar"])
def test_both_forms_are_found_and_answer(client, db, make, lang):
    page = make(lang)
    found = links(client.get(page.get_url()))
    assert set(found) == {"application/json+oembed", "text/xml+oembed"}
    for address in found.values():
        assert address.isascii()
        answer = client.get(address.removeprefix("http://testserver"))
        assert answer.status_code == 200
        assert str(page.translation_key) in answer.content.decode()


def test_a_list_of_stories_has_none(client, db):
    assert not links(client.get(factories.news_index().get_url()))


def test_a_withdrawn_page_keeps_its_links_and_they_lead_to_the_notice(client, story):
    story.unpublish()
    gone = client.get(story.get_url())
    assert gone.status_code == 410
    for address in links(gone).values():
        assert client.get(address.removeprefix("http://testserver")).status_code == 410
    assert len(links(gone)) == 2


def test_what_was_never_there_has_none(client, db):
    assert not links(client.get("/en/nothing/"))
