"""What pages may load and run, and where their links may lead."""

import json

import pytest
from django.core.exceptions import ValidationError
from django.test import Client

from core.body.rendering import render_body
from core.models import Menu, MenuLink, Organisation
from news.models import NewsPage
from tests import factories

pytestmark = [pytest.mark.django_db, pytest.mark.any_database]

PUBLIC = [
    "/en/",
    "/ar/news/",
    "/en/nothing-here/",
    "/api/v1/",
    "/api/v1/docs/",
    "/api/nothing",
    "/livez",
    "/media/nothing.jpg",
]


def policy(response):
    parts = response["Content-Security-Policy"].split(";")
    found = {name: rest for name, *rest in (part.split() for part in parts)}
    return {name: rest for name, rest in found.items() if not name.startswith("report-")}


@pytest.mark.parametrize("address", PUBLIC)
def test_public_answers_load_from_this_site_alone_and_run_nothing_inline(client, address):
    response = client.get(address)
    found = policy(response)
    assert found["default-src"] == ["'none'"]
    assert found["base-uri"] == ["'none'"]
    assert {source for sources in found.values() for source in sources} == {"'self'", "'none'"}
    assert response["X-Content-Type-Options"] == "nosniff"
    assert (response.status_code == 200) == ("nothing" not in address)


def test_so_do_static_files(client, settings):
    settings.STATIC_ROOT.mkdir(exist_ok=True)
    (settings.STATIC_ROOT / "trial.css").write_text("a {}")
    response = client.get("/static/trial.css")
    assert response.status_code == 200
    assert policy(response)["default-src"] == ["'none'"]


def test_a_fault_carries_the_same_policy(monkeypatch):
    def fail(*_args, **_more):
        raise ValueError

    monkeypatch.setattr("home.models.HomePage.serve", fail)
    response = Client(raise_request_exception=False).get("/en/")
    assert response.status_code == 500
    assert policy(response)["default-src"] == ["'none'"]


def test_the_cms_alone_may_run_inline_scripts_and_loads_from_no_other_host(client):
    found = policy(client.get("/admin/login/"))
    assert found["script-src"] == ["'self'", "'unsafe-inline'"]
    assert found["default-src"] == ["'none'"]
    assert not [source for sources in found.values() for source in sources if "." in source]
    assert "'unsafe-eval'" not in found["script-src"]


def link_of_a_menu(address):
    menu = Menu.objects.first() or Menu.objects.create(place="main", language="en")
    return MenuLink(menu=menu, address=address, text="x")


WAYS = {
    "saved": lambda address: link_of_a_menu(address).save(),
    "in bulk": lambda address: MenuLink.objects.bulk_create([link_of_a_menu(address)]),
    "updated": lambda address: Organisation.objects.update(website=address),
    "in a page": lambda address: factories.make_story(source_url=address),
}


@pytest.mark.parametrize("way", WAYS)
@pytest.mark.parametrize(
    "address",
    ["javascript:alert(1)", "//evil.example/a", "data:text/html,x", "/relative", "https:///x"],
)
def test_an_address_that_opens_no_web_page_is_refused_by_the_model_itself(address, way):
    with pytest.raises(ValidationError):
        WAYS[way](address)


def test_a_button_in_a_body_that_would_run_a_script_is_not_published():
    button = {"label": "Sign", "address": "javascript:alert(1)"}
    body = [{"type": "call_to_action", "value": button}]
    html = str(render_body(NewsPage(body=json.dumps(body)).body, "en").html)
    assert "javascript" not in html
