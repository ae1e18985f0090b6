"""What large pictures may take: memory, time, a turn; and what is answered beyond."""

import fcntl
import shutil
import subprocess
import sys
import tempfile
from pathlib import Path

import pytest
from django.core.files.base import ContentFile
from django.core.files.uploadedfile import SimpleUploadedFile
from PIL import Image as Pillow

from core.costly import programs
from core.media.photos import MAX_SIDE, clean_photo
from core.models import SiteImage
from tests import factories
from tests.pictures import flat_png, saved

pytestmark = pytest.mark.any_database

LIMIT_KB = 300 * 1024
# The program as the site runs it, which reports at its end how much memory it has had at most.
MEASURED = (
    "import sys; from core.media import cleaning; cleaning.main();"
    "sys.stderr.write(open('/proc/self/status').read())"
)


def cleaned_and_measured(content: bytes) -> tuple[bytes, int]:
    """The program's answer about a picture, and the most memory it had, in kB."""
    done = subprocess.run(
        [sys.executable, "-c", MEASURED, str(MAX_SIDE)],
        stdin=stored(content),
        capture_output=True,
        check=True,
        env=programs.environment(),
    )
    (most,) = [line for line in done.stderr.decode().splitlines() if line.startswith("VmHWM")]
    return done.stdout.partition(b"\n")[0], int(most.split()[1])


def stored(content: bytes):
    # Each process of a parallel run has its own.
    file = tempfile.TemporaryFile()  # noqa: SIM115 - what is returned reads it
    file.write(content)
    file.seek(0)
    return file


PHONE, WIDE = (9216, 6912), (6000, 4000)
LARGEST = {
    "JPEG": lambda: saved(Pillow.new("RGB", PHONE), "JPEG"),
    "JPEG, square": lambda: saved(Pillow.new("RGB", (7990, 7990)), "JPEG", subsampling=0),
    "JPEG, progressive": lambda: saved(Pillow.new("RGB", PHONE), "JPEG", progressive=True),
    "JPEG, CMYK": lambda: saved(Pillow.new("CMYK", PHONE), "JPEG"),
    "PNG, RGBA": lambda: flat_png(*WIDE, 8, 6, 4),
    "PNG, grey of 16 bits": lambda: flat_png(*WIDE, 16, 0, 1),
    "PNG, RGBA of 16 bits": lambda: flat_png(*WIDE, 16, 6, 4),
    "WebP": lambda: saved(Pillow.new("RGB", WIDE), "WEBP", method=0),
    "WebP, RGBA": lambda: saved(
        Pillow.new("RGBA", WIDE, (9, 9, 9, 9)), "WEBP", lossless=True, method=0, quality=0
    ),
    "GIF": lambda: saved(Pillow.new("P", WIDE), "GIF"),
    "AVIF": lambda: saved(Pillow.new("RGB", WIDE), "AVIF", speed=10, subsampling="4:4:4"),
    "AVIF, RGBA": lambda: saved(Pillow.new("RGBA", WIDE, (9, 9, 9, 9)), "AVIF", speed=10),
    "HEIC": lambda: saved(
        Pillow.new("RGB", WIDE, "#808080"), "HEIF", quality=10, enc_params={"preset": "ultrafast"}
    ),
}


@pytest.mark.slow
@pytest.mark.parametrize("name", LARGEST)
def test_the_largest_pictures_are_accepted_within_the_memory_limit(name):
    answer, most = cleaned_and_measured(LARGEST[name]())
    assert b'"format"' in answer
    assert most < LIMIT_KB, f"{most // 1024} MB"


