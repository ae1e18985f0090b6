"""The demonstration content: complete, joined, repeatable, and gentle with people's work."""

import shutil
import stat
from pathlib import Path

import pytest
from allauth.mfa.models import Authenticator
from allauth.mfa.utils import decrypt
from django.conf import settings as site_settings
from django.contrib.auth import authenticate
from django.db import connection
from django.test import override_settings
from wagtail.models import Page, Revision

from core.models import InitiativeSettings, Organisation, PublishedItem, SiteImage, Topic, User
from core.public.chrome import Chrome
from core.setup.roles import ADMINISTRATORS, COMMUNICATIONS, reviewers, translators
from forums.models import ForumPage
from home.models import StandardPage
from home.seeding.files import users_file
from news.models import NewsPage
from tests import factories
from tests.api.test_guide import links_without_scripts
from tests.home.test_seed_demo import seed

ROLES = {
    COMMUNICATIONS,
    ADMINISTRATORS,
    *(group(lang) for group in (translators, reviewers) for lang in ("ar", "en")),
}


@pytest.fixture(scope="module")
def seeded(once: None, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The demonstration, whose files are in this folder."""
    made = tmp_path_factory.mktemp("demonstration")
    (made / "var").mkdir()
    with override_settings(VAR=made / "var", MEDIA_ROOT=made / "media"):
        seed()
    return made


@pytest.fixture
def demonstration(db, seeded, settings, tmp_path) -> Path:
    """The folder of the demonstration's users: a copy, as of its pictures."""
    shutil.copytree(seeded, tmp_path, dirs_exist_ok=True)
    settings.VAR = tmp_path / "var"
    return settings.VAR


def user_lines(folder: Path) -> list[list[str]]:
    text = users_file(folder, connection.settings_dict).read_text(encoding="utf-8")
    return [line.split("\t") for line in text.splitlines()]


def items(public_type: str) -> dict[tuple[str, str], PublishedItem]:
    found = PublishedItem.objects.public().of_type(public_type)
    return {(str(item.work)[:8], item.lang): item for item in found}


def test_the_demonstration_is_complete_public_joined_and_repeatable(demonstration):
    counts = {name: len(items(name)) for name in ("news", "forum", "council", "page", "index")}
    assert counts == {"news": 10, "forum": 6, "council": 8, "page": 8, "index": 6}
    assert len(items("initiative")) == 2
    _check_translations()
    _check_pictures()
    _check_front_page_and_menus()
    _check_users(demonstration)
    before = _everything(demonstration)
    seed()
    assert _everything(demonstration) == before


def _check_translations() -> None:
    """Every pair is joined; Hit's forum and its stories are Arabic first; two have no pair."""
    for public_type in ("news", "forum", "council", "page", "initiative", "index"):
        for (work, lang), item in items(public_type).items():
            expected = "original" if lang == item.original_lang else "complete"
            assert item.translation_status == expected, (public_type, work, lang)
    hit = ForumPage.objects.get(slug="hit-peace-forum")
    assert items("forum")[str(hit.translation_key)[:8], "en"].original_lang == "ar"
    assert items("news")["a3f1e6d4", "en"].original_lang == "ar"
    assert ("e84b7a12", "en") not in items("news")
    assert ("1b96d3f5", "ar") not in items("news")


def _check_pictures() -> None:
    assert SiteImage.objects.count() == 11
    for image in SiteImage.objects.all():
        assert image.alt_en
        assert image.alt_ar
        assert image.credit("ar")


def _check_front_page_and_menus() -> None:
    for lang in ("en", "ar"):
        front = factories.home_page(lang)
        assert front.mission
        stories_here = [featured.story for featured in front.featured_stories.all()]
        assert len(stories_here) == 3
        assert {story.locale.language_code for story in stories_here} == {lang}
        chrome = Chrome(lang)
        assert len(chrome.main_menu) == 4
        assert len(chrome.footer_menu) == 4
        assert chrome.tagline
        assert chrome.footer


def _check_users(folder: Path) -> None:
    lines = user_lines(folder)
    assert {role for role, *_others in lines} == ROLES
    for role, email, password, secret, recovery_codes in lines:
        app = Authenticator.objects.get(user__email=email, type=Authenticator.Type.TOTP)
        assert decrypt(app.data["secret"]) == secret
        assert len(set(recovery_codes.split(","))) == 10
        user = authenticate(username=email, password=password)
        assert [group.name for group in user.groups.all()] == [role]
        is_arabic = "(Arabic)" in role
        assert user.wagtail_userprofile.preferred_language == ("ar" if is_arabic else "en")
    file = users_file(folder, connection.settings_dict)
    assert stat.S_IMODE(file.stat().st_mode) == 0o600


def _everything(folder: Path) -> list[object]:
    return [
        Page.objects.count(),
        Revision.objects.count(),
        SiteImage.objects.count(),
        Topic.objects.count(),
        Organisation.objects.count(),
        sorted(User.objects.values_list("email", "password")),
        sorted(PublishedItem.objects.values_list("seq", flat=True)),
        user_lines(folder),
        len(list(Path(site_settings.MEDIA_ROOT).rglob("originals/*"))),
    ]


def test_what_staff_edited_stays_and_what_is_missing_comes_back(demonstration):
    edited = StandardPage.objects.get(slug="about")
    edited.title = "Who we are"
    edited.save_revision().publish()
    front = factories.home_page("en")
    front.mission = "Our own words."
    front.save_revision().publish()
    Topic.objects.filter(slug="heritage").update(name_en="Old things")
    settings = InitiativeSettings.load()
    settings.tagline_en = "Our own tagline"
    settings.save()
    NewsPage.objects.get(slug="hit-peace-forum-second-season").delete()
    User.objects.filter(email__startswith="reviewer-en").delete()
    passwords = {email: password for _role, email, password, *_ in user_lines(demonstration)}
    seed()
    assert StandardPage.objects.get(pk=edited.pk).title == "Who we are"
    assert factories.home_page("en").mission == "Our own words."
    assert Topic.objects.get(slug="heritage").name_en == "Old things"
    assert InitiativeSettings.load().tagline_en == "Our own tagline"
    assert items("news")["68fd91c0", "en"].translation_status == "complete"
    again = {email: password for _role, email, password, *_ in user_lines(demonstration)}
    changed = {email for email, password in again.items() if passwords[email] != password}
    assert changed == {"reviewer-en@demo.icssi.example"}


def test_what_the_forms_of_the_guide_begin_with_finds_something(demonstration, client):
    for path, lang in (("docs/", "en"), ("docs/ar/", "ar")):
        for link in links_without_scripts(client.get(f"/api/v1/{path}").content.decode()):
            answer = client.get(link).json()
            assert answer.get("results", [answer]), link
            if "?q=" in link:
                assert {found["lang"] for found in answer["results"]} == {lang}
