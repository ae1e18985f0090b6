"""Pictures as programs and phones really write them: nothing in one leads to an error page."""

import io
import random
import struct
import zlib
from itertools import pairwise

import pytest
from django.core.files.base import ContentFile
from django.core.files.uploadedfile import SimpleUploadedFile
from PIL import Image as Pillow
from PIL import ImageCms

from core.media.cleaning import Refused, cleaned
from core.media.photos import clean_photo
from core.models import SiteImage
from tests import factories
from tests.pictures import drawing, png_chunk, saved

pytestmark = pytest.mark.any_database

ORIENTATION = 0x0112
LOSSLESS = {"lossless": True}
SHORT, RATIONAL, FLOAT = 3, 5, 11


def exif(*entries: tuple[int, int, int, bytes]) -> bytes:
    """An EXIF block of these fields: tag, type, count, and the value or what it points to."""
    directory, values = struct.pack("<H", len(entries)), b""
    behind = 8 + 2 + 12 * len(entries) + 4
    for tag, kind, count, value in entries:
        place = value.ljust(4, b"\0")
        if len(value) > 4:
            place, values = struct.pack("<I", behind + len(values)), values + value
        directory += struct.pack("<HHI", tag, kind, count) + place
    return b"Exif\0\0II*\0\x08\0\0\0" + directory + b"\0\0\0\0" + values


def png_with(kind: bytes, content: bytes, *, at_end: bool = False) -> bytes:
    plain = saved(drawing(), "PNG")
    at = plain.rindex(b"IEND") - 4 if at_end else 33  # behind the header
    return plain[:at] + png_chunk(kind, content) + plain[at:]


TURNED = (ORIENTATION, SHORT, 1, struct.pack("<H", 6))
RESOLUTION = 0x011A
ODD_EXIF = {
    "not a number": exif(TURNED, (RESOLUTION, FLOAT, 1, struct.pack("<f", float("nan")))),
    "infinite": exif(TURNED, (RESOLUTION, FLOAT, 1, struct.pack("<f", float("inf")))),
    "negative": exif(TURNED, (RESOLUTION, RATIONAL, 1, struct.pack("<ii", -72, -1))),
    "divided by nothing": exif(TURNED, (RESOLUTION, RATIONAL, 1, struct.pack("<II", 72, 0))),
    "pointing outside": exif(TURNED)[:-4] + b"\xff\xff\xff\xff",
    "unknown type": exif(TURNED, (RESOLUTION, 99, 1, b"\1")),
    "text as orientation": exif((ORIENTATION, 2, 6, b"upside")),
    "huge count": exif((ORIENTATION, SHORT, 0xFFFFFFFF, b"\6\0")),
    "cut off": exif(TURNED)[:14],
    "no EXIF at all": b"Exif\0\0" + b"\xff" * 40,
    "empty": b"Exif\0\0",
}
ODD_CHUNKS = {
    "EXIF as text": png_with(b"tEXt", b"Raw profile type exif\0nonsense"),
    "EXIF as text, not hexadecimal": png_with(b"tEXt", b"Raw profile type exif\0\nexif\n 4\nzzzz"),
    "EXIF behind the pixels": png_with(b"eXIf", ODD_EXIF["not a number"][6:], at_end=True),
    "XMP that is no XML": png_with(b"iTXt", b"XML:com.adobe.xmp\0\0\0\0\0<tiff:Orientation>x"),
    "text that is not packed": png_with(b"zTXt", b"Comment\0\0not packed"),
    "profile that is not packed": png_with(b"iCCP", b"x\0\0not packed"),
    "profile that is none": png_with(b"iCCP", b"x\0\0" + zlib.compress(b"none" * 50)),
    "no resolution": png_with(b"pHYs", b"\0" * 9),
    "no gamma": png_with(b"gAMA", b"\0" * 4),
    "unknown chunk": png_with(b"quUX", b"\xff" * 30),
}


@pytest.fixture
def staff(client, db):
    client.force_login(factories.make_user("Communications"))
    return client


def sent_one(client, content: bytes, name: str):
    """The form for one picture."""
    form = {"title": "Upload", "file": SimpleUploadedFile(name, content), "collection": 1}
    texts = dict.fromkeys(("alt_en", "alt_ar", "credit_en", "credit_ar", "tags"), "")
    return client.post("/admin/images/add/", form | texts)


