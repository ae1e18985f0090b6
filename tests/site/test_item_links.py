"""The page of an item links the item, for programs that have only the page's address."""

import pytest

from tests import factories
from tests.site.pages import Html, get

pytestmark = [pytest.mark.django_db, pytest.mark.any_database]

MAKERS = {
    "news": factories.make_story,
    "forums": factories.make_forum,
    "councils": factories.make_council,
    "pages": factories.make_page,
}


def items_linked(page: Html) -> list[str]:
    return [tag["href"] for tag in page.all("link", rel="alternate", type="application/json")]


@pytest.mark.parametrize("collection", MAKERS)
@pytest.mark.parametrize("lang", ["en", "ar"])
def test_a_page_links_its_item_in_its_own_language(client, collection, lang):
    made = dict(zip(("en", "ar"), factories.make_pair(MAKERS[collection]), strict=True))[lang]
    [address] = items_linked(get(client, made.get_url()))
    assert address == f"http://testserver/api/v1/{collection}/{made.work}/{lang}/"
    item = client.get(address.removeprefix("http://testserver")).json()
    assert (item["id"], item["title"]) == (f"{made.work}:{lang}", made.title)


@pytest.mark.parametrize("lang", ["en", "ar"])
def test_the_front_page_links_the_initiative(client, lang):
    factories.make_story(lang)
    home = factories.home_page(lang)
    home.save_revision().publish()
    [address] = items_linked(get(client, f"/{lang}/"))
    assert address == f"http://testserver/api/v1/pages/{home.work}/{lang}/"


def test_lists_errors_and_what_is_withdrawn_link_no_item(client):
    story = factories.make_story()
    for path in ("news/", "forums/", "councils/", "news/?page=1"):
        assert items_linked(get(client, f"/en/{path}")) == []
    story.unpublish()
    for address in (story.get_url(), "/en/nothing-here/"):
        response = client.get(address)
        assert response.status_code in {404, 410}
        assert items_linked(Html(response)) == []


def test_a_preview_links_no_item_though_its_page_is_public(db):
    story = factories.make_story()
    response = story.make_preview_request()
    assert items_linked(Html(response)) == []


def test_the_link_costs_no_query(
    client, monkeypatch, no_cached_pages, django_assert_max_num_queries
):
    story = factories.make_story()
    get(client, story.get_url())
    with django_assert_max_num_queries(100) as with_link:
        assert items_linked(get(client, story.get_url()))
    monkeypatch.setattr("core.public.metadata.PageHead.item_address", "")
    with django_assert_max_num_queries(100) as without:
        assert not items_linked(get(client, story.get_url()))
    assert len(with_link) == len(without)
