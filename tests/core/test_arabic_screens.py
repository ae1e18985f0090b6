"""Every screen of the CMS in Arabic: its own texts, Wagtail's and those of its scripts."""

import json
import re
from collections.abc import Iterable, Iterator
from pathlib import Path

import polib
import pytest
import wagtail.admin
from django.contrib.auth.models import Group, Permission
from django.contrib.contenttypes.models import ContentType
from django.utils.translation import gettext, ngettext, override, pgettext
from wagtail.models import Page, Site, Workflow

from core.models import Governorate, Organisation, Person, SiteDocument, SiteImage, Topic, User
from core.setup import roles
from scripts.packages_catalogue import overrides
from tests import factories
from tests.core.arabic_walk import Screen, ask, walk, walker
from tests.core.visible_text import not_arabic
from tests.translation import world
from translation.models import GlossaryTerm

pytestmark = pytest.mark.any_database
ROOT = Path(__file__).resolve().parent.parent.parent
OWN = ROOT / "site" / "locale" / "ar" / "LC_MESSAGES" / "django.po"
OF_EVERYBODY = [
    "/admin/", "/admin/pages/", "/admin/account/", "/admin/translations/",
    "/admin/translations/queue/", "/admin/translations/notices/", "/admin/nothing-here/",
]  # fmt: skip
# Wagtail's templates have it in English, on a button that only screen readers find.
HIDDEN_BUTTON = {"Search"}
# Wagtail fixes these when it is imported, on screens that only administrators see.
FIXED = {
    "Add", "Change", "Delete", "Edit", "Page", "Choose", "All", "Type", "Permanent", "Temporary",
    "Locales", "Locale", "Collection", "Translation", "Site name", "Root page", "Port",
    "2 locales", "Add/edit images you own", "Edit any image",
    "Select images in choosers", "From", "To", "Site", "Add collections", "Edit collections",
    "Delete collections",
    "testserver",  # the host of the tests
}  # fmt: skip


@pytest.fixture(scope="module")
def everything(once) -> set[str]:
    """Make something of each kind; return what people have written about it."""
    world.build()
    factories.make_council()
    factories.make_forum("ar")
    factories.make_topic()
    factories.make_person()
    return set(_written())


def _written() -> Iterator[str]:
    yield from ("Text.", *(f"{each.app_label}.{each.model}" for each in ContentType.objects.all()))
    for model, names in {
        Page: ["title", "draft_title", "slug"],
        Site: ["hostname", "site_name"],
        User: ["email", "first_name"],
        Group: ["name"],
        Workflow: ["name"],
        GlossaryTerm: ["en", "note", "variants"],
        Permission: ["name"],
        **{model: ["name_en", "slug"] for model in (Topic, Person, Organisation, Governorate)},
    }.items():
        for values in model.objects.values_list(*names):
            yield from (line for value in values for line in (value or "").splitlines() if line)


def _media() -> set[str]:
    """Make files, which each test has apart; return the names that people gave them."""
    image = factories.make_image(title="نهر", alt_en="A river")
    document = factories.make_document("تقرير", content=b"%PDF", name="report.pdf")
    return {image.alt_en, image.filename, document.filename}


def _forms() -> list[str]:
    """The form of each page, which differs with its state."""
    return [
        f"/admin/pages/{pk}/edit/"
        for pk in Page.objects.filter(depth__gt=1).values_list("pk", flat=True)
    ]


def _files() -> list[str]:
    return [
        f"/admin/images/{SiteImage.objects.get().pk}/",
        f"/admin/documents/edit/{SiteDocument.objects.get().pk}/",
    ]


def not_in_arabic(screens: Iterable[Screen], content: set[str]) -> dict[str, str]:
    """Return the texts that are not, each with an address; no screen may fail."""
    found = {}
    for screen in screens:
        assert screen.status < 500, screen.address
        found |= dict.fromkeys(not_arabic(screen.texts, content), screen.address)
    return found


@pytest.mark.slow
def test_every_screen_is_in_arabic(db, everything):
    content = everything | _media() | HIDDEN_BUTTON | FIXED
    screens = list(walk(walker(roles.ADMINISTRATORS), ["/admin/", *_files()]))
    assert not_in_arabic(screens, content) == {}
    assert len(screens) > 150


@pytest.mark.parametrize(
    "role", [roles.COMMUNICATIONS, roles.translators("ar"), roles.reviewers("ar")]
)
def test_what_each_role_sees_of_a_page_and_of_its_work_is_in_arabic(db, everything, role):
    client = walker(role)
    screens = (ask(client, address)[0] for address in [*OF_EVERYBODY, *_forms()])
    assert not_in_arabic(screens, everything | HIDDEN_BUTTON) == {}


def test_our_texts_are_used_in_place_of_the_packages():
    own = {(entry.msgctxt, entry.msgid) for entry in polib.pofile(str(OWN))}
    with override("ar"):
        different = [
            entry.msgid
            for entry in overrides(ROOT, "ar", "django")
            if (entry.msgctxt, entry.msgid) not in own and shown(entry) != written(entry)
        ]
    assert different == []


def shown(entry: polib.POEntry) -> list[str]:
    if entry.msgid_plural:
        return [
            ngettext(entry.msgid, entry.msgid_plural, number) for number in (0, 1, 2, 3, 11, 100)
        ]
    return [pgettext(entry.msgctxt, entry.msgid) if entry.msgctxt else gettext(entry.msgid)]


def written(entry: polib.POEntry) -> list[str]:
    return list(entry.msgstr_plural.values()) or [entry.msgstr]


def texts_of_scripts() -> set[str]:
    """What Wagtail's scripts show: each bundle calls the same function, by its own short name."""
    folder = Path(wagtail.admin.__file__).parent / "static" / "wagtailadmin" / "js"
    source = "\n".join(path.read_text("utf-8") for path in folder.rglob("*.js"))
    function = re.search(r'\(0,\w+\.(\w+)\)\("Move down"\)', source)[1]
    call = rf"""\(0,\w+\.{function}\)\((?:"((?:[^"\\]|\\.)+)"|'((?:[^'\\]|\\.)+)')"""
    return {one or other for one, other in re.findall(call, source)}


def test_every_text_of_wagtails_scripts_is_in_arabic(client, db):
    answer = client.get("/admin/jsi18n/", headers={"Accept-Language": "ar"}).content.decode()
    catalogue = re.search(r"const newcatalog = (\{.*?\n  \});", answer, re.DOTALL)[1]
    arabic = {
        key
        for key, text in json.loads(catalogue).items()
        if re.search("[\u0600-\u06ff]|%", str(text))
    }
    texts = texts_of_scripts()
    assert len(texts) > 50
    assert texts - arabic == set()
