"""Pictures: no metadata survives, and what is no honest picture is refused with a reason."""

import io
import re
import struct
import zlib

import pillow_heif
import pytest
from django.core.exceptions import ValidationError
from django.core.files.base import ContentFile
from django.core.files.uploadedfile import SimpleUploadedFile
from PIL import Image as Pillow

from core.media.photos import SOCIAL, CleanPhoto, clean_photo, renditions_made_before
from core.media.tasks import make_photo_renditions
from core.models import PublishedItem, SiteImage
from tests import factories

pytestmark = pytest.mark.any_database

GPS = 0x8825
ORIENTATION = 0x0112


def jpeg_with_gps(size=(640, 480), orientation=6) -> bytes:
    """A photo as a phone takes it: position, camera and orientation in its EXIF block."""
    exif = Pillow.Exif()
    exif[ORIENTATION] = orientation
    exif[0x010F] = "PhoneMaker"
    exif[GPS] = {1: "N", 2: (33.0, 38.0, 24.0), 3: "E", 4: (42.0, 49.0, 48.0)}
    buffer = io.BytesIO()
    Pillow.new("RGB", size, "#884422").save(
        buffer, "JPEG", exif=exif, comment=b"taken at home", dpi=(72, 72)
    )
    return buffer.getvalue()


def png_header(width: int, height: int) -> bytes:
    """A PNG that claims a size it does not hold: a decompression bomb."""
    head = b"IHDR" + struct.pack(">IIBBBBB", width, height, 8, 2, 0, 0, 0)
    chunk = struct.pack(">I", 13) + head + struct.pack(">I", zlib.crc32(head))
    return b"\x89PNG\r\n\x1a\n" + chunk + b"\x00\x00\x00\x00IEND\xaeB`\x82"


def test_the_position_in_a_photo_is_there_before_and_gone_after():
    source = jpeg_with_gps()
    assert Pillow.open(io.BytesIO(source)).getexif().get_ifd(GPS)
    cleaned = clean_photo(ContentFile(source, name="IMG_2041.JPG")).read()
    picture = Pillow.open(io.BytesIO(cleaned))
    assert not picture.getexif()
    assert "comment" not in picture.info
    for trace in (b"Exif", b"PhoneMaker", b"taken at home", b"GPS"):
        assert trace not in cleaned


def test_a_photo_is_turned_upright_before_its_orientation_is_dropped():
    cleaned = clean_photo(ContentFile(jpeg_with_gps((640, 480), orientation=6), name="x.jpg"))
    assert Pillow.open(cleaned).size == (480, 640)


def test_a_stored_original_and_its_renditions_carry_no_metadata(db):
    image = SiteImage.objects.create(
        title="Photo", file=ContentFile(jpeg_with_gps(), name="hit-home-of-ahmed.jpg")
    )
    files = [image.file, *(r.file for r in image.get_renditions("width-400|format-jpeg").values())]
    for file in files:
        with file.open("rb") as stored:
            content = stored.read()
        assert b"Exif" not in content
        assert b"PhoneMaker" not in content


def test_a_stored_file_reveals_nothing_by_its_name(db):
    image = SiteImage.objects.create(
        title="Photo", file=ContentFile(jpeg_with_gps(), name="hit-home-of-ahmed.jpg")
    )
    assert "ahmed" not in image.file.name
    assert image.file.name.startswith("originals/")


def test_a_phones_heic_becomes_a_jpeg():
    buffer = io.BytesIO()
    pillow_heif.from_pillow(Pillow.new("RGB", (320, 200), "#123456")).save(buffer, quality=60)
    cleaned = clean_photo(ContentFile(buffer.getvalue(), name="IMG_1.HEIC"))
    assert cleaned.name.endswith(".jpg")
    assert Pillow.open(cleaned).format == "JPEG"


def test_transparency_is_preserved():
    buffer = io.BytesIO()
    Pillow.new("RGBA", (64, 64), (255, 0, 0, 0)).save(buffer, "PNG")
    picture = Pillow.open(clean_photo(ContentFile(buffer.getvalue(), name="logo.png")))
    assert (picture.format, picture.mode) == ("PNG", "RGBA")