def sent_with_many(client, content: bytes, name: str):
    """The form for many pictures, which sends each alone."""
    file = SimpleUploadedFile(name, content)
    return client.post("/admin/images/multiple/add/", {"files[]": file, "collection": 1})


@pytest.mark.parametrize("name", ODD_EXIF)
def test_odd_camera_data_are_dropped_and_the_picture_accepted(staff, name):
    content = saved(drawing(), "JPEG", exif=ODD_EXIF[name])
    assert sent_one(staff, content, "phone.jpg").status_code == 302
    with SiteImage.objects.get().file.open("rb") as stored:
        picture = Pillow.open(stored)
        picture.load()
    assert not picture.getexif()
    assert "exif" not in picture.info


@pytest.mark.parametrize("name", ["not a number", "negative", "unknown type"])
def test_a_picture_is_turned_upright_whatever_else_its_camera_data_say(name):
    content = saved(drawing(size=(48, 32)), "JPEG", exif=ODD_EXIF[name])
    assert Pillow.open(clean_photo(ContentFile(content))).size == (32, 48)


@pytest.mark.parametrize("name", ODD_CHUNKS)
def test_an_odd_chunk_is_dropped_or_the_picture_refused_with_a_reason(staff, name):
    answer = sent_with_many(staff, ODD_CHUNKS[name], "screen.png").json()
    assert answer["success"] == SiteImage.objects.exists()
    assert answer["success"] or answer["error_message"]
    for image in SiteImage.objects.all():
        with image.file.open("rb") as stored:
            assert set(Pillow.open(stored).info) <= {"transparency"}


@pytest.mark.parametrize("form", ["JPEG", "PNG", "WEBP", "GIF", "AVIF", "HEIF"])
def test_what_is_cut_off_or_overwritten_is_read_or_refused_and_nothing_else(form):
    whole = saved(drawing(), form)
    chance = random.Random(form)
    answers = set()
    for _ in range(60):
        content = bytearray(whole)
        for _ in range(chance.choice((1, 4, 12))):
            content[chance.randrange(len(content))] = chance.randrange(256)
        if chance.random() < 0.5:
            del content[chance.randrange(12, len(content)) :]
        try:
            cleaned(io.BytesIO(content), 4000)
        except Refused as refused:
            answers.add(refused.answer["refused"])
    assert answers
    assert answers <= {"damaged", "not_a_picture", "too_many_pixels"}


@pytest.mark.parametrize("form", ["JPEG", "PNG", "WEBP", "GIF", "AVIF", "HEIF"])
def test_a_files_name_does_not_decide_what_it_is(staff, form):
    name = "picture.png" if form == "JPEG" else "picture.jpg"
    assert sent_one(staff, saved(drawing(), form), name).status_code == 302
    assert SiteImage.objects.get().width == 48


def near(colour, expected, by=6) -> bool:
    return all(abs(a - b) <= by for a, b in zip(colour, expected, strict=True))


