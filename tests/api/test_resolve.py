"""An address of the site leads to its item, however it is written and wherever the page went."""

from datetime import timedelta
from unicodedata import normalize
from urllib.parse import quote

import pytest
from django.utils import timezone
from wagtail.contrib.redirects.models import Redirect
from wagtail.models import Page, PageViewRestriction

from core.models import PublicationCounter, PublishedItem
from core.publication.state import forget_state
from tests import factories
from tests.api.conftest import forget_everything
from tests.api.contract import check

# Its hamza is one character in NFC and two in NFD.
TITLE = "أخبار هيت"
NOTHING = "/en/news/there-was-never-anything-here/"


@pytest.fixture
def resolve(get):
    """Ask for an address, encoded as a parameter has to be."""

    def ask(url: str, **headers: str):
        return get(f"resolve/?url={quote(url, safe='')}", **headers)

    return ask


@pytest.fixture(scope="module")
def story(once):
    return factories.make_story("ar", title=TITLE)


def redirect(old_path, to):
    Redirect.add_redirect(old_path, to)


def rename(page, slug):
    page.slug = slug
    page.save_revision().publish()


def withdrawn_alike(resolve, url):
    """Whether an address is answered just as one where never was anything."""
    answer, nothing = resolve(url).json(), resolve(NOTHING).json()
    return answer.pop("instance") != nothing.pop("instance") and answer == nothing


def test_the_answer_is_what_the_items_own_address_answers(get, resolve):
    english, arabic = factories.make_pair()
    for page, lang in ((english, "en"), (arabic, "ar")):
        address = f"news/{english.work}/{lang}/"
        answer, item = resolve(page.url), get(address)
        assert answer.status_code == 200
        assert answer.content == item.content
        for name in ("Content-Language", "Link", "Cache-Control", "Content-Type"):
            assert answer[name] == item[name]
        assert answer["Content-Location"] == f"http://testserver/api/v1/{address}"


@pytest.mark.parametrize(
    "written",
    [
        "http://testserver/ar/news/{raw}/",
        "https://testserver/ar/news/{raw}/",
        "HTTP://TestServer:80/ar/news/{raw}/",
        "https://testserver:443/ar/news/{raw}/",
        "/ar/news/{raw}/",
        "/ar/news/{raw}",
        "/ar/news/{encoded}/",
        "/ar/news/{encoded}",
        "/ar/news/{lower}/",
        "/ar/news/{nfd}/",
        "/ar/news/{nfd_encoded}",
        "/ar/news/{raw}/?utm_source=x&page=2",
        "http://testserver/ar/news/{encoded}/?q=%00#part",
        "/ar/news/{raw}#part",
    ],
)
def test_an_address_is_understood_however_it_is_written(resolve, story, written):
    raw = normalize("NFC", story.slug)
    nfd = normalize("NFD", raw)
    assert nfd != raw
    url = written.format(
        raw=raw,
        encoded=quote(raw),
        lower=quote(raw).lower(),
        nfd=nfd,
        nfd_encoded=quote(nfd),
    )
    assert resolve(url).json()["id"] == f"{story.work}:ar"


def test_arabic_need_not_be_encoded_for_the_parameter(get, story):
    assert get(f"resolve/?url=/ar/news/{story.slug}/").json()["id"] == f"{story.work}:ar"


@pytest.mark.parametrize("lang", ["en", "ar"])
def test_the_front_page_of_a_language_is_the_initiative(resolve, lang):
    item = resolve(f"http://testserver/{lang}/").json()
    assert (item["type"], item["lang"]) == ("initiative", lang)


def test_every_type_has_its_place(resolve):
    pages = {
        "forum": factories.make_forum(),
        "council": factories.make_council(),
        "page": factories.make_page(),
    }
    for kind, page in pages.items():
        assert resolve(page.url).json()["type"] == kind


