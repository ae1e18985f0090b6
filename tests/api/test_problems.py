"""Every answer under /api/, errors too: its form, its headers, and that it never redirects."""

import re

import pytest
from django.conf import settings
from django.test import Client

from tests import factories
from tests.api import headers_of

pytestmark = pytest.mark.any_database

PATHS = [
    "/api/v1/",
    "/api/v1/languages/",
    "/api/v1/news/",
    "/api/v1/forums/",
    "/api/v1/councils/",
    "/api/v1/pages/",
    "/api/v1/initiative/",
    "/api/v1/topics/",
    "/api/v1/organisations/",
    "/api/v1/governorates/",
    "/api/v1/openapi.json",
    "/api/v1/docs/",
    "/api/v1/docs/ar/",
]
UNMATCHED = [
    "/api",
    "/api/",
    "/api/v2/",
    "/api/v1/nothing/",
    "/api/v1/news/a/b/c/",
    "/api/v1//news/",
    "/api/v1/خبر/",
    "/api/%00",
]


def problem(response, status):
    assert response.status_code == status
    assert response["Content-Type"] == "application/problem+json"
    content = response.json()
    assert content["status"] == status
    assert content["type"].startswith("http://testserver/api/v1/docs/#")
    assert {"title", "detail", "instance", "errors"} <= content.keys()
    return content


@pytest.mark.parametrize("path", PATHS)
def test_each_address_answers_with_and_without_its_last_slash(db, client, path):
    whole = client.get(path)
    bare = client.get(path.rstrip("/"))
    slashed = client.get(path.rstrip("/") + "/")
    assert whole.status_code == bare.status_code == slashed.status_code == 200
    assert whole.content == bare.content == slashed.content


def test_items_and_pairs_answer_without_their_last_slash(db, client):
    story = factories.make_story()
    assert client.get(f"/api/v1/news/{story.work}").status_code == 200
    assert client.get(f"/api/v1/news/{story.work}/en").status_code == 200


@pytest.mark.parametrize("path", UNMATCHED)
@pytest.mark.parametrize("method", ["get", "post", "head"])
def test_what_is_not_there_is_a_problem_and_no_redirect(db, client, path, method):
    response = getattr(client, method)(path, headers={"Accept-Language": "ar"})
    assert response.status_code == 404
    assert response["Content-Type"] == "application/problem+json"
    assert "Location" not in response


@pytest.mark.parametrize("path", PATHS)
@pytest.mark.parametrize("method", ["post", "put", "patch", "delete", "trace"])
def test_other_methods_are_refused_with_those_that_are_allowed(db, client, path, method):
    response = getattr(client, method)(path)
    problem(response, 405)
    assert response["Allow"] == "GET, HEAD, OPTIONS"


@pytest.mark.parametrize("path", PATHS)
def test_head_has_the_headers_of_get_and_no_body(db, client, path):
    get, head = client.get(path), client.head(path)
    assert head.content == b""
    assert headers_of(head) == headers_of(get)
    assert int(head["Content-Length"]) == len(get.content)


@pytest.mark.parametrize("path", PATHS)
def test_options_names_the_methods(db, client, path):
    response = client.options(path)
    assert (response.status_code, response.content) == (204, b"")
    assert response["Allow"] == "GET, HEAD, OPTIONS"


@pytest.mark.parametrize("path", [*PATHS, *UNMATCHED])
def test_a_preflight_is_answered_everywhere(db, client, path):
    headers = {
        "Origin": "https://partner.example",
        "Access-Control-Request-Method": "GET",
        "Access-Control-Request-Headers": "if-none-match",
    }
    response = client.options(path, headers=headers)
    assert response.status_code == 204
    assert response["Access-Control-Allow-Origin"] == "*"
    assert "GET" in response["Access-Control-Allow-Methods"]
    assert "If-None-Match" in response["Access-Control-Allow-Headers"]


