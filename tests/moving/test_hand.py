"""Two exports of a real WordPress, and what has to come of each post: `hand/truth.json`.

Asked is what the API shows of an imported post, and where its old addresses lead.
"""

import html
import json
import re
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

import pytest
from django.test import override_settings

from core.models import PublishedItem
from home.seeding.data import DemoData
from home.seeding.names import seed_names
from home.seeding.pages import PageSeeder
from moving.addresses.normal import normal
from moving.models import ImportedPost, OldAddress, Question
from news.importing.pictures import PictureStore
from tests.moving.exports import Importer

pytestmark = [pytest.mark.django_db, pytest.mark.any_database, pytest.mark.slow]

HAND = Path(__file__).parent / "hand"
TRUTH = json.loads((HAND / "truth.json").read_text(encoding="utf-8"))
ITEMS = TRUTH["items"]
PUBLIC = [key for key, truth in ITEMS.items() if truth["state"] == "public"]
OWN = [key for key in PUBLIC if not ITEMS[key].get("existing")]


@pytest.fixture(scope="module")
def imported(once: None, tmp_path_factory: Any, django_db_blocker: Any) -> Importer:
    """Both sites, imported into one that has forums, councils and names."""
    folder = tmp_path_factory.mktemp("hand")
    run = Importer(folder)
    for site in ("en", "ar"):
        (folder / f"uploads-{site}").symlink_to(HAND / f"uploads-{site}")
    files = [[f"en={HAND / 'english.xml'}"], [f"ar={HAND / 'arabic.xml'}"]]
    with django_db_blocker.unblock(), override_settings(MEDIA_ROOT=folder / "media"):
        data = DemoData()
        pages = PageSeeder(data, PictureStore(data.folder))
        seed_names(data)
        pages.seed_forums()
        pages.seed_councils()
        run.run(files)
    assert run.status == 0, run.err
    return run


def row(key: str) -> ImportedPost | None:
    site, number = key.split(":")
    return ImportedPost.objects.filter(site=site, post_id=int(number)).first()


def item_of(key: str) -> dict[str, Any]:
    page_id = row(key).page_id
    return json.loads(PublishedItem.objects.public().get(page_id=page_id).full)


def plain(text: str) -> str:
    unescaped = html.unescape(re.sub("<[^>]+>", " ", text)).replace("\u00a0", " ")
    return " ".join(unescaped.split())


@pytest.mark.parametrize("key", OWN)
def test_a_public_post_is_public_in_its_language_with_its_text(imported, key):
    truth, item = ITEMS[key], item_of(key)
    assert item["lang"] == truth["lang"]
    if truth.get("title"):
        assert plain(item["title"]) == plain(truth["title"])
    shown = f"{plain(item['body_text'])} {plain(item['body_html'])} {plain(item['summary'])}"
    assert [text for text in truth.get("has_text", []) if plain(text) not in shown] == []
    assert [text for text in truth.get("not_text", []) if text in item["body_html"]] == []


@pytest.mark.parametrize("key", [key for key in OWN if ITEMS[key].get("images")])
def test_its_pictures_are_shown(imported, key):
    item = item_of(key)
    shown = item["body_html"].count("<img") + bool(item["image"])
    assert shown >= len(ITEMS[key]["images"])


@pytest.mark.parametrize("key", [key for key in OWN if ITEMS[key].get("links")])
def test_its_links_lead_to_what_is_here(imported, key):
    body = item_of(key)["body_html"]
    for link in ITEMS[key]["links"]:
        found = re.search(rf'<a[^>]+href="([^"]*)"[^>]*>{re.escape(link["text"])}</a>', body)
        assert found, link
        address = html.unescape(found[1])
        if link["to"] in ITEMS:
            assert address == item_of(link["to"])["url"]
        elif link["to"].startswith("http"):
            assert address == link["to"]
        else:
            assert "/documents/" in address
    for text in ITEMS[key]["unlinked"]:
        assert not re.search(rf"<a[^>]*>{re.escape(text)}</a>", body)


