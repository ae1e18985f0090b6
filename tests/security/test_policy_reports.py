"""Browsers report what the content policy refused; the answer is small and reveals nobody."""

import json
import logging

import pytest
from django.test import Client

from core.public import policy_reports
from tests import factories

pytestmark = pytest.mark.any_database

ADDRESS = "/csp-report/"
OLD, NEW = "application/csp-report", "application/reports+json"


@pytest.fixture(autouse=True)
def nothing_counted():
    policy_reports.counts.forget()
    yield
    policy_reports.counts.forget()


def old(blocked: str = "https://evil.example/a?token=secret", **fields: str) -> dict[str, object]:
    report = {
        "document-uri": "http://testserver/en/news/?q=secret",
        "violated-directive": "script-src 'self'",
        "blocked-uri": blocked,
    }
    return {"csp-report": report | fields}


def new(blocked: str = "https://evil.example/a?token=secret") -> list[dict[str, object]]:
    body = {
        "documentURL": "http://testserver/admin/pages/7/",
        "effectiveDirective": "script-src-elem",
        "blockedURL": blocked,
    }
    return [{"type": "csp-violation", "url": "http://testserver/", "age": 1, "body": body}]


def send(content: object, kind: str = OLD) -> int:
    data = content if isinstance(content, str) else json.dumps(content)
    # As browsers do: without a token, and never signed in to anything.
    client = Client(enforce_csrf_checks=True)
    return client.post(ADDRESS, data, content_type=kind).status_code


@pytest.mark.parametrize("path", ["/en/", "/admin/login/", "/api/v1/docs/", "/en/nothing/"])
def test_every_answer_names_the_address_in_both_ways(client, db, path):
    response = client.get(path)
    policy = response["Content-Security-Policy"]
    assert f"report-uri {ADDRESS}" in policy
    assert "report-to csp" in policy
    assert response["Reporting-Endpoints"] == f'csp="http://testserver{ADDRESS}"'


@pytest.mark.django_db
def test_both_formats_are_counted_without_a_query_of_the_database(django_assert_num_queries):
    with django_assert_num_queries(0):
        assert send(old()) == 204
        assert send(new(), NEW) == 204
    assert dict(policy_reports.counts.kinds) == {
        ("script-src", "evil.example", "site"): 1,
        ("script-src-elem", "evil.example", "CMS"): 1,
    }


def test_a_kind_is_logged_once_and_at_ten_without_addresses(caplog):
    with caplog.at_level(logging.WARNING, "core.public.policy_reports"):
        for _time in range(11):
            send(old())
    lines = [record.getMessage() for record in caplog.records if "policy" in record.name]
    assert lines == [
        "Content policy: script-src refused evil.example in the site, 1 today",
        "Content policy: script-src refused evil.example in the site, 10 today",
    ]


@pytest.mark.parametrize(
    ("blocked", "shown"),
    [
        ("inline", "inline"),
        ("data:text/html,secret", "data"),
        ("https://user:secret@evil.example:8443/", "evil.example"),
        ("https://a_b.example/", "other"),
        ("secret words", "other"),
        ("", "other"),
    ],
)
def test_of_what_was_blocked_only_the_host_is_known(blocked, shown):
    assert send(old(blocked)) == 204
    [(_directive, host, _place)] = policy_reports.counts.kinds
    assert host == shown


@pytest.mark.parametrize(
    ("content", "kind", "status"),
    [
        (old(), "application/json", 415),
        (old(), "text/plain", 415),
        ("{", OLD, 400),
        ("[" * 8000, OLD, 400),
        ([], OLD, 400),
        ({"csp-report": {"blocked-uri": 7}}, OLD, 400),
        ({}, OLD, 400),
        ([7], NEW, 400),
        ([{"type": "csp-violation"}], NEW, 400),
        (old("https://a.example/" + "x" * 9000), OLD, 413),
        ([{"type": "deprecation", "body": {}}], NEW, 204),
    ],
)
def test_what_is_no_report_is_refused(content, kind, status):
    assert send(content, kind) == status
    assert not policy_reports.counts.kinds


def test_the_number_of_kinds_is_bounded(monkeypatch):
    monkeypatch.setattr(policy_reports, "MAX_KINDS", 3)
    for number in range(9):
        assert send(old(f"https://host{number}.example/")) == 204
    assert len(policy_reports.counts.kinds) == 4
    assert policy_reports.counts.kinds["other", "other", "other"] == 6


def test_a_flood_is_answered_without_being_read(monkeypatch):
    monkeypatch.setattr(policy_reports, "MAX_PER_MINUTE", 2)
    answers = [send(old()) for _time in range(4)]
    assert sorted(answers)[:2] == [204, 204]
    assert answers.count(429) >= 1


def test_it_is_only_for_reports(client, db):
    assert client.get(ADDRESS).status_code == 405
    factories.make_story()
    assert "csp-report" not in client.get("/sitemap.xml").content.decode()
    assert "csp-report" not in client.get("/robots.txt").content.decode()
