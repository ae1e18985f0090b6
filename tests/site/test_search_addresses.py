"""The address of the search page, and how browsers learn of it."""

import pytest

from tests import factories
from tests.site.pages import get

pytestmark = [pytest.mark.django_db, pytest.mark.any_database]


def test_no_page_takes_the_address_of_the_search(client):
    made = factories.make_page(title="Search")
    assert made.slug == "search-2"
    assert get(client, made.get_url()).text.count("Search") > 0
    assert factories.make_page(title="Searching", slug="search").slug == "search-3"
    assert factories.make_story(title="Search").slug == "search"


def test_browsers_can_offer_the_search(client):
    for lang, name in (("en", "Iraqi Civil"), ("ar", "مبادرة التضامن")):
        response = client.get(f"/{lang}/search/opensearch.xml")
        assert response["Content-Type"].startswith("application/opensearchdescription+xml")
        text = response.content.decode()
        assert f"<ShortName>{name}</ShortName>" in text
        assert f'template="http://testserver/{lang}/search/?q={{searchTerms}}"' in text
        assert f"<Language>{lang}</Language>" in text
    assert client.get("/de/search/opensearch.xml").status_code == 404