@pytest.mark.parametrize("key", [key for key in OWN if ITEMS[key].get("forums")])
def test_it_belongs_to_its_forum_and_governorate(imported, key):
    item, truth = item_of(key), ITEMS[key]
    if item["lang"] == "en":
        assert [forum["slug"] for forum in item["forums"]] == truth["forums"]
    if truth.get("governorate"):
        assert item["governorate"]["slug"] == truth["governorate"]


@pytest.mark.parametrize("key", [key for key in ITEMS if key not in PUBLIC])
def test_what_was_not_public_is_not(imported, key):
    found = row(key)
    if found is not None and found.page_id:
        assert not PublishedItem.objects.public().filter(page_id=found.page_id).exists()


@pytest.mark.parametrize("key", [key for key in PUBLIC if key not in OWN])
def test_a_forum_or_council_joins_the_one_that_is_here(imported, key):
    assert row(key).outcome == "joined"
    assert row(key).page.slug == ITEMS[key]["existing"]


def works(pair: dict[str, Any]) -> list[Any]:
    rows = [row(f"en:{pair['en']}"), row(f"ar:{pair['ar']}")]
    return [each.page.translation_key if each and each.page else each for each in rows]


@pytest.mark.parametrize("pair", TRUTH["pairs"], ids=lambda pair: f"{pair['en']}-{pair['ar']}")
def test_sure_pairs_are_joined_and_likely_ones_proposed(imported, pair):
    one, two = works(pair)
    assert (one == two) == (pair["certainty"] == "sure")
    rows = [row(f"en:{pair['en']}"), row(f"ar:{pair['ar']}")]
    asked = Question.objects.get(kind="pair", post__in=rows, other__in=rows)
    expected = "" if pair["certainty"] == "likely" else "accepted"
    assert asked.decision == expected
    if expected:
        separate = "pair-joined" if pair["same_structure"] else "pair-separate"
        assert asked.reason == separate


@pytest.mark.parametrize("pair", TRUTH["needs_person"] + TRUTH["not_pairs"])
def test_what_is_no_pair_is_not_joined(imported, pair):
    one, two = works(pair)
    assert one != two


def lead(address: str) -> OldAddress | None:
    parts = urlsplit(address)
    site = "ar" if (parts.hostname or "").startswith("ar.") else "en"
    form = normal(parts.path or "/", parts.query)
    return OldAddress.objects.filter(site=site, address=form).select_related("post__page").first()


def test_old_addresses_lead_to_the_pages(imported):
    wrong = [
        redirect["frm"]
        for redirect in TRUTH["redirects"]
        if ITEMS[redirect["to"]]["state"] == "public"
        and (lead(redirect["frm"]) is None or lead(redirect["frm"]).post != row(redirect["to"]))
    ]
    assert wrong == []
    assert [each["frm"] for each in TRUTH["term_addresses"] if lead(each["frm"]) is None] == []


def test_nothing_leads_to_what_is_not_public(imported):
    for address in TRUTH["no_redirect"]:
        found = lead(address)
        if found is not None:
            page_id = found.post.page_id
            assert not PublishedItem.objects.filter(page_id=page_id).exists(), address


def test_what_was_private_there_is_nowhere_public_here(imported):
    stored = "".join(PublishedItem.objects.values_list("full", flat=True))
    assert [text for text in TRUTH["never"] if text in stored] == []
    for site in TRUTH["sites"].values():
        assert urlsplit(site["home"]).netloc not in stored


def test_the_report_names_what_a_person_must_see(imported):
    report = (imported.folder / "report" / "report.en.html").read_text(encoding="utf-8")
    assert [key for key in TRUTH["report_names"] if f"<bdi>{key}</bdi>" not in report] == []
    arabic = (imported.folder / "report" / "report.ar.html").read_text(encoding="utf-8")
    assert 'dir="rtl"' in arabic
    assert "تقرير الاستيراد" in arabic
