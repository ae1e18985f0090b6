"""The guides in the CMS: in the reader's language, with their pictures, and nothing else."""

import re
from pathlib import Path
from urllib.parse import unquote

import pytest
from bs4 import BeautifulSoup
from django.utils.text import capfirst
from django.utils.translation import gettext, override, pgettext
from wagtail.users.models import UserProfile

from cms.guides.reading import NAMES, docs, guide
from tests import factories

pytestmark = pytest.mark.any_database

ROLES = ["Translators (Arabic)", "Reviewers (English)", "Communications"]
GUIDES = [(name, lang) for name in NAMES for lang in ("en", "ar")]
# Labels into which the program puts a word of its own.
WITH_A_LANGUAGE = {"Link with a page in Arabic": "Link with a page in %(language)s"}


@pytest.fixture
def reader(client, db):
    """Sign somebody in whose CMS is in `lang`."""

    def browser_of(lang: str = "en", role: str = ROLES[0]):
        user = factories.make_user(role)
        UserProfile.objects.create(user=user, preferred_language=lang)
        client.force_login(user)
        return client

    return browser_of


@pytest.fixture
def elsewhere(settings, tmp_path):
    """A project of its own, whose guides a test writes."""
    settings.ROOT = tmp_path
    (tmp_path / "docs" / "pictures" / "en").mkdir(parents=True)
    return tmp_path / "docs"


def article_of(response) -> BeautifulSoup:
    return BeautifulSoup(response.content, "html.parser").select_one("article.guide")


@pytest.mark.parametrize("role", ROLES)
@pytest.mark.parametrize(("lang", "direction"), [("en", "ltr"), ("ar", "rtl")])
def test_everybody_in_the_cms_reads_a_guide_in_the_language_of_the_interface(
    reader, role, lang, direction
):
    response = reader(lang, role).get("/admin/guides/editors/")
    article = article_of(response)
    assert (article["lang"], article["dir"]) == (lang, direction)
    assert article.h2.text == guide("editors", lang).title


def test_the_help_menu_leads_to_the_guides_and_each_to_the_other_language(reader):
    client = reader(role="Communications")
    start = client.get("/admin/").content.decode()
    assert all(f"/admin/guides/{name}/" in start for name in NAMES)
    link = article_of(client.get("/admin/guides/translators/")).find("a", hreflang="ar")
    assert article_of(client.get(link["href"]))["lang"] == "ar"


def test_the_guide_to_the_import_is_in_the_menu_of_those_who_decide_about_it(reader):
    start = reader(role="Translators (Arabic)").get("/admin/").content.decode()
    assert "/admin/guides/editors/" in start
    assert "/admin/guides/importing/" not in start


@pytest.mark.parametrize("address", ["translators/", "pictures/en/sign-in.webp"])
def test_strangers_are_asked_to_sign_in(client, db, address):
    response = client.get(f"/admin/guides/{address}")
    assert (response.status_code, response.url.split("?")[0]) == (302, "/admin/login/")


@pytest.mark.parametrize(
    "address",
    [
        "operators/",
        "pictures/en/missing.webp",
        "pictures/en/..%2f..%2foperators.md",
        "pictures/en/../../operators.md",
        "pictures/../operators.webp",
        "pictures/en/sign-in.webp/..",
        "pictures/en/%2e%2e/%2e%2e/benchmarks.md",
        "pictures/de/sign-in.webp",
    ],
)
def test_nothing_but_guides_and_their_pictures_is_served(reader, address):
    # Addresses without a last slash are first led to one with it.
    assert reader().get(f"/admin/guides/{address}", follow=True).status_code == 404


def test_a_picture_is_served_as_what_it_is(reader, elsewhere):
    (elsewhere / "pictures" / "en" / "one.webp").write_bytes(b"RIFF")
    response = reader().get("/admin/guides/pictures/en/one.webp")
    assert (response.status_code, response["Content-Type"]) == (200, "image/webp")


