"""Ten photos of an event: one upload, one button to save them, one gallery in a chosen order."""

import pytest
from PIL import Image as Pillow
from playwright.sync_api import expect

from core.media.tasks import make_photo_renditions
from core.models import SiteImage
from news.models import NewsPage
from tests import factories

pytestmark = [pytest.mark.e2e, pytest.mark.any_database]

MOVE_UP, MOVE_DOWN = (f"[data-streamfield-action={way}]" for way in ("MOVE_UP", "MOVE_DOWN"))


@pytest.fixture
def photos(tmp_path):
    """Files as telephones, messengers and people call them."""
    names = [
        "IMG_20240101_123456.jpg", "WhatsApp Image 2024-01-01 at 12.34.56 PM (2).jpeg",
        "PXL_20240101_123456789.MP.jpg", "Screenshot_20240101-123456.png",
        "signal-2024-01-01-123456_002.jpg", "3f2504e04f8911d39a0c0305e82c3301.jpg",
        "مسيرة السلام.jpg", "peace_march_in_hit.jpg", "Training 20240101_123456.jpg",
        "DSC_0042.JPG",
    ]  # fmt: skip
    for number, name in enumerate(names):
        picture = Pillow.new("RGB", (60, 40), (20 * number, 90, 120))
        picture.save(tmp_path / name, "PNG" if name.endswith("png") else "JPEG")
    return [tmp_path / name for name in names]


def test_ten_photos_are_one_upload_with_one_button_to_save_them(cms, page, photos):
    forms = cms.upload_many(photos)
    titles = [forms.nth(place).locator("[name$=title]").input_value() for place in range(10)]
    own = ["مسيرة السلام", "peace march in hit", "Training"]
    assert titles[6:9] == own
    generic = [f"Picture {image.pk}" for image in SiteImage.objects.exclude(title__in=own)]
    assert sorted(titles[:6] + titles[9:]) == sorted(generic)
    for place in range(10):
        forms.nth(place).locator("[name$=alt_en]").fill(f"Photo {place}")
        forms.nth(place).locator("[name$=alt_ar]").fill(f"صورة {place}")
    forms.nth(3).locator("[name$=title]").fill("")

    page.get_by_role("button", name="Save all").click()
    status = page.locator(".save-all [role=status]")
    expect(status).to_contain_text("9 of 10")
    expect(forms).to_have_count(1)
    expect(forms.locator("[name$=alt_ar]")).to_have_value("صورة 3")
    expect(forms.locator(".error-message").first).to_be_visible()
    forms.locator("[name$=title]").fill("Screen of the tablet")
    page.get_by_role("button", name="Save all").click()
    expect(status).to_contain_text("saved: 1")
    expect(forms).to_have_count(0)
    assert set(SiteImage.objects.values_list("alt_ar", flat=True)) == {
        f"صورة {place}" for place in range(10)
    }


def test_what_the_site_does_not_answer_stays_and_is_saved_by_the_same_button(cms, page, photos):
    forms = cms.upload_many(photos[:2])
    forms.nth(0).locator("[name$=alt_en]").fill("A march")
    page.route("**/admin/images/multiple/*/", lambda route: route.abort())
    page.get_by_role("button", name="Save all").click()
    expect(page.locator(".save-all-failed")).to_have_count(2)
    expect(forms.nth(0).locator("[name$=alt_en]")).to_have_value("A march")
    page.unroute("**/admin/images/multiple/*/")
    page.get_by_role("button", name="Save all").click()
    expect(forms).to_have_count(0)
    assert SiteImage.objects.filter(alt_en="A march").exists()


def choose_in_gallery(page, images):
    opener = page.get_by_role("button", name="Choose several pictures")
    opener.click()
    dialog = page.locator(".modal-dialog")
    for image in images:
        dialog.locator(f"[data-multiple-choice-select][value='{image.pk}']").check()
    dialog.get_by_role("button", name="Confirm selection").click()
    expect(dialog).to_be_hidden()
    expect(opener).to_be_focused()  # only after the dialog has faded away


def test_five_pictures_are_chosen_at_once_and_put_in_order_by_the_keyboard(cms, page, site):
    images = [factories.make_image(title=f"Photo {number}") for number in range(5)]
    for image in images:
        make_photo_renditions.call(image.pk)  # as the worker does meanwhile
    cms.new_story(factories.news_index("en").pk)
    cms.wait_until_changes_are_seen()
    page.fill("#id_title", "A march in Hit")
    page.fill("#id_summary", "Peace.")
    cms.add_block("Gallery")
    choose_in_gallery(page, images)
    titles = page.locator("[data-streamfield-list-container] .chooser__title")
    expect(titles).to_have_count(5)
    before = titles.all_inner_texts()
    assert sorted(before) == [image.title for image in images]

    rows = page.locator("[data-streamfield-list-container] > [data-streamfield-child]")
    rows.nth(4).locator(MOVE_UP).first.focus()
    for place in (3, 2, 1):
        page.keyboard.press("Enter")
        expect(rows.nth(place).locator(MOVE_UP).first).to_be_focused()
    page.keyboard.press("Enter")  # at the top there is no way up any more
    expect(rows.nth(0).locator(MOVE_DOWN).first).to_be_focused()
    order = [before[4], *before[:4]]
    expect(titles).to_have_text(order)
    cms.press_publish()
    expect(page.locator(".messages .success")).to_be_visible(timeout=30_000)
    (gallery,) = NewsPage.objects.get().body
    assert [photo["image"].title for photo in gallery.value["photos"]] == order
