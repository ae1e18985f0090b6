"""The disk is full: reading goes on, writing is refused in words, and nothing is left by half."""

import io
import json
import os
import subprocess
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path
from typing import Any

from PIL import Image as Pillow

from tests.faults.promises.rows import Row, promise
from tests.faults.services.browsers import Answer, Browser
from tests.faults.services.ground import Ground
from tests.faults.services.measuring import ms
from tests.faults.services.sites import PUBLISH, Site, save

EXPECTED = (
    "reading goes on; saving and uploads are refused with a sentence; no truncated file, no "
    "orphan; all well when there is room again"
)
SIZE = "160m"
BLOCK = 64 * 1024


@contextmanager
def small_disk() -> Iterator[Path | None]:
    """Mount a disk of its own in memory; None where that is not allowed."""
    with tempfile.TemporaryDirectory(prefix="faults-disk-") as folder:
        mount = ["mount", "-t", "tmpfs", "-o", f"size={SIZE},mode=0700", "tmpfs", folder]
        done = subprocess.run(mount, check=False, capture_output=True)
        if done.returncode:
            yield None
            return
        try:
            yield Path(folder) / "data"
        finally:
            subprocess.run(["umount", "--lazy", folder], check=True)


@promise("disk")
def tried(ground: Ground) -> Iterator[Row]:
    row = Row("the disk is full (SQLite and uploads)", EXPECTED)
    with small_disk() as data:
        if data is None:
            row.skipped = "mounting a small disk needs root"
            yield row
            return
        site = ground.site("sqlite", data)
        site.start()
        editor, reader = site.browser("editor"), site.browser()
        before = _files(data)
        ballast = fill(data.parent / "ballast")
        _read(row, site, reader)
        _write(row, site, editor)
        row.expect(_files(data) == before, f"left behind: {sorted(_files(data) ^ before)}")
        ballast.unlink()
        _use_again(row, site, editor)
        _compare(row, site, before)
        site.stop()
    yield row


def fill(file: Path) -> Path:
    """Write until there is no room at all."""
    with file.open("wb", buffering=0) as ballast:
        for size in (1 << 20, BLOCK, 4096, 1):
            with suppress(OSError):
                while True:
                    ballast.write(os.urandom(size))
    return file


def _files(data: Path) -> set[str]:
    """Return the files of uploads; sizes of pictures may be made at any time."""
    media = data / "media"
    found = {str(path.relative_to(media)) for path in media.rglob("*") if path.is_file()}
    return {name for name in found if not name.startswith("renditions/")}


def _read(row: Row, site: Site, reader: Browser) -> None:
    longest = 0.0
    for path in (site.stories[0]["path"], "/ar/", "/en/news/?page=1", "/api/v1/news/", "/readyz"):
        answer = reader.get(path)
        longest = max(longest, answer.seconds)
        row.expect(answer.status == 200, f"{path} answered {answer.status}")
    row.see(f"reading goes on, at most {ms(longest)}")


def _photo() -> Any:
    file = io.BytesIO()
    Pillow.effect_noise((1500, 1000), 90).convert("RGB").save(file, "JPEG", quality=95)
    return ("river.jpg", file.getvalue(), "image/jpeg")


PICTURE = {"title": "River", "alt_en": "A river", "alt_ar": "نهر", "collection": "1", "tags": ""}
PDF = b"%PDF-1.4\n1 0 obj<</Type/Catalog/Pages 2 0 R>>endobj\n2 0 obj<</Type/Pages/Kids[3 0 R]"
PDF += b"/Count 1>>endobj\n3 0 obj<</Type/Page/Parent 2 0 R/MediaBox[0 0 9 9]>>endobj\n"
PDF += b"trailer<</Root 1 0 R>>\n%%EOF\n"


def _uploads(editor: Browser) -> dict[str, Answer]:
    document = {"title": "Minutes", "collection": "1", "tags": ""}
    pdf = ("minutes.pdf", PDF, "application/pdf")
    return {
        "picture": editor.post("/admin/images/add/", PICTURE, {"file": _photo()}),
        "document": editor.post("/admin/documents/add/", document, {"file": pdf}),
    }


def _write(row: Row, site: Site, editor: Browser) -> None:
    answers = {"saving": save(editor, site.stories[1], "Typed while it is full")}
    answers["publishing"] = save(editor, site.stories[2], "Typed while it is full", **PUBLISH)
    answers |= _uploads(editor)
    for name, answer in answers.items():
        sentence = _sentence(answer)
        row.expect(answer.status in {200, 503, 507}, f"{name} answered {answer.status}")
        row.expect(sentence, f"{name}: no sentence explains it")
        row.see(f"{name} {answer.status} “{sentence[:90]}”")
    typed = [answers[name].text for name in ("saving", "publishing")]
    back = all("Typed while it is full" in text for text in typed)
    row.expect(back, "what was typed did not come back")


def _sentence(answer: Answer) -> str:
    page = answer.page
    found = page.select_one(".error-message, .messages .error, .saving-notice, main p, body p")
    return " ".join(found.get_text(" ", strip=True).split()) if found else ""


def _use_again(row: Row, site: Site, editor: Browser) -> None:
    answers = {"saving": save(editor, site.stories[1], "Saved afterwards", **PUBLISH)}
    answers |= _uploads(editor)
    for name, answer in answers.items():
        row.expect(answer.status == 302, f"{name} answered {answer.status} when there was room")


_STORED = """
import json
from core.models import SiteDocument, SiteImage
print(json.dumps([row.file.name for model in (SiteDocument, SiteImage)
                  for row in model.objects.all()]))
"""


def _compare(row: Row, site: Site, before: set[str]) -> None:
    stored = set(json.loads(site.shell(_STORED).splitlines()[-1]))
    there = _files(site.folder)
    row.expect(stored == there, f"files without a row, or rows without: {sorted(stored ^ there)}")
    row.expect(len(there) == len(before) + 2, f"{len(there) - len(before)} new uploads, not 2")
    check = "from django.db import connection as c; k = c.cursor();"
    check += "k.execute('PRAGMA integrity_check'); print(k.fetchone()[0])"
    row.expect(site.shell(check).endswith("ok"), "the database is damaged")
    differences = site.differences()
    row.expect(not differences, f"published items differ: {differences[:3]}")