def test_markup_in_a_guide_is_text_and_dangerous_links_are_none(reader, elsewhere):
    (elsewhere / "editors.md").write_text(
        "# Title\n\n<script>alert(1)</script> <b onclick=x>b</b>\n\n"
        "[bad](javascript:alert(1)) [file](../SECURITY.md) [guide](translators.ar.md#one)\n\n"
        "![gone](pictures/en/gone.webp) ![far](https://example.org/pictures/en/x.webp)\n",
        encoding="utf-8",
    )
    article = article_of(reader().get("/admin/guides/editors/"))
    assert article.find(["script", "b"]) is None
    assert "<script>alert(1)</script>" in article.text
    addresses = [link.get("href") for link in article.find_all("a") if not link.get("hreflang")]
    assert addresses == [None, "/admin/guides/translators/?lang=ar#one"]
    assert [picture["src"] for picture in article.find_all("img")] == ["", ""]


def test_a_guide_that_is_not_on_the_server_is_reported_as_missing(reader, elsewhere):
    response = reader().get("/admin/guides/editors/")
    assert response.status_code == 200
    assert f"the file {elsewhere / 'editors.md'} is missing" in response.content.decode()


@pytest.mark.parametrize("name", NAMES)
def test_both_languages_of_a_guide_are_built_alike(name):
    built = {lang: _built(name, lang) for lang in ("en", "ar")}
    assert built["en"] == built["ar"]


def _built(name: str, lang: str) -> list[str]:
    """Return headings, lists, tables and pictures in their order, without their texts."""
    body = BeautifulSoup(guide(name, lang).body, "html.parser")
    kinds = ["h2", "h3", "ol", "ul", "li", "table", "tr", "img"]
    return [
        f"img {Path(found['src']).name}" if found.name == "img" else found.name
        for found in body.find_all(kinds)
    ]


@pytest.mark.parametrize(("name", "lang"), GUIDES)
def test_every_picture_and_every_link_in_a_guide_leads_somewhere(reader, name, lang):
    client = reader(lang)
    article = article_of(client.get(f"/admin/guides/{name}/"))
    ids = [found["id"] for found in article.find_all(id=True)]
    assert len(ids) == len(set(ids))
    for picture in article.find_all("img"):
        assert picture["alt"]
        assert f"/pictures/{lang}/" in picture["src"]
        assert client.get(picture["src"]).status_code == 200
    for link in article.find_all("a"):
        address, _hash, fragment = link["href"].partition("#")
        there = article_of(client.get(address)) if address else article
        assert not fragment or there.find(id=unquote(fragment)), link["href"]


def test_pictures_are_small_and_all_of_them_are_shown():
    shown = {
        found
        for path in docs().glob("*.md")
        for found in re.findall(r"\((pictures/[^)]+)\)", path.read_text("utf-8"))
    }
    stored = {str(path.relative_to(docs())): path for path in docs().glob("pictures/*/*")}
    assert set(stored) == shown
    assert [name for name, path in stored.items() if path.stat().st_size > 60 * 1024] == []


@pytest.mark.parametrize("name", NAMES)
def test_what_a_guide_calls_the_words_on_the_screen_is_what_the_screen_shows(name):
    english, arabic = _labels(name, "en"), _labels(name, "ar")
    with override("ar"):
        shown = {label: _on_the_screen(label) for label in english}
    assert [label for label, words in shown.items() if not words & arabic] == []
    assert arabic - set().union(*shown.values()) == set()


def _labels(name: str, lang: str) -> set[str]:
    """Return what is in bold."""
    body = BeautifulSoup(guide(name, lang).body, "html.parser")
    return {" ".join(bold.text.split()) for bold in body.find_all("strong")}


def _on_the_screen(label: str) -> set[str]:
    """Return how the active language may show a label: fields and states have words of their own.

    A label that nothing on the screens is called has none.
    """
    if pattern := WITH_A_LANGUAGE.get(label):
        return {gettext(pattern) % {"language": gettext("Arabic")}}
    tried = {
        gettext(label),
        capfirst(gettext(label[0].lower() + label[1:])),
        pgettext("status of a translation", label),
        pgettext("text of a file", label),
    }
    return tried - {label}
