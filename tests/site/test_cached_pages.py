"""Pages are made once for each publication state, and never shown beyond it.

The one query that a cached page may cost is the state's, which a process asks for twice a second.
"""

import gzip
from urllib.error import HTTPError
from urllib.request import Request, urlopen

import pytest
from wagtail.models import Page, PageViewRestriction

from core.caching.answers import pages
from core.models import InitiativeSettings, Menu, MenuLink
from core.publication.repair import reconcile
from core.setup import roles
from tests import factories
from tests.signing_in import sign_in

pytestmark = pytest.mark.django_db

GZIP = {"HTTP_ACCEPT_ENCODING": "gzip"}


@pytest.fixture
def story():
    return factories.make_story(title="Bridges over the Euphrates", topics=[factories.make_topic()])


def own_headers(response):
    return {name: text for name, text in response.headers.items() if name != "X-Request-ID"}


def read(client, address, **headers):
    response = client.get(address, **headers)
    assert response.status_code == 200
    return response


@pytest.mark.parametrize("address", ["/en/", "/en/news/", "/ar/", "/sitemap.xml", "/robots.txt"])
def test_a_page_that_was_just_made_costs_no_query(
    client, story, address, django_assert_max_num_queries
):
    made = read(client, address)
    with django_assert_max_num_queries(1):
        cached = read(client, address)
    assert cached.content == made.content
    assert own_headers(cached) == own_headers(made)


def test_parameters_that_no_page_reads_make_no_other_page(
    client, story, django_assert_max_num_queries
):
    made = read(client, "/en/news/?utm_source=x&fbclid=y")
    with django_assert_max_num_queries(1):
        cached = read(client, "/en/news/?invented=1")
    assert cached.content == made.content
    assert "utm_source" not in cached.content.decode()


def test_parameters_that_are_read_make_another_page(client, story):
    factories.make_story(title="Something else")
    everything = read(client, "/en/news/").content.decode()
    topic, year = story.topics.get(), story.story_date.year
    filtered = read(client, f"/en/news/?topic={topic.slug}&year={year}").content.decode()
    assert "Something else" in everything
    assert "Something else" not in filtered


def test_a_page_is_compressed_and_answers_304(client, story):
    address = story.get_url()
    plain, packed = read(client, address), read(client, address, **GZIP)
    assert packed["Content-Encoding"] == "gzip"
    assert gzip.decompress(packed.content) == plain.content
    assert packed["Vary"] == "Accept-Encoding, Save-Data"
    assert packed["Cache-Control"] == "public, max-age=30"
    again = client.get(address, HTTP_IF_NONE_MATCH=packed["ETag"])
    assert (again.status_code, again.content) == (304, b"")
    assert again["ETag"] == plain["ETag"]


def test_what_another_page_publishes_leaves_the_tag_of_this_one(client, story):
    before = read(client, "/ar/")["ETag"]
    factories.make_story(title="One more")
    assert read(client, "/ar/")["ETag"] == before


def test_head_has_the_headers_and_no_body(client, story):
    whole, head = read(client, story.get_url()), client.head(story.get_url())
    assert head.content == b""
    assert head["Content-Length"] == str(len(whole.content))
    assert head["ETag"] == whole["ETag"]


def test_security_headers_are_on_every_answer(client, story):
    for _each in range(2):
        response = read(client, story.get_url())
        assert response["X-Content-Type-Options"] == "nosniff"
        assert response["X-Frame-Options"] == "SAMEORIGIN"
        assert "default-src" in response["Content-Security-Policy"]


def restrict(story):
    PageViewRestriction.objects.create(page=story, restriction_type="login")


def _publish(story):
    story.title = "Boats on the Tigris"
    story.save_revision().publish()


def _with_search_title(story):
    story.seo_title = "Boats on the Tigris"  # in no item of the API
    story.save_revision().publish()


def _menu(story):
    menu = Menu.objects.get(place=Menu.Place.MAIN, language="en")
    MenuLink.objects.create(menu=menu, address="https://example.org/", text="Boats on the Tigris")


def _settings(story):
    settings = InitiativeSettings.load()
    settings.name_en = "Boats on the Tigris"
    settings.save()


def _topic(story):
    topic = story.topics.get()
    topic.name_en = "Boats on the Tigris"
    topic.save()


def _saved_by_code(story):
    story.seo_title = "Boats on the Tigris"
    story.save()  # no revision, no publication


@pytest.mark.parametrize(
    "change", [_publish, _with_search_title, _saved_by_code, _menu, _settings, _topic]
)
def test_every_change_that_readers_see_is_shown_at_once(client, story, change):
    address = story.get_url()
    assert "Boats" not in read(client, address).content.decode()
    change(story)
    assert "Boats on the Tigris" in read(client, address).content.decode()


def _menu_in_bulk(story):
    MenuLink.objects.update(text="Boats on the Tigris")
    reconcile()


def _settings_in_bulk(story):
    InitiativeSettings.objects.update(name_en="Boats on the Tigris")
    reconcile()