@pytest.mark.parametrize(
    ("content", "code"),
    [
        (
            b"<svg xmlns='http://www.w3.org/2000/svg'><script>alert(1)</script></svg>",
            "not_a_picture",
        ),
        (b"%PDF-1.7 not a picture", "not_a_picture"),
        (b"", "not_a_picture"),
        (png_header(60_000, 60_000), "too_many_pixels"),
        (png_header(9_000, 9_000), "too_many_pixels"),
        (jpeg_with_gps()[:400], "damaged"),
    ],
    ids=["svg", "pdf", "empty", "bomb", "81 million pixels", "cut off"],
)
def test_what_is_no_honest_picture_is_refused(content, code):
    with pytest.raises(ValidationError) as refusal:
        clean_photo(ContentFile(content, name="photo.jpg"))
    assert refusal.value.code == code


def test_a_picture_beyond_the_size_limit_is_refused(settings):
    settings.WAGTAILIMAGES_MAX_UPLOAD_SIZE = 1000
    with pytest.raises(ValidationError, match="too large"):
        clean_photo(ContentFile(jpeg_with_gps((2000, 2000)), name="x.jpg"))


@pytest.fixture
def staff(client, db):
    client.force_login(factories.make_user("Communications"))
    return client


def upload(client, content: bytes, name: str):
    return client.post(
        "/admin/images/add/",
        {
            "title": "Upload",
            "file": SimpleUploadedFile(name, content),
            "collection": 1,
            "alt_en": "",
            "alt_ar": "",
            "credit_en": "",
            "credit_ar": "",
            "tags": "",
        },
    )


def test_staff_upload_a_photo_and_its_position_is_gone(staff):
    assert upload(staff, jpeg_with_gps(), "photo.jpg").status_code == 302
    with SiteImage.objects.get(title="Upload").file.open("rb") as stored:
        assert b"Exif" not in stored.read()


@pytest.mark.parametrize(
    ("content", "name"),
    [
        (b"<svg xmlns='http://www.w3.org/2000/svg'/>", "drawing.svg"),
        (b"<svg xmlns='http://www.w3.org/2000/svg'/>", "drawing.png"),
        (png_header(60_000, 60_000), "bomb.png"),
        (jpeg_with_gps()[:300], "broken.jpg"),
    ],
)
def test_staff_are_shown_why_a_file_is_refused_and_nothing_is_stored(staff, content, name):
    response = upload(staff, content, name)
    assert response.status_code == 200
    assert response.context["form"].errors["file"]
    assert not SiteImage.objects.exists()


def test_renditions_of_every_size_are_made_in_the_background(db):
    image = factories.make_image()
    make_photo_renditions.call(image.pk)
    specs = set(image.renditions.values_list("filter_spec", flat=True))
    assert specs == {
        *(
            f"width-{width}|format-{form}"
            for width in (240, 400, 800, 1200)
            for form in ("jpeg", "avif")
        ),
        "fill-1200x630|format-jpeg",
    }
    make_photo_renditions.call(987654)  # deleted meanwhile: nothing to do


def test_a_rendition_is_served_while_a_public_page_shows_it_and_an_original_never(client, photo):
    story = factories.make_story(lead_image=photo)
    address = photo.get_rendition("width-400|format-jpeg").url
    served = client.get(address)
    assert served.status_code == 200
    assert served["Cache-Control"] == "public, max-age=86400, s-maxage=30"
    assert served["X-Content-Type-Options"] == "nosniff"
    assert client.get(photo.file.url).status_code == 404
    story.unpublish()
    assert client.get(address).status_code == 404


def test_whoever_has_a_picture_is_not_sent_it_again_until_it_is_withdrawn(client, photo):
    story = factories.make_story(lead_image=photo)
    address = photo.get_rendition("width-400|format-jpeg").url
    served = client.get(address)
    again = client.get(address, headers={"If-None-Match": served["ETag"]})
    assert (again.status_code, again.content) == (304, b"")
    assert again["Cache-Control"] == served["Cache-Control"]
    other = client.get(photo.get_rendition("width-800|format-jpeg").url)
    assert other["ETag"] != served["ETag"]
    story.unpublish()
    gone = client.get(address, headers={"If-None-Match": served["ETag"]})
    assert gone.status_code == 404
    assert "max-age" not in gone.get("Cache-Control", "")


