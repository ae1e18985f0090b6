"""A partner's half hour: with the docs page alone, a page of one forum's stories and a mirror."""

import json
import re
import subprocess
from pathlib import Path

import pytest

from tests import factories
from tests.partners.conftest import program

pytestmark = [pytest.mark.any_database, pytest.mark.e2e]


@pytest.fixture
def partner(page, site):
    """A browser that has the docs page open and follows nothing but what is on it."""
    page.goto("/api/v1/docs/ar/")
    return page


def saved(page, name: str, folder: Path) -> Path:
    """Save a file by the link that the page has for it."""
    with page.expect_download() as download:
        page.locator("#ready").get_by_role("link", name=name).click()
    path = folder / download.value.suggested_filename
    download.value.save_as(path)
    return path


def test_the_saved_page_shows_the_newest_stories_of_the_forum_that_was_chosen(partner, tmp_path):
    forum = factories.make_forum("ar", title="منتدى هيت")
    factories.make_story("ar", title="خبر المنتدى", forums=[forum])
    factories.make_story("ar", title="خبر آخر")
    file = saved(partner, "newest.html", tmp_path)
    with partner.expect_navigation():
        partner.locator("#start a.path").click()
    [listed] = json.loads(partner.locator("body").inner_text())["results"]
    text, replaced = re.subn(r'(const forum = ")[^"]+', rf"\g<1>{listed['work']}", file.read_text())
    assert replaced == 1
    file.write_text(text)
    partner.goto(file.as_uri())
    partner.get_by_role("link", name="خبر المنتدى").wait_for()
    assert partner.get_by_role("link", name="خبر آخر").count() == 0


def test_the_command_on_the_page_makes_a_mirror_that_forgets(partner, tmp_path):
    stays, goes = (factories.make_story("ar", title=title) for title in ("يبقى", "يُسحب"))
    saved(partner, "sync.php", tmp_path)
    command = partner.locator("#sync > pre code").inner_text()
    assert command.startswith("php ")

    def titles() -> set[str]:
        arguments = command.replace('"', "").split()
        subprocess.run([program("php"), *arguments[1:]], cwd=tmp_path, check=True, timeout=60)
        items = json.loads((tmp_path / "copy.json").read_text("utf-8"))["items"]
        return {item["title"] for item in items.values()}

    assert titles() == {stays.title, goes.title}
    goes.unpublish()
    assert titles() == {stays.title}