@pytest.mark.parametrize("path", [*PATHS, *UNMATCHED, "/api/v1/news/?limit=101"])
def test_every_answer_may_be_read_from_any_origin(db, client, path):
    for response in (client.get(path), client.post(path)):
        assert response["Access-Control-Allow-Origin"] == "*"
        assert response["Access-Control-Expose-Headers"] == (
            "ETag, Link, Retry-After, RateLimit, RateLimit-Policy"
        )


@pytest.mark.parametrize("path", ["/api/v1/", "/api/v1/news/", "/api/v1/openapi.json"])
@pytest.mark.parametrize("accept", ["text/html", "application/xml", "image/*", "text/*;q=0.5"])
def test_a_format_that_is_not_available_is_refused(db, client, path, accept):
    content = problem(client.get(path, headers={"Accept": accept}), 406)
    assert "application/json" in content["detail"]


@pytest.mark.parametrize(
    "accept", ["application/json", "application/*", "*/*", "", "text/html,application/json;q=0.9"]
)
def test_json_is_given_to_those_who_take_it(db, client, accept):
    assert client.get("/api/v1/news/", headers={"Accept": accept}).status_code == 200


def test_the_guide_is_html_alone(db, client):
    assert client.get("/api/v1/docs/", headers={"Accept": "text/html"}).status_code == 200
    problem(client.get("/api/v1/docs/", headers={"Accept": "application/json"}), 406)


def test_titles_and_details_of_errors_follow_the_reader_and_codes_do_not(db, client):
    path = "/api/v1/news/?limit=0"
    english = client.get(path, headers={"Accept-Language": "en"})
    arabic = client.get(path, headers={"Accept-Language": "fr, ar-IQ;q=0.8, en;q=0.1"})
    assert (english["Content-Language"], arabic["Content-Language"]) == ("en", "ar")
    assert english.json()["type"] == arabic.json()["type"]
    assert english.json()["errors"][0]["code"] == arabic.json()["errors"][0]["code"]
    assert "Accept-Language" in arabic["Vary"]
    assert client.get(path, headers={"Accept-Language": "de"})["Content-Language"] == "en"


def test_data_never_varies_with_the_reader(db, client):
    factories.make_pair()
    for path in PATHS:
        english = client.get(path, headers={"Accept-Language": "en"})
        arabic = client.get(path, headers={"Accept-Language": "ar", "Cookie": "django_language=ar"})
        assert english.content == arabic.content
        assert english["Vary"] == "Accept-Encoding"


def test_data_may_be_cached_for_half_a_minute_and_errors_not(db, client):
    assert client.get("/api/v1/news/")["Cache-Control"] == "public, max-age=30"
    assert client.get("/api/v1/news/?limit=0")["Cache-Control"] == "no-store"
    assert client.get("/api/v1/nothing/")["Cache-Control"] == "no-store"


def test_neither_sessions_nor_users_are_touched(db, client, cold_queries):
    client.force_login(factories.make_user("Communications"))
    with cold_queries(2) as queries:
        response = client.get("/api/v1/openapi.json")
    read = " ".join(query["sql"] for query in queries)
    assert all(table in read for table in ("core_shelfcounter", "core_initiativesettings"))
    assert not response.cookies
    assert not hasattr(response.wsgi_request, "session")
    assert not hasattr(response.wsgi_request, "user")


def test_a_host_that_is_not_ours_is_refused(db, client):
    response = client.get("/api/v1/", headers={"Host": "evil.example"})
    content = problem(response, 400)
    assert "evil.example" not in str(content)
    assert response["Access-Control-Allow-Origin"] == "*"


def test_answers_have_the_security_headers_of_the_rest_of_the_site(db, client):
    page, answer = client.get("/livez"), client.get("/api/v1/")
    for name in (
        "Content-Security-Policy",
        "X-Content-Type-Options",
        "X-Frame-Options",
        "Referrer-Policy",
        "Cross-Origin-Opener-Policy",
    ):
        assert answer[name] == page[name], name


