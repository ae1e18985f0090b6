"""`/api/v1/resolve/` knows the addresses of the old sites, as the old hosts themselves do."""

import pytest
from django.test import Client

from tests import factories
from tests.moving.imported import AR, EN, OLD_SITES, ask_old_host, make_address, make_moved

pytestmark = [pytest.mark.django_db, pytest.mark.any_database]


@pytest.fixture(autouse=True)
def old_sites(settings):
    settings.OLD_SITES = OLD_SITES


def resolve(url: str):
    return Client().get("/api/v1/resolve/", {"url": url})


@pytest.mark.parametrize(
    "written",
    [
        "http://{host}/archives/386", "https://{host}/archives/386/?utm_source=x", "{host}/?p=386",
        "HTTP://OLD.EXAMPLE/archives/386#more", " http://{host}:80/index.php?p=386 ",
    ],
)  # fmt: skip
def test_an_old_address_is_the_item_that_it_leads_to(written):
    story = factories.make_story()
    make_moved(story, post_id=386)
    answer = resolve(written.format(host=EN))
    assert answer.status_code == 200
    assert answer.json()["work"] == str(story.translation_key)
    assert answer["Content-Location"].endswith(f"/news/{story.translation_key}/en/")


def test_the_host_decides():
    english, arabic = factories.make_story(), factories.make_story("ar")
    make_moved(english, "en", 123)
    make_moved(arabic, "ar", 123)
    assert resolve(f"http://{EN}/?p=123").json()["work"] == str(english.translation_key)
    assert resolve(f"http://{AR}/?p=123").json()["work"] == str(arabic.translation_key)


def test_a_list_that_became_a_forum_is_the_forum():
    forum = factories.make_forum()
    make_address("/archives/category/hit", page=forum)
    assert resolve(f"{EN}/archives/category/hit").json()["work"] == str(forum.translation_key)


def test_what_was_withdrawn_is_gone_and_what_was_never_public_never_was():
    withdrawn, draft = factories.make_story(), factories.make_story(live=False)
    make_moved(withdrawn, post_id=1)
    make_moved(draft, post_id=2)
    make_address("/archives/tag/peace")
    withdrawn.unpublish()
    assert resolve(f"{EN}/?p=1").status_code == 410
    answers = [resolve(f"{EN}/{path}") for path in ("?p=2", "?p=3", "archives/tag/peace", "")]
    assert [answer.status_code for answer in answers] == [404] * 4
    assert len({answer.json()["detail"] for answer in answers}) == 1


@pytest.mark.parametrize("outcome", ["public", "draft"])
def test_what_was_deleted_is_gone_for_the_old_host_and_for_the_api(outcome):
    """A draft that somebody published here was public as well."""
    story, never = factories.make_story(), factories.make_story(live=False)
    make_moved(story, post_id=1, outcome=outcome)
    make_moved(never, post_id=2)
    for page in (story, never):
        page.delete()
    assert ask_old_host("/archives/1").status_code == 410
    answer = resolve(f"{EN}/archives/1")
    assert (answer.status_code, answer.json()["translations"]) == (410, [])
    for never_was in ("/archives/2", "/archives/3"):
        assert ask_old_host(never_was).status_code == 404
        assert resolve(f"{EN}{never_was}").status_code == 404


@pytest.mark.parametrize(
    "url",
    ["http://other.example/?p=1", "http://www.old.example:8000/?p=1", "http://[www.old.example"],
)
def test_other_hosts_are_foreign_as_before(url):
    answer = resolve(url)
    assert answer.status_code == 400
    assert "foreign" in answer.content.decode()


@pytest.mark.parametrize("url", ["www.old.example/%00", f"{EN}/?p=" + "9" * 3000, f"{EN}/\\x"])
def test_odd_addresses_of_an_old_site_are_not_found(url):
    assert resolve(url).status_code in {400, 404}
