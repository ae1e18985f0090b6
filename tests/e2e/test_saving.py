"""Drafts that are saved by themselves: what is typed is neither lost nor refused afterwards."""

from collections.abc import Callable

import pytest
from playwright.sync_api import Response, expect

from news.models import NewsPage
from tests import factories
from tests.e2e.pages import Cms

pytestmark = [pytest.mark.e2e, pytest.mark.any_database]


def type_summary(cms: Cms, text: str) -> None:
    type_in(cms, "summary", text)


def type_source(cms: Cms, address: str) -> None:
    type_in(cms, "source_url", address)


def type_in(cms: Cms, field: str, text: str) -> None:
    """Type a text and wait until a draft with it has been saved by itself."""
    with cms.page.expect_response(draft_with(field, text)):
        cms.page.fill(f"#id_{field}", text)


def draft_with(field: str, text: str) -> Callable[[Response], bool]:
    """Return whether a response is about a draft with `text` that was saved by itself."""

    def is_about_it(response: Response) -> bool:
        request = response.request
        by_itself = "application/json" in request.headers.get("accept", "")
        sent = f'name="{field}"\r\n\r\n{text}\r\n'
        return by_itself and request.method == "POST" and sent in (request.post_data or "")

    return is_about_it


@pytest.mark.parametrize("times", [1, 2])
def test_a_page_is_published_after_its_draft_was_saved_by_itself(cms, page, times):
    story = factories.make_story(title="Water")
    page.goto(f"/admin/pages/{story.pk}/edit/")
    cms.wait_until_changes_are_seen()
    for number in range(times):
        type_summary(cms, f"Summary {number}")
    cms.publish()
    expect(page.locator(".saving-notice")).to_have_count(0)
    story.refresh_from_db()
    assert story.summary == f"Summary {times - 1}"


WRONG, RIGHT = "no address", "https://example.org/report"


@pytest.mark.parametrize("is_new", [True, False], ids=["new", "existing"])
def test_a_wrong_field_is_named_and_the_rest_is_saved(cms, page, is_new):
    if is_new:
        cms.new_story(factories.news_index().pk)
        page.fill("#id_title", "Water of Hit")
    else:
        story = factories.make_story(title="Water", source_url="https://example.org/old")
        page.goto(f"/admin/pages/{story.pk}/edit/")
    cms.wait_until_changes_are_seen()
    type_summary(cms, "A summary")
    type_source(cms, WRONG)
    warning = page.locator(".footer").get_by_text("Address of the source")
    expect(warning).to_be_visible()
    type_summary(cms, "A longer summary")
    story = NewsPage.objects.latest("latest_revision_created_at")
    assert story.get_latest_revision_as_object().summary == "A longer summary"
    assert story.get_latest_revision_as_object().source_url != WRONG

    asked = []
    page.once("dialog", lambda dialog: (asked.append(dialog.type), dialog.dismiss()))
    page.evaluate("location.assign('/admin/')")
    page.wait_for_timeout(1000)
    assert asked == ["beforeunload"]

    expect(page.locator("#id_source_url")).to_have_value(WRONG)
    type_source(cms, RIGHT)
    expect(warning).to_be_hidden()
    cms.publish()
    story.refresh_from_db()
    assert (story.summary, story.source_url) == ("A longer summary", RIGHT)


def test_a_new_page_with_a_wrong_field_from_the_start(cms, page):
    cms.new_story(factories.news_index().pk)
    page.fill("#id_source_url", WRONG)
    cms.wait_until_changes_are_seen()
    with page.expect_response(lambda response: "/edit/" in response.url):
        page.fill("#id_title", "Water of Hit")
    expect(page.locator(".footer").get_by_text("Address of the source")).to_be_visible()
    assert NewsPage.objects.get().source_url == ""


def test_what_is_typed_while_a_draft_is_being_saved_is_saved_next(cms, page):
    story = factories.make_story(title="Water")
    held = []
    page.route(f"**/admin/pages/{story.pk}/edit/", lambda route: held_first(held, route))
    page.goto(f"/admin/pages/{story.pk}/edit/")
    cms.wait_until_changes_are_seen()
    page.fill("#id_summary", "The first words")
    while not held:
        page.wait_for_timeout(100)
    page.fill("#id_summary", "The first words and the last")
    ((route, answer),) = held
    with page.expect_response(draft_with("summary", "The first words and the last")):
        route.fulfill(response=answer)
    stored = NewsPage.objects.get(pk=story.pk).get_latest_revision_as_object()
    assert stored.summary == "The first words and the last"


def held_first(held, route):
    if route.request.method == "POST" and not held:
        held.append((route, route.fetch()))  # it has reached the site, not yet come back
    else:
        route.continue_()


def test_a_form_waits_for_the_newest_draft_and_no_draft_is_sent_with_its_button(cms, page, site):
    page.goto(f"/admin/pages/{factories.make_story(live=False).pk}/edit/")
    cms.wait_until_changes_are_seen()
    page.evaluate("""() => {
        const form = document.querySelector("[data-edit-form]");
        const [first, second, third] = [new Event("input"), new Event("input"), new Event("input")];
        const saves = [];
        const report = (name, trigger, response = {}) => {
          const formData = new FormData(form);
          if (name === "w-autosave:save") saves.push(formData.has("action-publish"));
          const detail = { trigger, response, formData };
          form.dispatchEvent(new CustomEvent(name, { bubbles: true, cancelable: true, detail }));
        };
        window.addEventListener("submit", () => sessionStorage.setItem("saves", saves.join()));
        report("w-autosave:save", first);
        form.querySelector("[name=action-publish]").click();
        report("w-autosave:save", second);
        report("w-autosave:success", first, { field_updates: {} });
        setTimeout(() => {
          report("w-autosave:success", second, { field_updates: {} });
          report("w-autosave:save", third);  // before the form that waited is sent
        }, 300);
        setTimeout(() => report("w-autosave:error", third), 600);
    }""")
    cms.expect_success()
    assert page.evaluate("sessionStorage.getItem('saves')") == "false,false,false"
    assert NewsPage.objects.get().live


def test_no_draft_is_saved_beside_a_form_that_is_on_its_way(cms, page, site):
    page.goto(f"/admin/pages/{factories.make_story(live=False).pk}/edit/")
    cms.wait_until_changes_are_seen()
    is_prevented = page.evaluate("""() => {
        const form = document.querySelector("[data-edit-form]");
        form.querySelector("[name=action-publish]").click();
        return !form.dispatchEvent(new CustomEvent("w-autosave:save", {
          bubbles: true, cancelable: true, detail: { formData: new FormData(form) },
        }));
    }""")
    assert is_prevented
    cms.expect_success()
