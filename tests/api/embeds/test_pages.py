"""The card of an item in a frame on other sites."""

import base64
import hashlib
import re
from datetime import UTC, datetime

import pytest
from django.test import Client

from api.embeds import card
from tests import factories
from tests.api.conftest import forget_everything

pytestmark = pytest.mark.any_database

NOBODY = "/embed/v1/00000000-0000-0000-0000-000000000000/en/"


def html(answer) -> str:
    return answer.content.decode()


def test_a_card_shows_the_story(embed, story):
    answer = embed(story)
    assert answer.status_code == 200
    assert answer["Content-Type"] == "text/html; charset=utf-8"
    page = html(answer)
    assert '<html lang="en" dir="ltr" class="light">' in page
    for text in ("We met in Hit", "Thirteen volunteers came.", "Sara Ali", 'alt="A river"'):
        assert text in page
    assert '<meta name="robots" content="noindex">' in page
    assert f'<link rel="canonical" href="http://testserver{story.get_url()}">' in page


def test_an_arabic_card_is_arabic(embed, db):
    date = datetime(2019, 6, 7, 22, 30, tzinfo=UTC)
    page = html(embed(factories.make_story("ar", title="التقينا", story_date=date)))
    assert '<html lang="ar" dir="rtl"' in page
    assert "8 حزيران 2019" in page


@pytest.mark.parametrize(
    "make", [factories.make_forum, factories.make_council, factories.make_page, factories.home_page]
)
def test_every_kind_of_page_has_a_card(embed, db, make):
    page = make("en")
    assert page.title in html(embed(page))


def test_a_title_is_text_and_never_markup(embed, db):
    page = html(embed(factories.make_story(title="<img src=x onerror=alert(1)> & “b”")))
    assert "<img src=x" not in page
    assert "&lt;img src=x onerror=alert(1)&gt; &amp; “b”" in page


@pytest.mark.parametrize("theme", ["light", "dark", "auto"])
def test_a_theme_can_be_chosen(embed, story, theme):
    assert f'class="{theme}"' in html(embed(story, f"?theme={theme}"))


@pytest.mark.parametrize("query", ["?theme=", "?theme=Dark", "?theme=pink", "?theme=%00",
                                   "?theme=dark&theme=light"])  # fmt: skip
def test_a_theme_that_there_is_not_is_refused_in_both_languages(embed, story, query):
    answer = embed(story, query)
    assert answer.status_code == 400
    page = html(answer)
    assert 'lang="en"' in page
    assert 'lang="ar"' in page
    assert "theme" in page


def test_what_plugins_add_to_an_address_changes_nothing(embed, story):
    assert html(embed(story, "?ver=6.7&ver=x&fbclid=1")) == html(embed(story))


def test_a_withdrawn_story_leaves_a_notice_in_both_languages(embed, story):
    assert embed(story).status_code == 200
    story.unpublish()
    answer = embed(story)
    assert answer.status_code == 410
    page = html(answer)
    assert 'dir="rtl"' in page
    assert "This has been withdrawn" in page
    assert "Hit" not in page
    assert "height" in page  # the script that sends it


@pytest.mark.parametrize(
    ("path", "status"),
    [
        (NOBODY, 404),
        ("/embed/v1/x/en/", 404),
        ("/embed/v1/%00/en/", 404),
        ("/embed/", 404),
        ("/embed", 404),
        ("/embed/v1/", 404),
        ("/embed/v2/x/en/", 404),
        ("/embed/v1/widget-0.0.1.js", 404),
        ("/embed/v1/%D9%87/%D9%8A/", 404),
    ],
)
def test_where_there_is_nothing_a_notice_is_shown_and_never_a_redirect(client, db, path, status):
    answer = client.get(path, headers={"Accept-Language": "ar"})
    assert answer.status_code == status
    assert answer["Content-Type"].startswith("text/html")
    assert "frame-ancestors *" in answer["Content-Security-Policy"]


