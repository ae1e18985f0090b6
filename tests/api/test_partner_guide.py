"""The partners' guide and its examples on a running site: the docs page leads to all of them."""

import io
import re
import zipfile
from urllib.parse import unquote

import pytest
from bs4 import BeautifulSoup

from api.guide import guide_context
from api.partner_guide import EXAMPLES, FIRST, PAGES, PLUGIN, TO_REPLACE, page_address
from cms.guides.reading import docs, rendered
from core.models import InitiativeSettings

pytestmark = [pytest.mark.any_database, pytest.mark.django_db]

DOCS = {"en": "/api/v1/docs/", "ar": "/api/v1/docs/ar/"}
PICTURES = "/api/v1/docs/pictures/"
ADDRESSES = [(name, lang) for name in PAGES for lang in DOCS]


def soup_of(client, address: str) -> BeautifulSoup:
    response = client.get(address)
    assert response.status_code == 200, address
    return BeautifulSoup(response.content, "html.parser")


@pytest.mark.parametrize("lang", DOCS)
def test_the_docs_page_leads_to_every_page_of_the_guide_and_every_example(client, lang):
    page = soup_of(client, DOCS[lang])
    linked = {link["href"] for link in page.select("#ready a")}
    assert linked == {page_address(name, lang) for name in PAGES} | {
        f"/api/v1/docs/files/{example.name}" for example in EXAMPLES
    }
    for address in linked:
        assert client.get(address).status_code == 200, address


@pytest.mark.parametrize(("name", "lang"), ADDRESSES)
def test_a_page_of_the_guide_is_shown_in_its_language_and_frame(client, name, lang):
    page = soup_of(client, page_address(name, lang))
    direction = {"en": "ltr", "ar": "rtl"}
    assert (page.html["lang"], page.html["dir"]) == (lang, direction[lang])
    article = page.select_one("article")
    assert (article["lang"], article["dir"]) == (lang, direction[lang])
    assert page.select_one(".notice") is None
    assert {code["dir"] for code in article.select("pre")} <= {"ltr"}
    assert page.select_one("[aria-current=page]")["href"] == page_address(name, lang)


def test_a_page_without_an_arabic_version_is_shown_in_english_and_marked(
    client, settings, tmp_path
):
    (tmp_path / "docs" / "partners").mkdir(parents=True)
    (tmp_path / "docs" / "partners" / "items.md").write_text("# Works\n", "utf-8")
    settings.ROOT = tmp_path
    page = soup_of(client, page_address("items", "ar"))
    article = page.select_one("article")
    assert (page.html["lang"], article["lang"], article["dir"]) == ("ar", "en", "ltr")
    assert page.select_one(".notice")


@pytest.mark.parametrize(("name", "lang"), ADDRESSES)
def test_links_of_the_guide_lead_somewhere_and_its_addresses_are_those_of_this_site(
    client, name, lang
):
    page = soup_of(client, page_address(name, lang))
    assert "https://example.org" not in page.text
    for link in page.select("article a"):
        address, _hash, fragment = link["href"].partition("#")
        there = client.get(address) if address else None
        assert there is None or there.status_code == 200, link["href"]
        if fragment:
            found = BeautifulSoup(there.content, "html.parser") if there else page
            assert found.find(id=unquote(fragment)), link["href"]


@pytest.mark.parametrize("name", PAGES)
def test_both_languages_of_a_page_are_built_alike(name):
    built = []
    for suffix in (".md", ".ar.md"):
        text = (docs() / "partners" / f"{name}{suffix}").read_text("utf-8")
        body = BeautifulSoup(rendered(text, str, str).body, "html.parser")
        kinds = ["h2", "h3", "ol", "ul", "li", "table", "tr", "pre", "a", "img"]
        built.append(
            [found.get("src", found.name).rsplit("/", 1)[-1] for found in body.find_all(kinds)]
        )
    assert built[0] == built[1]


