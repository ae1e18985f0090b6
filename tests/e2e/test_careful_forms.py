"""The forms of the CMS: no script fails in any of them, and nothing typed is left by mistake."""

import pytest
from playwright.sync_api import expect
from wagtail.models import Workflow
from wagtail.users.models import UserProfile

from core.models import InitiativeSettings, Menu
from news.models import NewsPage
from tests import factories
from tests.e2e.pages import Cms

pytestmark = [pytest.mark.e2e, pytest.mark.any_database]

ADDED = (
    "images/add",
    "images/multiple/add",
    "documents/add",
    "documents/multiple/add",
    "snippets/core/topic/add",
    "snippets/core/person/add",
    "snippets/core/organisation/add",
    "users/new",
    "groups/new",
    "collections/add",
    "redirects/add",
    "workflows/add",
    "account",
)


def addresses():
    """One form of every kind."""
    story = factories.make_story(title="Story", related_stories=[factories.make_story()])
    draft = factories.begin_translation(story)
    pages = [story, draft, factories.make_forum(), factories.make_council(), factories.make_page()]
    pages += [factories.home_page(), factories.news_index()]
    news = factories.news_index("ar").pk
    edited = [
        f"settings/core/initiativesettings/{InitiativeSettings.objects.get_or_create()[0].pk}",
        f"snippets/core/menu/edit/{Menu.objects.first().pk}",
        f"images/{factories.make_image().pk}",
        f"workflows/edit/{Workflow.objects.first().pk}",
        f"pages/add/news/newspage/{news}",
        f"pages/{story.pk}/copy",
    ]
    return [f"pages/{page.pk}/edit" for page in pages] + edited + list(ADDED)


@pytest.mark.parametrize("lang", ["en", "ar"])
def test_no_script_fails_in_any_form(page, site, lang):
    user = factories.make_user(is_superuser=True)
    UserProfile.objects.create(user=user, preferred_language=lang)
    found, here = [], ""
    page.on("pageerror", lambda error: found.append(f"{here}: {error}"))
    page.on(
        "console",
        lambda said: found.append(f"{here}: {said.text}") if said.type == "error" else None,
    )
    Cms(page).send_sign_in(user.email, "a long password")
    for here in addresses():
        response = page.goto(f"/admin/{here}/", wait_until="load")
        assert response.status == 200, here
        page.locator("main").first.wait_for()
    assert not found


def test_related_stories_have_a_label(cms, page):
    story = factories.make_story(title="Story", related_stories=[factories.make_story()])
    page.goto(f"/admin/pages/{story.pk}/edit/")
    cms.open_tab("Details")
    related = page.locator("section[id$=-related_stories-section]")
    expect(related.get_by_role("heading", name="Page", exact=False).first).to_be_visible()


def test_a_half_filled_upload_is_not_left_without_asking(cms: Cms, page, tmp_path, jpeg_bytes):
    picture = tmp_path / "river.jpg"
    picture.write_bytes(jpeg_bytes)
    page.goto("/admin/images/multiple/add/")
    page.set_input_files("#fileupload", picture)
    form = page.locator("#upload-list form")
    form.locator("input[name$=alt_en]").fill("A river")
    asked = []
    page.on("dialog", lambda dialog: (asked.append(dialog.type), dialog.accept()))
    page.goto("/admin/images/")
    assert asked == ["beforeunload"]


def test_the_last_words_are_in_a_form_that_is_sent_at_once(cms, page, site):
    cms.new_story(factories.news_index("en").pk)
    page.fill("#id_title", "Peace")
    page.fill("#id_summary", "Summary")
    cms.write_paragraph("Peace")
    page.locator(".public-DraftEditor-content").last.press_sequentially(" today")
    page.evaluate("document.querySelector('[name=action-publish]').click()")
    cms.expect_success()
    assert "Peace today" in str(NewsPage.objects.get().body)