@pytest.mark.parametrize(
    ("query", "code"),
    [
        ("", "required"),
        ("url=", "blank"),
        ("url=%20", "blank"),
        ("url=/en/&url=/ar/", "repeated"),
        ("url=https://example.org/en/", "foreign"),
        ("url=https://testserver.example.org/en/", "foreign"),
        ("url=https://testserver:8443/en/", "foreign"),
        ("url=https://sub.testserver/en/", "foreign"),
        ("url=//example.org/en/", "foreign"),
        ("url=//testserver/en/", "scheme"),
        ("url=ftp://testserver/en/", "scheme"),
        ("url=javascript:alert(1)", "scheme"),
        ("url=data:text/html,x", "scheme"),
        ("url=file:///etc/passwd", "scheme"),
        ("url=https://someone@testserver/en/", "user_info"),
        ("url=https://testserver@example.org/en/", "user_info"),
        ("url=https://someone:secret@testserver/en/", "user_info"),
        ("url=en/news/", "malformed"),
        ("url=///en/", "malformed"),
        ("url=testserver.example.org/en/", "malformed"),
        ("url=/en/%5C%5Cexample.org/", "malformed"),
        ("url=/en/a%20b/", "malformed"),
        ("url=/en/%0A/", "malformed"),
        ("url=http://[/", "malformed"),
        ("url=http://testserver:port/", "malformed"),
        ("url=/en/%2500/", "malformed"),
        ("url=/en/%00/", "nul"),
        ("url=/" + "x" * 4000, "too_long"),
        ("address=/en/&url=/en/", "unknown"),
    ],
)
def test_what_is_no_address_of_this_site_is_refused(get, query, code):
    response = get(f"resolve/?{query}")
    assert response.status_code == 400
    assert code in [fault["code"] for fault in response.json()["errors"]]


def test_a_refusal_says_whose_addresses_are_taken(get):
    [fault] = get("resolve/?url=https://example.org/").json()["errors"]
    assert fault["parameter"] == "url"
    assert "http://testserver" in fault["message"]


@pytest.mark.parametrize("url", ["/fr/", "/en/nothing/", "/admin/", "/api/v1/", "/en/%FF/"])
def test_where_there_is_nothing_404_is_the_answer(resolve, url):
    assert resolve(url).status_code == 404


@pytest.mark.parametrize(
    ("url", "path"),
    [
        (" http://testserver/en/ ", "/en/"),
        ("testserver/ar/", "/ar/"),
        ("TestServer", "/en/"),
        ("http://testserver./en/", "/en/"),
        ("https://www.example.org/en/", "/en/"),
        ("http://testserver", "/en/"),
        ("/", "/en/"),
    ],
)
def test_addresses_as_people_copy_them_are_understood(resolve, settings, url, path):
    settings.ALLOWED_HOSTS = ["testserver", "www.example.org"]
    answer = resolve(url)
    assert answer.status_code == 200
    assert answer.json()["url"] == f"http://testserver{path}"


@pytest.mark.parametrize(
    "headers", [{"If_None_Match": "*"}, {"If_Modified_Since": "Fri, 01 Jan 2038 00:00:00 GMT"}]
)
def test_nobody_is_told_that_what_is_gone_has_not_changed(get, resolve, headers):
    story = factories.make_story()
    PublicationCounter.objects.update(changed_at=timezone.now() - timedelta(minutes=1))
    forget_everything()
    address = f"resolve/?url={story.url}"
    assert get(address, **headers).status_code == 304
    assert get("resolve/?url=/en/nothing/", **headers).status_code == 404
    story.unpublish()
    PublicationCounter.objects.update(changed_at=timezone.now() - timedelta(minutes=1))
    forget_everything()
    assert get(address, **headers).status_code == 410


def test_a_page_that_lists_others_has_no_item(resolve):
    answer = resolve(factories.news_index("ar").url)
    assert answer.status_code == 404
    assert "has no item" in answer.json()["detail"]


def test_what_was_never_public_cannot_be_told_from_nothing(resolve):
    draft = factories.make_story(live=False, slug="a-draft")
    hidden = factories.make_story(live=False, slug="hidden")
    PageViewRestriction.objects.create(page=hidden, restriction_type=PageViewRestriction.LOGIN)
    hidden.save_revision().publish()
    redirect("/en/news/to-a-draft", draft)
    redirect("/en/news/to-what-is-hidden", hidden)
    for slug in ("a-draft", "hidden", "to-a-draft", "to-what-is-hidden"):
        assert withdrawn_alike(resolve, f"/en/news/{slug}/"), slug


def test_a_withdrawn_index_cannot_be_told_from_nothing(resolve):
    index = factories.news_index()
    index.unpublish()
    assert withdrawn_alike(resolve, index.url)


def test_what_is_withdrawn_is_gone_and_names_what_is_left(get, resolve):
    english, arabic = factories.make_pair()
    english.unpublish()
    answer, item = resolve(english.url), get(f"news/{english.work}/en/")
    assert answer.status_code == item.status_code == 410
    for name in ("gone_since", "translations", "detail"):
        assert answer.json()[name] == item.json()[name]
    assert resolve(arabic.url).status_code == 200


def test_a_restricted_or_deleted_story_that_was_public_is_gone(resolve):
    story, other = factories.make_story(), factories.make_story()
    PageViewRestriction.objects.create(page=story, restriction_type=PageViewRestriction.LOGIN)
    Page.objects.get(pk=other.pk).delete()
    assert [resolve(page.url).status_code for page in (story, other)] == [410, 410]