def test_a_card_is_there_only_in_languages_in_which_it_is_public(client, story):
    assert client.get(f"/embed/v1/{story.work}/ar/").status_code == 404
    assert client.get(f"/embed/v1/{story.work}/fr/").status_code == 404
    assert client.get(f"/embed/v1/{story.work}/en-GB/").status_code == 200
    assert client.get(f"/embed/v1/{str(story.work).upper()}/en").status_code == 200


def test_drafts_and_lists_have_no_card(embed, db):
    assert embed(factories.make_story(live=False)).status_code == 404
    assert embed(factories.news_index()).status_code == 404


@pytest.mark.parametrize("is_public", [True, False])
def test_every_site_may_frame_it_and_nothing_else_runs_in_it(embed, story, is_public):
    if not is_public:
        story.unpublish()
    answer = embed(story)
    policy = answer["Content-Security-Policy"]
    assert "X-Frame-Options" not in answer
    assert "frame-ancestors *" in policy
    assert "default-src 'none'" in policy
    assert "unsafe" not in policy
    for name, text in (("style", card.stylesheet()), ("script", card.script())):
        [inside] = re.findall(rf"<{name}>(.*?)</{name}>", html(answer), re.DOTALL)
        assert inside == text
        digest = base64.b64encode(hashlib.sha256(inside.encode()).digest()).decode()
        assert f"{name}-src 'sha256-{digest}'" in policy
    assert not re.search(r"\sstyle=|\son\w+=", html(answer))


def test_no_cookie_is_set_and_nothing_of_others_is_loaded(embed, story):
    answer = embed(story)
    assert not answer.cookies
    sources = re.findall(r'(?:src|srcset)="([^"]+)"', html(answer))
    assert sources
    assert all(source.startswith("http://testserver/media/") for source in sources)


def test_a_card_with_its_picture_is_small(embed, story):
    page = embed(story)
    assert len(page.content) < 10_000


def test_a_card_is_one_query_and_none_when_warm(client, story, cold_queries):
    path = f"/embed/v1/{story.work}/en/"
    with cold_queries(1):
        tag = client.get(path)["ETag"]
    with cold_queries(1):
        assert client.get(path, headers={"If-None-Match": tag}).status_code == 304
    with cold_queries(1):  # the first of these alone
        assert [client.get(path).status_code for _each in range(3)] == [200] * 3


def test_whoever_has_the_card_is_sent_it_again_only_when_it_changed(embed, story):
    tag = embed(story)["ETag"]
    assert embed(story, **{"If-None-Match": tag}).status_code == 304
    story.title = "Another"
    story.save_revision().publish()
    assert embed(story, **{"If-None-Match": tag}).status_code == 200


def test_a_change_of_the_card_itself_changes_its_tag(embed, story, monkeypatch):
    tag = embed(story)["ETag"]
    forget_everything()
    monkeypatch.setattr("api.embeds.pages.revision", lambda: "another")
    assert embed(story)["ETag"] != tag


def test_an_outdated_translation_is_marked(embed, db):
    original, arabic = factories.make_translated_story("en")
    original.title = "Changed afterwards"
    original.save_revision().publish()
    assert "تغيّر" in html(embed(arabic))


def test_other_methods_are_refused(client, story):
    path = f"/embed/v1/{story.work}/en/"
    assert client.post(path).status_code == 405
    assert client.head(path).content == b""
    assert client.options(path).status_code == 204


def test_a_fault_of_ours_is_a_notice_that_discloses_nothing(story, monkeypatch):
    def broken(*_args):
        raise RuntimeError("a secret")

    monkeypatch.setattr("api.embeds.pages.card_page", broken)
    answer = Client(raise_request_exception=False).get(f"/embed/v1/{story.work}/en/")
    assert answer.status_code == 500
    assert "a secret" not in html(answer)
    assert "frame-ancestors *" in answer["Content-Security-Policy"]