def test_an_internal_error_is_a_problem_that_discloses_nothing(db, monkeypatch, settings):
    settings.API_RATE_LIMIT = {"made": 5, "cached": 5}
    monkeypatch.setattr("api.views.root.absolute", _fail)
    client = Client(raise_request_exception=False)
    response = client.get("/api/v1/")
    content = problem(response, 500)
    assert "1234" not in str(content)
    assert response["RateLimit"].startswith('"made";r=')
    assert response["Access-Control-Allow-Origin"] == "*"
    assert response["Cache-Control"] == "no-store"


def _fail(*_):
    raise RuntimeError("the password is 1234")


def test_plain_http_is_sent_to_https_where_the_site_is(db, client, settings):
    settings.SECURE_SSL_REDIRECT = True
    response = Client().get("/api/v1/news/?lang=ar")
    assert (response.status_code, response["Location"]) == (
        301,
        "https://testserver/api/v1/news/?lang=ar",
    )
    assert response["Access-Control-Allow-Origin"] == "*"


def test_the_instance_is_the_address_that_was_asked_for(db, client):
    content = problem(client.get("/api/v1/خبر/?lang=ar"), 404)
    assert content["instance"] == "/api/v1/%D8%AE%D8%A8%D8%B1/?lang=ar"


def test_the_middleware_comes_before_sessions():
    names = settings.MIDDLEWARE
    assert names.index("api.middleware.ApiMiddleware") < names.index(
        "django.contrib.sessions.middleware.SessionMiddleware"
    )


@pytest.mark.parametrize("query", ["limit=101", "limit=x", "lang=fr", "colour=red"])
def test_messages_with_values_in_them_follow_accept_language_too(client, query):
    answer = client.get(f"/api/v1/news/?{query}", headers={"Accept-Language": "ar"}).json()
    message = answer["errors"][0]["message"]
    assert re.search(r"[\u0621-\u064a]{3}", message)
    assert not re.search(r"\b(Allowed|Supported|whole number)\b", message)


@pytest.mark.parametrize(
    ("accept", "status"),
    [
        ("application/json; charset=utf-8", 200),
        ("application/json;charset=UTF-8, text/plain", 200),
        ("application/json; indent=4; q=0.5", 200),
        ("APPLICATION/JSON", 200),
        ("application/*;q=0.1", 200),
        ("application/json;q=0, */*", 406),
        ("application/*;q=0, */*", 406),
        ("*/*;q=0, application/json", 200),
        ("text/*, */*;q=0", 406),
        ("application/json;q=x", 406),
    ],
)
def test_the_most_specific_range_of_accept_decides(db, client, accept, status):
    assert client.get("/api/v1/languages/", headers={"Accept": accept}).status_code == status


@pytest.mark.parametrize("header", ["ar;q=0", "en, ar;q=0", "fr", ""])
def test_a_language_that_is_refused_is_not_the_language_of_errors(db, client, header):
    response = client.get("/api/v1/nothing/", headers={"Accept-Language": header})
    assert response["Content-Language"] == "en"


def test_a_single_fault_is_described_in_the_detail(db, client):
    content = client.get("/api/v1/news/?limit=0").json()
    assert content["detail"] == f"limit: {content['errors'][0]['message']}"
    arabic = client.get("/api/v1/news/?limit=0", headers={"Accept-Language": "ar"}).json()
    assert arabic["detail"] == f"limit: {arabic['errors'][0]['message']}"
    assert arabic["detail"] != content["detail"]
    assert "errors" in client.get("/api/v1/news/?limit=0&lang=fr").json()["detail"]


def test_a_fault_while_refusing_stays_a_problem_that_may_be_read(db, monkeypatch):
    def broken(*_args):
        raise RuntimeError("a secret")

    monkeypatch.setattr("api.limits.client_address", broken)
    monkeypatch.setattr("django.conf.settings.API_RATE_LIMIT", {"made": 5, "cached": 5})
    response = Client(raise_request_exception=False).get("/api/v1/nothing/")
    assert problem(response, 500)
    assert response["Access-Control-Allow-Origin"] == "*"
    assert "a secret" not in response.content.decode()


def test_answers_without_a_body_have_no_type(db, client):
    response = client.options("/api/v1/news/")
    assert response.status_code == 204
    assert "Content-Type" not in response