def test_the_decoder_is_found_in_a_folder_with_a_space(tmp_path):
    folder = tmp_path / "نسخة one"
    folder.mkdir()
    for name in ("libwebp-*.so*", "libsharpyuv-*.so*"):
        [file] = (Path(Pillow.__file__).parents[1] / "pillow.libs").glob(name)
        shutil.copy(file, folder)
    [library] = folder.glob("libwebp-*")
    program = (
        "import ctypes, sys; ctypes.CDLL(sys.argv[1]);"
        "from core.media import webp; print(webp._library()._name)"
    )
    found = subprocess.run(
        [sys.executable, "-c", program, str(library)], env=programs.environment(),
        capture_output=True, encoding="utf-8", check=True,
    )  # fmt: skip
    assert found.stdout.strip() == str(library)


def message(content: bytes) -> str:
    with pytest.raises(Exception, match=r"\w") as refusal:
        clean_photo(ContentFile(content, name="x.jpg"))
    return " ".join(refusal.value.messages)


@pytest.mark.parametrize(
    ("content", "expected"),
    [
        (lambda: flat_png(10_000, 2500, 1, 0, 1), ("25 megapixels", "10000 × 2500", "24")),
        (lambda: saved(Pillow.new("L", (13_000, 5000)), "JPEG"), ("65 megapixels", "64")),
        (
            lambda: saved(Pillow.new("RGB", (8000, 5000)), "JPEG", progressive=True, subsampling=0),
            ("40 megapixels", "progressive", "37"),
        ),
    ],
    ids=["PNG", "JPEG", "progressive JPEG in full colour"],
)
def test_a_larger_picture_is_refused_with_the_limit_and_its_own_size(content, expected):
    found = message(content())
    for part in expected:
        assert part in found


def test_a_picture_of_a_phone_with_50_megapixels_is_accepted_and_reduced():
    content = saved(Pillow.new("RGB", (8160, 6144), (120, 150, 90)), "JPEG", quality=30)
    assert max(Pillow.open(clean_photo(ContentFile(content))).size) <= MAX_SIDE


def test_a_picture_that_takes_too_long_is_refused(settings, jpeg_bytes):
    settings.PICTURE_TIME_LIMIT = 0.001
    assert "too long" in message(jpeg_bytes)


@pytest.mark.parametrize("code", ["import os; os.abort()", "import sys; sys.exit(1)", "'none'"])
def test_a_program_that_crashes_is_a_refusal(monkeypatch, jpeg_bytes, tmp_path, code):
    package = tmp_path / "core" / "media"
    package.mkdir(parents=True)
    for folder in (package, package.parent):
        (folder / "__init__.py").touch()
    (package / "cleaning.py").write_text(code)
    monkeypatch.setattr(programs, "SOURCE_ROOT", tmp_path)
    assert "memory" in message(jpeg_bytes)


def test_the_program_knows_no_secrets_of_the_site():
    assert not {"SECRET_KEY", "DATABASE_URL"} & set(programs.environment())


@pytest.fixture
def others_are_busy(settings):
    """Another process cleans a picture all the time."""
    settings.PICTURE_PATIENCE = 0.1
    with Path(settings.PICTURE_LOCK).open("ab") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)
        yield


def test_who_waits_too_long_for_others_may_try_again_and_keeps_what_was_written(
    client, db, jpeg_bytes, others_are_busy
):
    client.force_login(factories.make_user("Communications"))
    texts = {
        "title": "River",
        "alt_en": "A river",
        "alt_ar": "نهر",
        "credit_en": "",
        "credit_ar": "",
    }
    file = SimpleUploadedFile("river.jpg", jpeg_bytes)
    answer = client.post("/admin/images/add/", texts | {"file": file, "collection": 1, "tags": ""})
    (error,) = answer.context["form"].errors["file"]
    assert "try again" in error
    page = answer.content.decode()
    assert "A river" in page
    assert "نهر" in page
    assert not SiteImage.objects.exists()


def test_pictures_are_cleaned_again_when_the_others_are_done(settings, jpeg_bytes):
    settings.PICTURE_PATIENCE = 0
    for _ in range(2):
        assert clean_photo(ContentFile(jpeg_bytes)).size