def middle(content: bytes):
    """The colour in the middle of what is stored."""
    picture = Pillow.open(clean_photo(ContentFile(content)))
    return picture.getpixel((picture.width // 2, picture.height // 2))


def png16(colour_type: int, samples: tuple[int, ...], extra: bytes = b"") -> bytes:
    """A PNG of 8 × 8 pixels with 16 bits for each sample."""
    head = struct.pack(">IIBBBBB", 8, 8, 16, colour_type, 0, 0, 0)
    rows = (b"\0" + struct.pack(f">{len(samples)}H", *samples) * 8) * 8
    chunks = png_chunk(b"IHDR", head) + extra + png_chunk(b"IDAT", zlib.compress(rows))
    return b"\x89PNG\r\n\x1a\n" + chunks + png_chunk(b"IEND", b"")


@pytest.mark.parametrize(
    ("content", "seen"),
    [
        (png16(0, (0x8000,)), (128, 128, 128)),
        (png16(2, (0x8000, 0x4000, 0xC000)), (128, 64, 192)),
        (png16(4, (0x8000, 0x4000)), (128, 128, 128, 64)),
        (png16(6, (0x8000, 0x4000, 0xC000, 0x8000)), (128, 64, 192, 128)),
        (png16(0, (0x8000,), png_chunk(b"tRNS", b"\x80\x00")), (128, 128, 128, 0)),
        (png16(0, (0x8000,), png_chunk(b"tRNS", b"\x80\x01")), (128, 128, 128)),
        (png16(2, (0x8000, 0, 0), png_chunk(b"tRNS", b"\x80\0\0\0\0\0")), (128, 0, 0, 0)),
    ],
    ids=["grey", "RGB", "grey and alpha", "RGBA", "clear grey", "other clear grey", "clear RGB"],
)
def test_a_png_of_16_bits_keeps_its_tones_and_what_is_clear(content, seen):
    assert near(middle(content), seen)


@pytest.mark.parametrize(
    ("picture", "form", "options", "seen"),
    [
        (Pillow.new("1", (16, 16), 1), "PNG", {}, (255, 255, 255)),
        (Pillow.new("L", (16, 16), 90), "JPEG", {}, (90, 90, 90)),
        (Pillow.new("LA", (16, 16), (90, 100)), "PNG", {}, (90, 90, 90, 100)),
        (Pillow.new("RGBA", (8, 8), (9, 99, 199, 99)), "WEBP", LOSSLESS, (9, 99, 199, 99)),
        (Pillow.new("RGBA", (8, 8), (9, 99, 199, 99)), "AVIF", {"quality": 100}, (9, 99, 199, 99)),
        (Pillow.new("RGBA", (16, 16), (9, 99, 199, 255)), "AVIF", {"quality": 100}, (9, 99, 199)),
        (Pillow.new("CMYK", (16, 16), (255, 0, 255, 0)), "JPEG", {"quality": 100}, (0, 255, 0)),
        (Pillow.new("RGB", (16, 16), "#c08040").quantize(4), "PNG", {}, (192, 128, 64)),
        (Pillow.new("RGB", (16, 16), "#c08040").quantize(4), "GIF", {}, (192, 128, 64)),
        (Pillow.new("P", (16, 16), 0), "PNG", {"transparency": 0}, (0, 0, 0, 0)),
    ],
    ids=["1 bit", "grey", "grey and alpha", "WebP", "AVIF", "opaque AVIF", "CMYK", "palette", "GIF",
         "clear palette"],
)  # fmt: skip
def test_colours_are_stored_as_they_were_seen(picture, form, options, seen):
    assert near(middle(saved(picture, form, **options)), seen)


def test_colours_of_another_colour_space_are_stored_as_they_were_seen():
    """Where brightness grows in a straight line, a grey of 128 is what sRGB calls 188."""
    profile = bytearray(ImageCms.ImageCmsProfile(ImageCms.createProfile("sRGB")).tobytes())
    for tag in (b"rTRC", b"gTRC", b"bTRC"):
        at = profile.index(tag, 128)
        place = struct.pack(">II", len(profile), 12)
        profile[at + 4 : at + 12] = place
    profile += b"curv" + b"\0" * 8  # a straight line
    profile[0:4] = struct.pack(">I", len(profile))
    content = saved(Pillow.new("RGB", (16, 16), (128, 128, 128)), "PNG",
                    icc_profile=bytes(profile).replace(b"s\0R\0G\0B", b"x\0R\0G\0B"))  # fmt: skip
    assert near(middle(content), (188, 188, 188))


def test_what_is_transparent_is_white_in_a_jpeg_for_readers_and_clear_in_an_avif(db):
    content = saved(Pillow.new("RGBA", (900, 16), (255, 0, 0, 0)), "PNG")
    image = SiteImage.objects.create(title="Logo", file=ContentFile(content, name="logo.png"))
    jpeg, avif = image.get_renditions("width-800|format-jpeg", "width-800|format-avif").values()
    assert near(Pillow.open(jpeg.file).convert("RGB").getpixel((8, 8)), (255, 255, 255))
    assert Pillow.open(avif.file).getpixel((8, 8))[3] == 0


def test_of_what_moves_the_first_picture_is_stored():
    frames = [Pillow.new("RGB", (16, 16), colour) for colour in ("#c08040", "#000000")]
    for form in ("GIF", "WEBP", "PNG", "AVIF"):
        content = saved(frames[0], form, save_all=True, append_images=frames[1:])
        assert near(middle(content)[:3], (192, 128, 64), by=12), form


def test_reducing_a_picture_leaves_no_trace_of_the_strips_it_was_done_in():
    slope = Pillow.linear_gradient("L").resize((300, 9000))
    picture = Pillow.open(clean_photo(ContentFile(saved(slope, "PNG"))))
    assert picture.size == (133, 4000)
    column = list(picture.getchannel("R").crop((60, 0, 61, 4000)).tobytes())
    assert all(0 <= after - before <= 1 for before, after in pairwise(column))
