"""The old hosts answer nothing but redirects, and reveal nothing that was never public."""

from urllib.parse import quote, unquote_to_bytes

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from wagtail.models import Collection, CollectionViewRestriction

from tests import factories
from tests.moving.imported import EN, OLD_SITES, ask_old_host, make_address, make_moved

pytestmark = [pytest.mark.django_db, pytest.mark.any_database]

MISSING = "/archives/999999"
UPLOADED = "/wp-content/uploads/2016/03/شاي-tea.jpg"


@pytest.fixture(autouse=True)
def old_sites(settings):
    settings.OLD_SITES = OLD_SITES


def never_public(kind: str) -> str:
    """Make something that was never public, and return its old address."""
    if kind == "draft":
        return f"/archives/{make_moved(factories.make_story(live=False)).post_id}"
    if kind == "deleted draft":
        draft = factories.make_story(live=False)
        post = make_moved(draft)
        draft.delete()
        return f"/archives/{post.post_id}"
    image = factories.make_image()
    if kind == "picture of a draft":
        factories.make_story(live=False, lead_image=image)
    if kind == "restricted picture":
        factories.make_story(lead_image=image)
        board = Collection.get_first_root_node().add_child(name="Board")
        CollectionViewRestriction.objects.create(collection=board, restriction_type="login")
        image.collection = board
        image.save()
    make_address(UPLOADED, image=image)
    return quote(UPLOADED)


@pytest.mark.parametrize(
    "kind", ["draft", "deleted draft", "unused picture", "picture of a draft", "restricted picture"]
)
@pytest.mark.parametrize("method", ["get", "head", "post"])
def test_what_was_never_public_is_answered_as_what_never_was(kind, method):
    address = never_public(kind)
    never_was = "/wp-content/uploads/1999/01/x.jpg" if "uploads" in address else MISSING
    answers = []
    for each in (address, never_was):
        with CaptureQueriesContext(connection) as queries:
            response = ask_old_host(each, method=method)
        statements = [query["sql"].split(" WHERE ")[0] for query in queries]
        answers.append((response.status_code, response.content, response.headers, statements))
    assert str(answers[0][2]["X-Request-ID"]) != str(answers[1][2]["X-Request-ID"])
    for answer in answers:
        del answer[2]["X-Request-ID"]
    assert [*answers[0][:2], dict(answers[0][2].items()), answers[0][3]] == [
        *answers[1][:2], dict(answers[1][2].items()), answers[1][3]
    ]  # fmt: skip
    assert answers[0][0] == 404
    assert len(answers[0][3]) <= 3


@pytest.mark.parametrize(
    "address",
    ["/admin/", "/admin/login/", "/api/v1/", "/api/v1/news/", "/feeds/en/news.rss", "/en/", "/ar/",
     "/en/news/", "/sitemap.xml", "/robots.txt", "/livez", "/readyz", "/static/css/site.css",
     "/oembed/?url=x", "/embed/x/", "/documents/1/x.pdf", "/wp-admin/", "/wp-login.php",
     "/xmlrpc.php", "/favicon.ico", "/csp-report/"],
)  # fmt: skip
def test_nothing_else_of_this_site_is_at_the_old_hosts(address):
    factories.make_story()
    response = ask_old_host(address)
    assert response.status_code == 404
    assert response.content == ask_old_host(MISSING).content
    assert not response.cookies
    for method in ("post", "put", "delete", "options"):
        assert ask_old_host(address, method=method).status_code == 404


def test_no_request_but_reading_is_redirected():
    make_moved(factories.make_story(), post_id=386)
    assert ask_old_host("/archives/386", method="head").status_code == 301
    assert ask_old_host("/archives/386", method="post").status_code == 404


HOSTILE = [
    "/?p=" + "9" * 6000, "/?p=-1", "/?p=1.5", "/?p=%00", "/?p=٣٨٦", "/?p=", "/?cat=%00",
    "/?tag=%ff", "/?category_name=" + "ا" * 900, "/archives/%00", "/archives/" + "9" * 400,
    "/archives/%ff%fe", "/" + "a" * 3000, "/" + "../" * 200 + "etc/passwd",
    "/wp-content/uploads/../../../etc/passwd",
    "/wp-content/uploads/", "/wp-content/uploads/%00.jpg", "/wp-content/uploads/-1x1.jpg",
    "/wp-content/uploads/" + "a-1x1" * 200 + ".jpg", "/%2e%2e/%2e%2e", "/index.php/../..", "/%25",
    "/archives/386%2f..%2f..%2f", "/?" + "&".join(f"p={n}" for n in range(2000)), "/;/", "/\\\\x",
    "/archives/386/feed/" + "x" * 500, "/?feed=%00", "/%ed%9f%bf", "/%ed%a0%80", "/%c0%af",
    "/?p[]=1&p=<script>",
]  # fmt: skip


@pytest.mark.parametrize("address", HOSTILE, ids=range(len(HOSTILE)))
def test_odd_input_is_not_found_and_no_failure(address):
    client = Client(HTTP_HOST=EN, raise_request_exception=False)
    path, _mark, query = address.partition("?")
    # As a web server decodes it.
    decoded = unquote_to_bytes(path).decode("latin-1")
    response = client.get("/x", PATH_INFO=decoded, QUERY_STRING=query)
    assert response.status_code in {301, 404}
    if response.status_code == 301:
        assert response["Location"].startswith("http://testserver/")


@pytest.mark.parametrize(
    "host",
    ["", "[", "[::1", "x:y", "a@www.old.example", "www.old.example/x", "www.old.example:99999",
     "مبادرة.example", "xn--a.example", "." * 300, "www.old.example:-1"],
)  # fmt: skip
def test_odd_hosts_are_refused_as_before(host):
    response = Client(HTTP_HOST=host, raise_request_exception=False).get(MISSING)
    assert response.status_code == 400 if host else response.status_code in {400, 404}
