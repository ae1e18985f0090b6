"""The site among bookmarks and on home screens."""

import re
from pathlib import Path

import pytest
from django.conf import settings
from django.contrib.staticfiles import finders
from PIL import Image

from core.models import InitiativeSettings
from tests.site.pages import get

pytestmark = pytest.mark.django_db


def static_file(address: str) -> Path:
    assert address.startswith("/static/")
    found = finders.find(address.removeprefix("/static/"))
    assert found, address
    return Path(found)


def test_a_page_names_its_icons_the_manifest_and_the_colours_of_both_schemes(client):
    page = get(client, "/ar/")
    [touch] = page.all("link", rel="apple-touch-icon")
    with Image.open(static_file(touch["href"])) as icon:
        assert icon.size == (180, 180)
        assert icon.convert("RGBA").getchannel("A").getextrema() == (255, 255)
    forms = [static_file(link["href"]).suffix for link in page.all("link", rel="icon")]
    assert forms == [".ico", ".svg"]
    assert page.all("link", rel="manifest")[0]["href"] == "/ar/site.webmanifest"
    css = (Path(settings.ROOT) / "site/static/css/site.css").read_text(encoding="utf-8")
    papers = re.findall(r"--paper: (#\w+);", css)
    colours = page.all("meta", name="theme-color")
    assert [colour["content"] for colour in colours] == papers[:2]


@pytest.mark.parametrize(
    ("lang", "direction", "short"), [("en", "ltr", "Iraqi Civil"), ("ar", "rtl", "مبادرة التضامن")]
)
def test_each_language_has_a_manifest_whose_icons_are_what_it_promises(
    client, lang, direction, short
):
    response = client.get(f"/{lang}/site.webmanifest")
    assert response["Content-Type"] == "application/manifest+json"
    found = response.json()
    assert (found["lang"], found["dir"], found["start_url"]) == (lang, direction, f"/{lang}/")
    assert found["name"] == InitiativeSettings().in_language("name", lang)
    assert found["short_name"] == short
    assert {icon["purpose"] for icon in found["icons"]} == {"any", "maskable"}
    for icon in found["icons"]:
        with Image.open(static_file(icon["src"])) as drawn:
            assert "x".join(map(str, drawn.size)) == icon["sizes"]
            is_whole = drawn.convert("RGBA").getchannel("A").getextrema()[0] == 255
        assert is_whole is (icon["purpose"] == "maskable")


def test_the_manifest_follows_the_settings_at_once(client):
    client.get("/en/site.webmanifest")
    settings = InitiativeSettings.load()
    settings.short_name_en = "ICSSI"
    settings.save()
    assert client.get("/en/site.webmanifest").json()["short_name"] == "ICSSI"


def test_what_browsers_ask_for_by_themselves_leads_to_the_icon(client):
    response = client.get("/favicon.ico")
    assert response.status_code == 302
    with Image.open(static_file(response["Location"])) as icon:
        assert {(16, 16), (32, 32)} <= icon.info["sizes"]


def test_the_content_policy_lets_browsers_read_the_manifest(client):
    assert "manifest-src 'self'" in client.get("/en/")["Content-Security-Policy"]
