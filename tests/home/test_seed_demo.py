"""Seeding the demonstration: whole or not at all, and never on a site in use."""

import io
from pathlib import Path

import pytest
from django.conf import settings as site_settings
from django.core.management import CommandError, call_command
from wagtail.models import Page

from core.models import SiteImage, Topic
from home.seeding import demo, stories
from tests import factories

pytestmark = pytest.mark.any_database


@pytest.fixture
def folder(db, settings, tmp_path) -> Path:
    settings.VAR = tmp_path / "var"
    settings.VAR.mkdir()
    return settings.VAR


def seed(**options) -> None:
    call_command("seed_demo", stdout=io.StringIO(), **options)


def test_a_failure_leaves_nothing_half_made(folder, monkeypatch):
    def fail(_folder):
        raise OSError("no space left")

    monkeypatch.setattr(demo, "seed_users", fail)
    pages = Page.objects.count()
    with pytest.raises(OSError, match="no space"):
        seed()
    assert Page.objects.count() == pages
    assert not SiteImage.objects.exists()
    assert not list(Path(site_settings.MEDIA_ROOT).rglob("originals/*"))


@pytest.mark.parametrize("make", [factories.make_story, factories.make_user])
def test_a_site_in_use_is_left_alone_if_asked(folder, make):
    make()
    seed(if_empty=True)
    assert not Topic.objects.exists()
    assert not list(folder.glob("demo-users*"))


def test_an_empty_site_is_filled_if_asked(folder, monkeypatch):
    seeded = []
    monkeypatch.setattr("home.management.commands.seed_demo.seed", seeded.append)
    seed(if_empty=True)
    assert seeded == [folder]


def test_a_fault_in_the_stories_is_reported_with_its_line(db, tmp_path, monkeypatch):
    data = demo.DemoData(tmp_path)
    data.stories.write_text('{"lang": "en", "work": "5d0c2b8e-7f43-4c1a-9b52-3e6a1f0d8c71"}\n')
    with pytest.raises(stories.DemoDataError, match=r"stories\.jsonl, line 1: title: is missing"):
        stories.seed_stories(data, demo.PictureStore(tmp_path))


def test_a_list_that_staff_took_down_is_not_published(folder):
    councils = factories.council_index("ar")
    councils.unpublish()
    seed()
    councils.refresh_from_db()
    assert not councils.live


def test_what_may_not_be_published_ends_the_command_with_the_reason(folder):
    factories.council_index("en").unpublish()
    pages = Page.objects.count()
    with pytest.raises(CommandError, match="Nothing was changed: "):
        seed()
    assert Page.objects.count() == pages


def test_partners_of_the_demonstration_have_somebody_to_write_to(folder, client):
    """Under a domain that nobody can own: no real address is known."""
    seed()
    contact = client.get("/api/v1/").json()["contact"]
    assert contact["email"].endswith(".example")
    assert client.get("/api/v1/openapi.json").json()["info"]["contact"]["email"] == contact["email"]


def test_the_demonstration_writes_tanwin_before_its_alif():
    files = [*(Path(demo.__file__).parents[1] / "demo").glob("*.json*")]
    assert files
    assert [file.name for file in files if "\u0627\u064b" in file.read_text("utf-8")] == []
