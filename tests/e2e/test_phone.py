"""The CMS on a phone of 390 pixels, in both languages: all of it is seen, and can be pressed."""

from urllib.parse import quote

import pytest
from playwright.sync_api import expect
from wagtail.users.models import UserProfile

from tests import factories
from tests.e2e.pages import Cms

pytestmark = [pytest.mark.e2e, pytest.mark.any_database]
WIDTH, TAP = 390, 44
# What is outside of the screen on purpose: side panels that are closed, paths that
# scroll, and what catches the keys of the cropping tool.
OUTSIDE = """width => [...document.querySelectorAll('main *, header *')].filter(each => {
  const box = each.getBoundingClientRect();
  return box.width > 2 && box.height > 2 && (box.right > width + 1 || box.left < -1)
    && !each.closest('.w-sr-only, .w-breadcrumbs, .form-side, .footer, footer, .w-tabs__list')
    && !each.matches('.jcrop-keymgr');
}).map(each => each.outerHTML.slice(0, 90))"""


@pytest.fixture(params=["en", "ar"])
def phone(request, chromium, site):
    """A phone on which somebody of the communications staff has signed in."""
    context = chromium.new_context(
        base_url=site, viewport={"width": WIDTH, "height": 844}, has_touch=True
    )
    context.set_default_timeout(20_000)
    user = factories.make_user("Communications")
    UserProfile.objects.create(user=user, preferred_language=request.param)
    page = context.new_page()
    Cms(page).send_sign_in(user.email, "a long password")
    yield page
    context.close()


def fits(page, address: str) -> None:
    page.goto(address)
    page.wait_for_load_state("networkidle")
    assert page.evaluate("document.documentElement.scrollWidth") <= WIDTH, address
    assert page.evaluate(OUTSIDE, WIDTH) == [], address


def is_pressed_easily(page, selector: str) -> None:
    action = page.locator(selector).first
    expect(action).to_be_visible()
    action.click(trial=True)
    assert action.bounding_box()["height"] >= TAP, selector


def test_the_lists_and_forms_of_every_day_fit_a_phone(phone):
    story = factories.make_story(
        "ar", title="ورشة تدريبية طويلة العنوان في مدينة هيت عن بناء السلام"
    )
    draft = factories.begin_translation(story, "en")
    image = factories.make_image(title="River in Anbar")
    index = factories.news_index("ar")
    for address, action in [
        ("/admin/", "main input[name=q]"),
        (f"/admin/pages/{index.pk}/", "table.listing td.title a"),
        (f"/admin/pages/add/news/newspage/{index.pk}/", ".footer button"),
        (f"/admin/pages/{story.pk}/edit/", ".footer button"),
        ("/admin/translations/", ".translation-actions .button"),
        (f"/admin/pages/{draft.pk}/edit/", ".footer button, .te-tools .button"),
        ("/admin/images/", "header .w-header-button"),
        (f"/admin/images/{image.pk}/", "main form button[type=submit]"),
        ("/admin/pages/search/?q=a", "main input[name=q]"),
    ]:
        fits(phone, address)
        if "title a" in action:
            expect(phone.locator(action).first).to_be_visible()
        else:
            is_pressed_easily(phone, action)


def test_a_side_panel_opens_and_closes_on_a_phone(phone):
    phone.goto(f"/admin/pages/{factories.make_story('ar').pk}/edit/")
    panel = phone.locator("aside.form-side")
    phone.locator("[data-side-panel-toggle=status]").click()
    expect(panel.locator("[data-side-panel=status]")).to_be_visible()
    panel.locator("[data-form-side-close-button]").click()
    expect(panel.locator("[data-side-panel=status]")).not_to_be_in_viewport()


def test_a_text_block_is_written_in_the_language_of_its_page(phone):
    phone.goto(f"/admin/pages/{factories.make_story('ar').pk}/edit/")
    editor = phone.locator(".Draftail-Editor").first
    expect(editor).to_have_attribute("lang", "ar")
    expect(editor).to_have_attribute("dir", "rtl")


def test_titles_keep_their_direction_and_the_column_its_side(phone):
    factories.make_story("ar", title="من هناك؟")
    factories.make_story("ar", title="Who is it?")
    phone.goto(f"/admin/pages/{factories.news_index('ar').pk}/")
    titles = phone.locator("table.listing td.title a")
    styles = titles.evaluate_all(
        "all => all.map(each => getComputedStyle(each)).map(style => "
        "[style.unicodeBidi, style.textAlign])"
    )
    side = "right" if phone.evaluate("document.dir") == "rtl" else "left"
    assert {tuple(style) for style in styles} == {("plaintext", side)}


def test_what_can_be_done_with_chosen_rows_is_on_the_screen(phone):
    for number in range(12):
        factories.make_story("ar", title=f"خبر {number}")
    phone.goto(f"/admin/pages/{factories.news_index('ar').pk}/")
    phone.locator("table.listing [data-bulk-action-checkbox]").nth(1).click()
    action = phone.locator(".bulk-actions-choices .button").first
    expect(action).to_be_in_viewport(ratio=1)
    assert action.bounding_box()["height"] >= TAP


def test_no_focus_moves_the_editor_aside(phone):
    """Closed side panels lie beside the screen; what is focused in them must not come into it."""
    phone.goto(f"/admin/pages/{factories.make_story('ar').pk}/edit/")
    phone.locator("aside.form-side a, aside.form-side button").first.evaluate(
        "each => each.scrollIntoView()"
    )
    assert phone.evaluate("document.querySelector('main').scrollLeft") == 0


def test_the_language_of_a_title_comes_after_it(phone):
    factories.make_story("ar", title="ورشة في هيت")
    phone.goto("/admin/pages/search/?q=" + quote("هيت"))
    title = phone.locator("table.listing td.title a").first.bounding_box()
    label = phone.locator("table.listing td.title .w-status--label").first.bounding_box()
    is_right_to_left = phone.evaluate("document.dir") == "rtl"
    assert (label["x"] < title["x"]) == is_right_to_left
