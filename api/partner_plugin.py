"""The WordPress plugin of `integrations/wordpress/` as partners upload it: one zip.

Equal contents make equal files: nothing in the zip depends on when and where it was made.
"""

import io
import zipfile
from collections.abc import Callable, Iterator
from pathlib import Path

import polib
from django.conf import settings

_SUFFIXES = {".php", ".js", ".json", ".css", ".txt", ".po"}
_READABLE = 0o644 << 16


def packed(folder: Path, name: str, of_this_site: Callable[[str], str]) -> bytes:
    """Return the plugin as a zip whose only folder is `name`."""
    content = io.BytesIO()
    with zipfile.ZipFile(content, "w") as archive:
        for path, data in sorted(_files(folder, of_this_site)):
            entry = zipfile.ZipInfo(f"{name}/{path}")  # of the first day that a zip knows
            entry.external_attr = _READABLE
            archive.writestr(entry, data, zipfile.ZIP_DEFLATED)
    return content.getvalue()


def _files(folder: Path, of_this_site: Callable[[str], str]) -> Iterator[tuple[str, bytes]]:
    """Yield (path, content) of the plugin's files, its texts also as WordPress reads them."""
    for file in folder.rglob("*"):
        if file.suffix not in _SUFFIXES or not file.is_file():
            continue
        path, text = file.relative_to(folder), file.read_text("utf-8")
        yield path.as_posix(), of_this_site(text).encode()
        if file.suffix == ".po":
            yield path.with_suffix(".mo").as_posix(), polib.pofile(text).to_binary()
    licence = Path(settings.ROOT) / "LICENSE"
    if licence.is_file():
        yield "license.txt", licence.read_bytes()
