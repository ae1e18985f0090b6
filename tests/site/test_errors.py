"""What readers get where there is nothing, or something went wrong."""

import pytest
from django.db import connection
from django.test import RequestFactory
from django.test.utils import CaptureQueriesContext

from core.models import Menu
from core.public.errors import server_error
from tests import factories
from tests.site.pages import Html, address, get

pytestmark = [pytest.mark.django_db, pytest.mark.any_database]


@pytest.mark.parametrize(("lang", "direction"), [("en", "ltr"), ("ar", "rtl")])
def test_a_missing_page_is_answered_in_the_language_of_its_address(client, lang, direction):
    page = get(client, f"/{lang}/nothing/", status=404)
    assert page.all("html") == [{"lang": lang, "dir": direction}]
    assert f"/{lang}/" in page.links


def test_an_address_of_the_other_language_is_offered_its_page(client):
    story = factories.make_story("ar", title="ورشة في هيت")
    page = get(client, f"/en/news/{story.slug}/", status=404)
    offer = next(link for link in page.all("a") if link["href"] == story.get_url())
    assert offer["lang"] == "ar"
    assert "ورشة في هيت" in page.text


def test_a_withdrawn_page_offers_its_translation_but_not_itself(client):
    english, arabic = factories.make_translated_story("en")
    path = english.get_url()
    english.unpublish()
    page = get(client, path, status=410)
    assert address(arabic) in page.links
    assert path not in page.links
    arabic.unpublish()
    page = get(client, path, status=410)
    assert "It has been withdrawn." in page.text
    assert address(arabic) not in page.links


def test_a_withdrawn_list_is_answered_as_if_it_had_never_been(client):
    index = factories.news_index()
    path = index.get_url()
    index.unpublish()
    get(client, path, status=404)


def test_what_is_not_public_is_never_offered(client):
    story = factories.make_story("ar", title="سري", live=False)
    assert "سري" not in get(client, f"/en/news/{story.slug}/", status=404).text


def test_addresses_outside_both_trees_are_not_found(client):
    assert client.get("/nothing/here/").status_code == 404


@pytest.mark.parametrize(
    ("path", "most"), [("/en/news/{}/", 2), ("/ar/{}/{}/", 2), ("/{}", 2), ("/en/topics/{}/", 3)]
)
def test_an_address_that_never_was_costs_few_queries(
    client, path, most, django_assert_max_num_queries
):
    factories.make_translated_story()
    get(client, path.replace("{}", "first"), status=404)
    with django_assert_max_num_queries(most):
        page = get(client, path.replace("{}", "هيت-والماء"), status=404)
    assert page.all("nav")


def test_a_draft_of_that_name_costs_as_much_as_nothing(client):
    draft = factories.make_story(title="Water of Hit", live=False)
    paths = ["/en/news/nothing/", f"/en/news/{draft.slug}/", "/en/news/nothing-else/"]
    asked = []
    for path in paths:
        with CaptureQueriesContext(connection) as queries:
            get(client, path, status=404)
        asked.append(len(queries))
    assert asked[1] == asked[2]


def test_a_menu_that_was_changed_is_on_the_next_page_that_is_missing(client):
    get(client, "/en/nothing/", status=404)
    menu = Menu.objects.get(language="en", place=Menu.Place.FOOTER)
    menu.links.create(text="Our partners", address="https://example.org/", sort_order=9)
    menu.save()
    assert "Our partners" in get(client, "/en/nothing/", status=404).text


def test_the_error_page_speaks_both_languages_without_the_database(
    django_assert_num_queries,
):
    with django_assert_num_queries(0):
        response = server_error(RequestFactory().get("/en/"))
    page = Html(response)
    assert response.status_code == 500
    assert "Something went wrong" in page.text
    assert {"lang": "ar", "dir": "rtl"} in page.all("section")
    assert {"/en/", "/ar/"} <= page.links
    assert "{" not in page.source


def test_a_fault_in_a_view_is_answered_by_that_page(client, monkeypatch):
    monkeypatch.setattr("core.public.chrome.Chrome.home", property(lambda self: 1 / 0))
    client.raise_request_exception = False
    response = client.get("/en/")
    assert response.status_code == 500
    assert "حدث خطأ" in response.content.decode()