def test_a_picture_that_no_public_page_shows_is_for_staff_alone(client, photo):
    address = photo.get_rendition("width-400|format-jpeg").url
    assert client.get(address).status_code == 404
    client.force_login(factories.make_user("Communications"))
    served = client.get(address)
    assert served.status_code == 200
    assert served["Cache-Control"] == "private, no-store"


def test_replacing_a_pictures_file_reaches_the_pages_that_show_it(staff, photo, jpeg_bytes):
    story = factories.make_story(lead_image=photo)
    before = PublishedItem.objects.get(page_id=story.pk).card
    form = {
        "title": "New", "file": SimpleUploadedFile("new.jpg", jpeg_bytes), "collection": 1,
        "alt_en": "", "alt_ar": "", "credit_en": "", "credit_ar": "", "tags": "",
    }  # fmt: skip
    staff.post(f"/admin/images/{photo.pk}/", form)
    after = PublishedItem.objects.get(page_id=story.pk).card
    shown = photo.renditions.get(filter_spec="width-800|format-jpeg")
    assert after != before
    assert shown.url in after


@pytest.mark.parametrize(
    "address",
    ["../originals/x.jpg", "%2e%2e/originals/x.jpg", ".hidden", "nothing.jpg", "a%00b.jpg"],
)
def test_nothing_but_renditions_can_be_asked_for(client, db, address):
    assert client.get(f"/media/renditions/{address}").status_code == 404


def test_texts_of_a_picture_fall_back_to_the_other_language(db):
    image = factories.make_image(alt_ar="", credit_en="A drawing")
    assert image.alt("ar") == "A river"
    assert image.credit("ar") == "A drawing"


def test_strangers_see_both_pictures_of_a_page_whose_messengers_show_another_one(client, photo):
    lead = factories.make_image()
    story = factories.make_story(lead_image=lead, social_image=photo)
    for image in (lead, photo):
        assert client.get(image.get_rendition("width-400|format-jpeg").url).status_code == 200
    story.unpublish()
    for image in (lead, photo):
        assert client.get(image.get_rendition("width-400|format-jpeg").url).status_code == 404


@pytest.mark.parametrize(
    ("width", "widths"),
    [
        (200, [200]),
        (300, [240, 300]),
        (600, [240, 400, 600]),
        (1200, [240, 400, 800, 1200]),
        (2000, [240, 400, 800, 1200, 1600]),
    ],
)
def test_each_width_of_a_picture_is_offered_once(client, db, width, widths):
    buffer = io.BytesIO()
    Pillow.new("RGB", (width, 100), "#2a6f6f").save(buffer, "PNG")
    image = SiteImage.objects.create(title="x", file=ContentFile(buffer.getvalue(), name="x.png"))
    story = factories.make_story(lead_image=image)
    page = client.get(story.get_url()).content.decode()
    for srcset in re.findall(r'srcset="([^"]+)"', page):
        offered = [int(each.split()[1].rstrip("w")) for each in srcset.split(", ")]
        assert offered == widths
    (found,) = client.get("/api/v1/news/?lang=en").json()["results"]
    for kind in ("image/jpeg", "image/avif"):
        listed = [each for each in found["image"]["renditions"] if each["type"] == kind]
        assert [each["width"] for each in listed] == widths
    assert found["image"]["url"] in {each["url"] for each in found["image"]["renditions"]}


def test_what_was_made_before_is_not_used_for_a_picture_with_a_focal_point(db):
    picture, buffer = Pillow.new("RGB", (1200, 800), "red"), io.BytesIO()
    picture.paste("blue", (0, 770, 1200, 800))
    picture.save(buffer, "JPEG")
    image = SiteImage(title="x", file=CleanPhoto(buffer.getvalue(), name="x.jpg"))
    image._set_image_file_metadata()
    with renditions_made_before() as make:
        make(image)
        image.focal_point_x, image.focal_point_y = 600, 790
        image.focal_point_width = image.focal_point_height = 10
        image.save()
        with image.get_rendition(SOCIAL).file.open() as file:
            red, _green, blue = Pillow.open(file).getpixel((600, 625))
    assert blue > red