@pytest.mark.parametrize(("name", "lang"), ADDRESSES)
def test_pictures_of_the_guide_are_shown_in_its_language_and_described(client, name, lang):
    text = (docs() / "partners" / f"{name}{_suffix(lang)}").read_text("utf-8")
    pictures = soup_of(client, page_address(name, lang)).select("article img")
    assert len(pictures) == text.count("![")
    for picture in pictures:
        assert picture["alt"]
        assert picture["src"].startswith(f"{PICTURES}{lang}/")
        response = client.get(picture["src"], headers={"Accept": "image/avif,image/webp,*/*;q=0.8"})
        assert (response.status_code, response["Content-Type"]) == (200, "image/webp")
        assert response.content.startswith(b"RIFF")


def _suffix(lang: str) -> str:
    return ".md" if lang == "en" else ".ar.md"


def test_pictures_of_the_guide_are_small_and_all_of_them_are_shown():
    folder = docs() / "partners"
    shown = {
        found
        for path in folder.glob("*.md")
        for found in re.findall(r"\((pictures/[^)]+)\)", path.read_text("utf-8"))
    }
    stored = {str(path.relative_to(folder)): path for path in folder.glob("pictures/*/*")}
    assert set(stored) == shown != set()
    assert [name for name, path in stored.items() if path.stat().st_size > 60 * 1024] == []


@pytest.mark.parametrize(
    "name",
    [
        "en/missing.webp",
        "de/card.webp",
        "en/sign-in.webp",  # of the guides for staff
        "en/..%2F..%2FREADME.md",
        "en/../../README.md",
        "%2e%2e/README.md",
    ],
)
def test_no_other_file_is_served_as_a_picture(client, name):
    assert client.get(f"{PICTURES}{name}").status_code == 404


def test_readers_on_the_site_need_not_replace_anything(client):
    for lang, sentence in TO_REPLACE.items():
        suffix = {"en": ".md", "ar": ".ar.md"}[lang]
        assert sentence in (docs() / "partners" / f"{FIRST}{suffix}").read_text("utf-8")
        shown = soup_of(client, page_address(FIRST, lang)).text
        assert sentence.split("`")[0].strip() not in shown


@pytest.mark.parametrize("example", EXAMPLES, ids=lambda example: example.name)
def test_an_example_is_saved_and_knows_the_address_of_the_site(client, example):
    response = client.get(f"/api/v1/docs/files/{example.name}")
    assert response["Content-Type"] == example.media_type
    assert response["Content-Disposition"] == f'attachment; filename="{example.name}"'
    assert response["X-Content-Type-Options"] == "nosniff"
    text = response.content
    if example.name == PLUGIN:
        with zipfile.ZipFile(io.BytesIO(text)) as archive:
            text = archive.read("icssi-news/icssi-news.php")
        assert b"const SITE = 'http://testserver';" in text
    assert b"https://example.org" not in text


@pytest.mark.parametrize(
    "name", ["wordpress.php", "README.md", "..%2Fduties.md", "../duties.md", "", "%2e%2e/README.md"]
)
def test_no_other_file_is_served(client, name):
    assert client.get(f"/api/v1/docs/files/{name}").status_code == 404


def test_a_server_without_the_folder_links_nothing_that_is_not_there(client, settings, tmp_path):
    settings.ROOT = tmp_path
    page = soup_of(client, DOCS["en"])
    assert page.select("#ready a") == []
    assert client.get(page_address(FIRST, "en")).status_code == 404
    assert client.get(f"/api/v1/docs/files/{PLUGIN}").status_code == 404


@pytest.mark.parametrize("lang", DOCS)
def test_an_item_is_shown_as_a_whole_only_once(lang):
    with_whole = [
        entry.key
        for entry in guide_context(lang)["entries"]
        if re.search(r'"credit_line"', entry.example_json)
    ]
    assert with_whole == ["item"]


def test_the_contact_is_in_the_documents_where_there_is_one(client):
    initiative = InitiativeSettings.load()
    initiative.contact_email = "partners@example.org"
    initiative.save()
    info = client.get("/api/v1/openapi.json").json()["info"]
    assert info["contact"]["email"] == "partners@example.org"
    assert info["license"]["url"] == initiative.licence_url
    assert soup_of(client, DOCS["ar"]).select_one('#duties a[href="mailto:partners@example.org"]')
    initiative.contact_email = ""
    initiative.save()
    assert "email" not in client.get("/api/v1/openapi.json").json()["info"]["contact"]
    assert soup_of(client, DOCS["en"]).select("#duties a") == []
