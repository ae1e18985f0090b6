"""An address of the site leads to its item, however it is written."""

from unicodedata import normalize
from urllib.parse import quote

import pytest

from core.models import PublishedItem
from core.publication.state import forget_state
from tests import factories
from tests.api.contract import check

# Its hamza is one character in NFC and two in NFD.
TITLE = "أخبار هيت"
NOTHING = "/en/news/there-was-never-anything-here/"


@pytest.fixture(scope="module")
def story(once):
    return factories.make_story("ar", title=TITLE)


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
        ("url=testserver.example.org/en/", "foreign"),
        ("url=/en/%5C%5Cexample.org/", "malformed"),
        ("url=/en/%0A/", "malformed"),
        ("url=/en/%09/", "malformed"),
        ("url=/en/%7F/", "malformed"),
        ("url=http://[/", "foreign"),
        ("url=http://testserver:port/", "foreign"),
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


@pytest.mark.parametrize(
    ("url", "words"),
    [
        ("/en/%2500/", "NUL"),
        ("http://testserver/%2500", "NUL"),
        ("%2500", "NUL"),
        ("/en%5Cnews/", "backslash"),
        ("%5Cen/", "backslash"),
        ("///en/", "Two slashes"),
        ("//testserver/en/", "Two slashes"),
        ("en/news/", "nor one that begins with a slash"),
        ("%250A", "nor one that begins with a slash"),
    ],
)
def test_an_error_names_what_is_wrong_with_an_address(get, url, words):
    [fault] = get(f"resolve/?url={url}").json()["errors"]
    assert words in fault["message"]


def test_where_no_page_is_the_error_speaks_of_the_site_and_not_of_the_api(get):
    problem = get("resolve/?url=/en/nothing/").json()
    assert problem["status"] == 404
    assert "/api/v1/" not in problem["detail"]


def test_an_error_names_the_site_whose_addresses_are_accepted(get):
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


MARKS = "\u200e\u200f\u061c\u200b\ufeff\u00ad\u202a\u202b\u202c\u2066\u2067\u2068\u2069\u2060"


@pytest.mark.parametrize("mark", MARKS)
@pytest.mark.parametrize(
    "written", ["{mark}{url}{mark}", " {mark} {url} ", "{mark}http://testserver{url}{mark}"]
)
def test_what_cannot_be_seen_around_an_address_is_ignored(resolve, story, written, mark):
    url = written.format(mark=mark, url=story.get_url())
    assert resolve(url).json()["id"] == f"{story.work}:ar"


def test_marks_that_were_encoded_with_the_address_are_ignored_by_site_and_api(
    resolve, client, story
):
    address = story.get_url() + quote("\u200f\u2069")
    assert resolve(address).json()["id"] == f"{story.work}:ar"
    assert client.get(address).url == story.get_url()


@pytest.mark.parametrize("url", ["/en/a b/", "/en/a%20b/", "http://testserver/en/a b/"])
def test_a_space_in_an_address_is_a_space_however_it_is_written(resolve, url):
    assert resolve(url).status_code == 404


def test_a_page_that_lists_others_has_no_item(resolve):
    answer = resolve(factories.news_index("ar").url)
    assert answer.status_code == 404
    assert "has no item" in answer.json()["detail"]


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
