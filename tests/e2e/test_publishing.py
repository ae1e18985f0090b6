"""A communications user writes an Arabic story, looks at the preview and publishes it."""

import json
import time

import pytest
from playwright.sync_api import expect

from core.models import SiteImage
from news.models import NewsPage
from tests import factories

pytestmark = pytest.mark.e2e

TITLE = "شباب هيت يتعلمون العمل السلمي"


@pytest.fixture
def picture(tmp_path, jpeg_bytes):
    path = tmp_path / "photo.jpg"
    path.write_bytes(jpeg_bytes)
    return path


def write_story(cms, page, picture):
    cms.new_story(factories.news_index("ar").pk)
    page.fill("#id_title", TITLE)
    page.fill("#id_summary", "دورة تدريبية في مدينة هيت.")
    cms.upload_lead_picture(picture, "Training")
    cms.write_paragraph("اجتمع المتطوعون في المدينة.")
    cms.open_tab("Details")
    page.get_by_label("منتدى السلام في هيت").check()


def test_a_new_arabic_story_is_on_the_site_and_in_the_api_at_once(cms, page, site, picture):
    factories.make_forum("ar", title="منتدى السلام في هيت")
    write_story(cms, page, picture)
    page.get_by_role("button", name="Toggle preview").click()
    preview = page.frame_locator("iframe.w-preview__iframe").first
    expect(preview.locator("h1")).to_have_text(TITLE)
    expect(preview.locator("html")).to_have_attribute("dir", "rtl")
    cms.publish()

    story = NewsPage.objects.get()
    assert story.lead_image == SiteImage.objects.get()
    page.goto("/ar/news/")
    page.get_by_role("link", name=TITLE).first.click()
    expect(page.locator("h1")).to_have_text(TITLE)
    expect(page.get_by_text("اجتمع المتطوعون في المدينة.")).to_be_visible()
    expect(page.get_by_text("منتدى السلام في هيت").first).to_be_visible()
    page.goto("/en/news/")
    expect(page.get_by_text(TITLE)).to_have_count(0)

    listed = json.loads(page.request.get("/api/v1/news/?lang=ar").text())
    assert [item["title"] for item in listed["results"]] == [TITLE]
    assert listed["results"][0]["forums"][0]["title"] == "منتدى السلام في هيت"
    assert page.request.get("/api/v1/news/?lang=en").json()["results"] == []
    assert not NewsPage.objects.filter(locale__language_code="en").exists()


def test_publishing_waits_for_the_draft_that_is_being_saved(cms, page, site):
    answers = []

    def hold_drafts(route):
        if "application/json" in route.request.headers["accept"]:
            answers.append((route, route.fetch()))  # it has reached the site, not yet come back
        else:
            route.continue_()

    page.route("**/admin/pages/add/**", hold_drafts)
    cms.new_story(factories.news_index("ar").pk)
    cms.wait_until_changes_are_seen()
    page.fill("#id_title", TITLE)
    page.fill("#id_summary", "دورة تدريبية في مدينة هيت.")
    until = time.monotonic() + 20
    while not answers and time.monotonic() < until:
        page.wait_for_timeout(100)
    cms.press_publish()
    page.wait_for_timeout(500)
    ((route, answer),) = answers
    route.fulfill(response=answer)
    cms.expect_success()
    assert NewsPage.objects.get().live