def test_an_old_slug_leads_to_where_the_story_is_now(resolve):
    story = factories.make_story("ar", title=TITLE)
    old = story.url
    rename(story, "اسم-جديد")
    rename(story, "اسم-آخر")
    for url in (old, "/ar/news/اسم-جديد/", "/ar/news/اسم-آخر/"):
        answer = resolve(url)
        assert answer.status_code == 200
        assert answer["Content-Location"].endswith(f"/news/{story.work}/ar/")


def test_an_old_slug_of_a_withdrawn_story_is_gone(resolve):
    story = factories.make_story(slug="before")
    rename(story, "after")
    story.unpublish()
    assert resolve("/en/news/before/").status_code == 410


def test_a_moved_page_is_found_at_its_old_address(resolve):
    page, parent = factories.make_page(slug="child"), factories.make_page(slug="parent")
    page.move(parent, pos="last-child")
    assert resolve("/en/child/").json()["url"] == "http://testserver/en/parent/child/"


def test_another_page_at_the_old_address_comes_before_the_redirect(resolve):
    story = factories.make_story(slug="place")
    rename(story, "elsewhere")
    other = factories.make_story(slug="place")
    assert resolve("/en/news/place/").json()["id"] == f"{other.work}:en"


def test_a_redirect_comes_before_what_was_withdrawn_there(resolve):
    story, other = factories.make_story(), factories.make_story()
    story.unpublish()
    redirect(story.url, other)
    assert resolve(story.url).json()["id"] == f"{other.work}:en"


def test_redirects_are_followed_one_after_the_other(resolve):
    story = factories.make_story("ar", title=TITLE)
    redirect("/first", "/second/")
    redirect("/second", "http://testserver/third/?x=1")
    redirect("/third", story)
    assert resolve("/first/").json()["id"] == f"{story.work}:ar"


@pytest.mark.parametrize(
    "targets",
    [
        ["/a/"],
        ["/b/", "/a/"],
        [*(f"/{name}/" for name in "bcdefghijk"), "/en/"],
    ],
)
def test_redirects_in_circles_or_without_end_lead_nowhere(resolve, targets):
    for old, target in zip("abcdefghijk", targets, strict=False):
        redirect(f"/{old}", target)
    assert resolve("/a/").status_code == 404


def test_a_redirect_to_another_site_leads_to_no_item(resolve):
    redirect("/partner", "https://example.org/en/")
    assert resolve("/partner/").status_code == 404


def test_a_redirect_that_staff_change_leads_at_once_to_the_new_page(resolve):
    story, other = factories.make_story(), factories.make_story()
    redirect("/campaign", story)
    first = resolve("/campaign/")
    assert first.json()["id"] == f"{story.work}:en"
    Redirect.objects.get(old_path="/campaign").delete()
    assert resolve("/campaign/").status_code == 404
    redirect("/campaign", other)
    answer = resolve("/campaign/", if_modified_since=first["Last-Modified"])
    assert answer.json()["id"] == f"{other.work}:en"


def test_asking_again_costs_nothing_while_nothing_has_changed(resolve, cold_queries):
    story = factories.make_story(slug="before")
    tag = resolve("/en/news/before/")["ETag"]
    with cold_queries(1):
        assert resolve("/en/news/before/", if_none_match=tag).status_code == 304
    rename(story, "after")
    assert resolve("/en/news/before/", if_none_match=tag).status_code == 200


def test_a_current_address_needs_one_query_and_a_redirect_three(resolve, cold_queries):
    story = factories.make_story(slug="before")
    for _ in range(5):
        factories.make_story()
    with cold_queries(1):
        assert resolve("/en/news/before/").status_code == 200
    rename(story, "after")
    with cold_queries(3):
        assert resolve("/en/news/before/").status_code == 200
    with cold_queries(2):
        assert resolve(NOTHING).status_code == 404


def test_the_addresses_of_the_setting_are_ours(resolve, settings):
    story = factories.make_story()
    settings.BASE_URL = "https://xn--mgba3gch31f.example:8443"
    forget_state()
    path = PublishedItem.objects.get(page_id=story.pk).path
    assert resolve(f"{settings.BASE_URL}{path}").status_code == 200
    assert resolve(f"http://testserver{path}").status_code == 400


def test_answers_are_as_the_document_describes_them(resolve):
    story = factories.make_story()
    for url in ("/en/", story.url, NOTHING, "https://example.org/"):
        check(resolve(url), "/api/v1/resolve/")
    story.unpublish()
    assert check(resolve(story.url), "/api/v1/resolve/")["status"] == 410
