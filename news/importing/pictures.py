"""Picture files beside an import file, as stored pictures; each is stored once."""

import hashlib
from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from django.core.exceptions import ValidationError
from django.core.files.images import get_image_dimensions
from django.core.files.storage import default_storage

from core.media.photos import CleanPhoto, clean_photo, renditions_made_before
from core.models import SiteImage

TITLE_LIMIT = 255
ALT_LIMIT = 250
PATIENCE = 600  # seconds: an import may wait for others' uploads, and must not fail because of them


@dataclass(frozen=True)
class _Read:
    """What is known of a file that was read; a dry run does not hold on to its `photo`."""

    digest: str
    width: int
    height: int
    photo: CleanPhoto | None


class PictureStore:
    """Finds or stores the pictures of one folder; paths may not lead out of it.

    With `is_dry_run` files are read and checked, and nothing is put into the file storage: the
    rows that are made then must be rolled back.
    """

    def __init__(self, folder: Path, *, is_dry_run: bool = False) -> None:
        self.folder = folder.resolve()
        self.is_dry_run = is_dry_run
        self._digests: dict[Path, str] = {}
        self._read: dict[Path, _Read] = {}
        self._fresh: list[str] = []

    @contextmanager
    def prepared(self, paths: Iterable[str]) -> Iterator[None]:
        """Read these files and make their sizes before the block, whose transactions store them.

        It takes seconds for each, in which nobody else could write. Faults of a file are raised
        later, by `picture`.
        """
        with renditions_made_before() as make_renditions:
            for path in paths:
                with suppress(ValueError):
                    self._prepare(path, make_renditions)
            try:
                yield
            finally:
                if not self.is_dry_run:
                    self._read.clear()

    def picture(self, path: str, **texts: str) -> SiteImage:
        """Return the stored picture of the file `path`, or raise ValueError with the reason.

        `texts` (title, alt_en, alt_ar, credit_en, credit_ar) fill what a picture lacks; texts
        that staff have written stay.
        """
        file = self._file(path)
        image = self._stored(file)
        if image is None:
            read = self._read.get(file) or self._read_anew(file, path)
            image = self._stored(file)
            if image is None:
                return self._store(read, file, texts)
        return self._completed(image, texts)

    def is_local(self, path: str) -> bool:
        """Whether `path` can only mean a file here, and no address elsewhere."""
        return bool(path) and "://" not in path and not path.startswith(("//", "data:"))

    @property
    def stored(self) -> int:
        """How many files were stored since `confirm`."""
        return len(self._fresh)

    def confirm(self) -> None:
        """Forget which files are new: the transaction that made them is committed."""
        self._fresh = []

    def discard(self, after: int = 0) -> None:
        """Remove the files that were stored later than the first `after`: they were rolled back."""
        for name in self._fresh[after:]:
            default_storage.delete(name)
        del self._fresh[after:]

    def _prepare(self, path: str, make_renditions: Callable[[Any], None]) -> None:
        file = self._file(path)
        if file in self._read or self._stored(file) is not None:
            return
        read = self._read[file] = self._read_anew(file, path)
        if not self.is_dry_run and self._stored(file) is None:
            make_renditions(_image_of(read))

    def _stored(self, file: Path) -> SiteImage | None:
        digest = self._digests.get(file)
        return SiteImage.objects.filter(file_hash=digest).first() if digest else None

    def _file(self, path: str) -> Path:
        try:
            file = (self.folder / path).resolve()
            is_file = file.is_file()
        except (OSError, ValueError, RuntimeError) as error:
            raise ValueError(f"“{path[:80]}” is not a path") from error
        if not file.is_relative_to(self.folder):
            raise ValueError(f"“{path}” lies outside of the folder of the pictures")
        if not is_file:
            raise ValueError(f"there is no file “{path}” in the folder of the pictures")
        return file

    def _read_anew(self, file: Path, path: str) -> _Read:
        photo = self._clean(file, path)
        digest = self._digests[file] = hashlib.sha1(photo.read()).hexdigest()  # noqa: S324
        width, height = get_image_dimensions(photo)
        return _Read(digest, width or 0, height or 0, None if self.is_dry_run else photo)

    def _clean(self, file: Path, path: str) -> CleanPhoto:
        try:
            with file.open("rb") as opened:
                return clean_photo(opened, patience=PATIENCE)
        except ValidationError as error:
            raise ValueError(f"“{path}”: {' '.join(error.messages)}") from error
        except OSError as error:
            raise ValueError(f"“{path}” cannot be read: {error.strerror}") from error

    def _store(self, read: _Read, file: Path, texts: dict[str, str]) -> SiteImage:
        image = _image_of(read)
        _fill(image, {"title": file.stem} | texts)
        image.save()
        if not self.is_dry_run:
            self._fresh.append(image.file.name)
        return image

    def _completed(self, image: SiteImage, texts: dict[str, str]) -> SiteImage:
        if _fill(image, texts):
            image.save()
        return image


def _image_of(read: _Read) -> SiteImage:
    """Return the picture that is still to be stored; without a file in a dry run."""
    if read.photo is None:
        return SiteImage(file="", width=read.width, height=read.height, file_hash=read.digest)
    return SiteImage(file=read.photo, file_size=read.photo.size, file_hash=read.digest)


def _fill(image: SiteImage, texts: dict[str, str]) -> bool:
    """Give the picture the texts that it lacks; return whether there were any."""
    lacking = {name: text for name, text in texts.items() if text and not getattr(image, name)}
    for name, text in lacking.items():
        setattr(image, name, text[: TITLE_LIMIT if name == "title" else ALT_LIMIT])
    return bool(lacking)
