"""An old address leads the same way on the site and in the API, however it is written."""

from importlib import import_module
from unicodedata import normalize
from urllib.parse import unquote

import pytest
from django.apps import apps
from django.utils.encoding import iri_to_uri
from wagtail.contrib.redirects.models import Redirect
from wagtail.models import Page, PageViewRestriction, Site

from core.addresses.base import uri
from core.models import FormerAddress, PublishedItem
from core.publication.transactions import publication_transaction
from tests import factories

pytestmark = [pytest.mark.django_db, pytest.mark.any_database]
TITLE = "أخبار هيت"
FOREIGN = "https://example.org/a?b=c"
# What staff enter as the old address; whither; and how readers ask for it.
TABLE = [
    ("/plain", "story", ["/plain", "/plain/", "/plain?x=1", "/plain/?x=1&y=2#part"]),
    ("/plain/", "story", ["/plain", "/plain/"]),
    ("/Plain", "story", ["/Plain", "/plain", "/PLAIN/"]),
    ("/with space", "story", ["/with%20space", "/with space/", "/with+space"]),
    ("/with%20space", "story", ["/with%20space", "/with space", "/with%2520space"]),
    ("/ar/عنوان قديم", "story", ["/ar/عنوان قديم/", "/ar/عنوان%20قديم", "/ar/قديم/"]),
    ("/ar/%D9%82%D8%AF%D9%8A%D9%85/", "story", ["/ar/قديم", "/ar/%d9%82%d8%af%d9%8a%d9%85/"]),
    (f"/ar/{normalize('NFD', TITLE)}", "story", [f"/ar/{normalize('NFC', TITLE)}/"]),
    ("/?p=12", "story", ["/?p=12&q=1"]),
    ("/index.php?id=7&lang=ar", "story", [
        "/index.php?id=7&lang=ar", "/index.php?lang=ar&id=7", "/index.php/?lang=ar&id=7",
        "/index.php", "/index.php?id=8&lang=ar", "/index.php?id=7&lang=ar&x=1",
    ]),
    ("/find?q=a b", "story", ["/find?q=a%20b", "/find?q=a b", "/find?q=c"]),
    ("/find?q=هيت", "story", ["/find?q=هيت", "/find?q=%D9%87%D9%8A%D8%AA"]),
    ("/page;b=2;a=1", "story", ["/page;a=1;b=2", "/page;b=2;a=1", "/page"]),
    ("/marks", "story", ["/marks\u200f", "/marks/\u2069"]),
    ("/to", "http://testserver{story}", ["/to/"]),
    ("/to", "https://testserver{story}?x=a b#part", ["/to"]),
    ("/to", "{raw}", ["/to/"]),
    ("/to", "http://testserver/ar/a%20b/", ["/to"]),
    ("/to", "http://testserver/to-another/?x=1", ["/to"]),
    ("/to", "/en/news/nothing/", ["/to"]),
    ("/to", "/api/v1/docs/", ["/to"]),
    ("/to", FOREIGN, ["/to", "/to/?x=1"]),
    ("/to", "draft", ["/to"]),
    ("/to", "restricted", ["/to"]),
    ("/to", "withdrawn", ["/to"]),
    ("/to", "route", ["/to"]),
    ("/en/to", "http://testserver/en/then/", ["/en/to/", "/en/then/"]),
    ("/en/to", "http://testserver/en/to/", ["/en/to/"]),
]  # fmt: skip


@pytest.fixture(scope="module")
def pages(once):
    made = {
        "story": factories.make_story("ar", title=TITLE),
        "draft": factories.make_story(live=False),
        "restricted": factories.make_story(),
        "withdrawn": factories.make_story(),
    }
    PageViewRestriction.objects.create(
        page=made["restricted"], restriction_type=PageViewRestriction.LOGIN
    )
    made["withdrawn"].unpublish()
    add("/to-another", made["story"])
    add("/en/then", made["story"])
    return made


def add(old_path, target, route=""):
    """Add a redirect as the form in the CMS does."""
    is_page = isinstance(target, Page)
    redirect = Redirect(old_path=old_path, redirect_page_route_path=route)
    redirect.redirect_page = target if is_page else None
    redirect.redirect_link = "" if is_page else target
    redirect.clean()
    redirect.save()


def path_of(page):
    return PublishedItem.objects.get(page_id=page.pk).path


def shown_by_site(client, address):
    """Return where the site leads, as an address of a page, or the status of the answer."""
    response = client.get(iri_to_uri(address), follow=True)
    path = response.request["PATH_INFO"].encode("latin-1").decode()
    if response.redirect_chain and response.redirect_chain[-1][0] == FOREIGN:
        return 404  # the API has no item of another site
    if response.status_code == 200 and not path.startswith(("/en/", "/ar/")):
        return 404  # nor of what is no page
    return path if response.status_code == 200 else response.status_code


def shown_by_api(resolve, address):
    response = resolve(address)
    if response.status_code != 200:
        return response.status_code
    return unquote(response.json()["url"]).removeprefix("http://testserver")


@pytest.mark.parametrize(("old_path", "target", "asked"), TABLE)
def test_site_and_api_lead_the_same_way(client, resolve, pages, old_path, target, asked):
    raw = path_of(pages["story"])
    if target == "route":
        add(old_path, pages["story"], "/more/")
    else:
        add(old_path, pages.get(target) or target.format(story=uri(raw), raw=raw))
    for address in asked:
        assert shown_by_api(resolve, address) == shown_by_site(client, address), address