def _search_title_in_bulk(story):
    Page.objects.filter(pk=story.pk).update(seo_title="Boats on the Tigris")
    reconcile(deep=True)


@pytest.mark.parametrize("change", [_menu_in_bulk, _settings_in_bulk, _search_title_in_bulk])
def test_changes_without_a_signal_are_shown_after_a_repair(client, story, change):
    InitiativeSettings.load()
    menu = Menu.objects.get(place=Menu.Place.MAIN, language="en")
    MenuLink.objects.create(menu=menu, address="https://example.org/", text="Rafts")
    reconcile()
    assert "Boats" not in read(client, story.get_url()).content.decode()
    change(story)
    assert "Boats on the Tigris" in read(client, story.get_url()).content.decode()


def test_a_repair_that_finds_nothing_leaves_the_pages_cached(
    client, story, django_assert_max_num_queries
):
    reconcile()
    read(client, "/en/")
    reconcile()
    with django_assert_max_num_queries(1):
        read(client, "/en/")


def test_a_menu_loses_a_link_at_once(client, story):
    _menu(story)
    assert "Boats" in read(client, "/en/").content.decode()
    MenuLink.objects.filter(text__startswith="Boats").get().delete()
    assert "Boats" not in read(client, "/en/").content.decode()


@pytest.mark.parametrize(
    "withdraw",
    [
        lambda story: story.unpublish(),
        lambda story: story.delete(),
        restrict,
    ],
    ids=["unpublished", "deleted", "restricted"],
)
def test_what_is_withdrawn_is_gone_at_once(client, story, withdraw):
    address = story.get_url()
    read(client, address)
    assert "Bridges" in read(client, "/en/news/").content.decode()
    withdraw(story)
    assert client.get(address).status_code in (404, 410)
    assert "Bridges" not in read(client, "/en/news/").content.decode()


def test_a_draft_changes_nothing(client, story, django_assert_max_num_queries):
    read(client, story.get_url())
    story.title = "A draft about boats"
    story.save_revision()
    with django_assert_max_num_queries(1):
        assert "boats" not in read(client, story.get_url()).content.decode()


def test_whoever_is_signed_in_sees_a_page_made_afresh_that_nobody_caches(client, story):
    read(client, story.get_url())
    sign_in(client, roles.ADMINISTRATORS)
    response = read(client, story.get_url())
    assert response["Cache-Control"] == "private, no-store"
    assert "ETag" not in response


def test_a_page_of_a_restricted_section_is_cached_for_nobody(client, story):
    restrict(story)
    sign_in(client, roles.ADMINISTRATORS)
    assert "Bridges" in read(client, story.get_url()).content.decode()
    client.logout()
    assert client.get(story.get_url()).status_code in (404, 410)


def test_missing_pages_fill_no_memory(client, story):
    read(client, "/en/")
    before = pages._weight
    for number in range(5):
        assert client.get(f"/en/invented-{number}/").status_code == 404
        assert client.get(f"/en/news/?page=9{number}").status_code == 404
    assert pages._weight == before


def test_a_host_that_is_not_ours_gets_no_cached_page(client, story):
    read(client, "/en/")
    assert client.get("/en/", HTTP_HOST="elsewhere.example").status_code == 400


def test_http_and_https_are_different_pages(client, settings, story):
    read(client, "/en/")
    settings.SECURE_HSTS_SECONDS = 3600
    assert read(client, "/en/", secure=True).status_code == 200


@pytest.mark.parametrize("address", ["/en/search/", "/en/search/?q=bridges", "/en/news/?q=bridges"])
def test_what_is_searched_for_is_cached_nowhere(client, story, address):
    before = pages._weight
    response = client.get(address)
    assert response.status_code == 200
    assert pages._weight == before
    if "search" in address:
        assert response["Cache-Control"] == "private, no-store"


@pytest.mark.parametrize("address", ["/en/invented/", "/en/search/?q=bridges", "/en/withdrawn/"])
def test_what_is_not_cached_is_compressed_and_has_its_length(client, story, address):
    factories.make_story(title="Gone", slug="withdrawn").unpublish()
    plain, packed = client.get(address), client.get(address, **GZIP)
    assert packed["Content-Encoding"] == "gzip"
    assert gzip.decompress(packed.content) == plain.content
    for response in (plain, packed):
        assert response["Content-Length"] == str(len(response.content))
        assert "Accept-Encoding" in response["Vary"]


@pytest.mark.parametrize("address", ["/en/", "/en/invented/", "/en/search/?q=bridges"])
def test_a_browser_reads_each_answer_to_its_end(live_server, address):
    factories.make_story(title="Bridges over the Euphrates")
    request = Request(live_server.url + address, headers={"Accept-Encoding": "gzip"})  # noqa: S310
    try:
        answer = urlopen(request, timeout=20)  # noqa: S310 - an address of the test
    except HTTPError as error:
        answer = error
    with answer:
        assert b"</html>" in gzip.decompress(answer.read())