@pytest.mark.parametrize(
    ("old_path", "address"), [(old, asked[0]) for old, to, asked in TABLE if to == "story"]
)
def test_what_staff_enter_is_what_leads_there(client, resolve, pages, old_path, address):
    add(old_path, pages["story"])
    if address.startswith("/?"):
        return  # the start address always leads to a language
    assert shown_by_api(resolve, address) == path_of(pages["story"])
    assert shown_by_site(client, address) == path_of(pages["story"])


def test_a_redirect_of_this_site_comes_before_one_of_all_sites(client, resolve, pages):
    other = factories.make_story()
    add("/to", other)
    Redirect.add_redirect("/to", pages["story"], site=Site.objects.get())
    assert shown_by_api(resolve, "/to") == shown_by_site(client, "/to")
    assert shown_by_site(client, "/to") == path_of(pages["story"])


def test_another_spelling_of_an_address_leads_to_the_page(client, resolve, pages):
    path = path_of(pages["story"])
    spelt = normalize("NFD", path)
    assert spelt != path
    assert shown_by_site(client, spelt) == shown_by_api(resolve, spelt) == path


def rename(page, slug):
    page.slug = slug
    page.save_revision().publish()


def old_addresses(story):
    """Rename a story twice and return the addresses that it had before."""
    first = story.get_url()
    rename(story, "second")
    second = Page.objects.get(pk=story.pk).get_url()
    rename(story, "third")
    return [first, second]


@pytest.mark.parametrize(
    "withdraw",
    [
        lambda page: page.delete(),
        lambda page: Page.objects.get(pk=page.pk).delete(),
        lambda page: page.unpublish(),
    ],
)
def test_every_old_address_of_what_was_withdrawn_is_gone(client, resolve, withdraw):
    story = factories.make_story()
    addresses = old_addresses(story)
    withdraw(story)
    for address in addresses:
        answer = resolve(address)
        assert (answer.status_code, client.get(address).status_code) == (410, 410)
        assert answer.json()["gone_since"]


def test_an_old_address_of_a_deleted_page_names_the_language_that_is_left(client, resolve):
    english, arabic = factories.make_pair()
    [address, _second] = old_addresses(english)
    english.delete()
    [left] = resolve(address).json()["translations"]
    assert left["lang"] == "ar"
    page = client.get(address)
    assert page.status_code == 410
    assert arabic.title in page.content.decode()


def test_a_deleted_page_below_a_moved_one_is_gone_at_its_old_address(client, resolve):
    parent = factories.make_page(slug="parent")
    child = factories.make_page(parent=parent, slug="child")
    rename(parent, "moved")
    Page.objects.get(pk=child.pk).delete()
    for ask in (resolve, client.get):
        assert ask("/en/parent/child/").status_code == 410


def test_what_is_public_or_redirected_there_now_comes_first(client, resolve):
    story = factories.make_story(slug="first")
    old_addresses(story)
    story.delete()
    other = factories.make_story(slug="first")
    add("/en/news/second", other)
    for address in ("/en/news/first/", "/en/news/second/"):
        assert shown_by_api(resolve, address) == shown_by_site(client, address)
        assert shown_by_site(client, address) == path_of(other)
    other.delete()
    assert shown_by_api(resolve, "/en/news/second/") == shown_by_site(client, "/en/news/second/")


def test_a_redirect_to_an_old_address_of_a_deleted_page_is_gone(client, resolve):
    story = factories.make_story(slug="first")
    old_addresses(story)
    add("/campaign", "http://testserver/en/news/first/")
    assert shown_by_site(client, "/campaign") == shown_by_api(resolve, "/campaign")
    story.delete()
    assert shown_by_site(client, "/campaign") == shown_by_api(resolve, "/campaign") == 410


def test_the_last_of_several_pages_at_an_address_is_the_one_that_counts(resolve):
    first = factories.make_story(slug="place")
    rename(first, "elsewhere")
    second = factories.make_story(slug="place")
    rename(second, "away")
    first.delete()
    assert resolve("/en/news/place/").json()["id"] == f"{second.work}:en"


def test_the_old_address_of_a_draft_or_a_deleted_list_is_as_nothing(client, resolve):
    draft = factories.make_story(live=False, slug="secret")
    rename_without_publishing(draft, "other")
    draft.delete()
    parent = factories.news_index()
    rename(parent, "stories")
    Page.objects.get(pk=parent.pk).delete()
    for address in ("/en/news/secret/", "/en/news/", "/en/stories/"):
        assert (resolve(address).status_code, client.get(address).status_code) == (404, 404)


def rename_without_publishing(page, slug):
    page.slug = slug
    page.save()


def test_two_pages_that_exchange_their_addresses_are_found_where_they_are(client, resolve):
    one, two = factories.make_story(slug="one"), factories.make_story(slug="two")
    with publication_transaction():
        rename(one, "between")
        rename(two, "one")
        rename(one, "two")
    for slug, page in (("one", two), ("two", one)):
        assert shown_by_api(resolve, f"/en/news/{slug}/") == path_of(page) == f"/en/news/{slug}/"
    two.delete()
    # It is where the other one was before: that one has moved and is still there.
    for shown in (shown_by_site(client, "/en/news/one/"), shown_by_api(resolve, "/en/news/one/")):
        assert shown == path_of(one)


def test_addresses_that_were_left_before_there_was_a_record_are_recorded_by_the_migration(resolve):
    story = factories.make_story()
    addresses = old_addresses(story)
    FormerAddress.objects.all().delete()
    migration = import_module("core.migrations.0007_former_addresses")
    migration.record_redirected_addresses(apps, None)
    story.delete()
    assert [resolve(address).status_code for address in addresses] == [410, 410]
