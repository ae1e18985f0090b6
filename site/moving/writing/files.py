"""Pictures and documents of a site's uploads, each stored once.

A file is cleaned and stored before the transaction of the post that shows it: that takes seconds,
in which nobody else could write. Its old address is the record that it is here.
"""

from collections.abc import Iterable, Sequence
from contextlib import suppress
from dataclasses import replace
from pathlib import Path

from django.core.exceptions import ValidationError
from django.core.files import File
from django.core.files.storage import default_storage
from django.db.models import QuerySet

from core.media.documents.uploads import CleanDocument, clean_document
from core.media.photos import make_renditions
from core.models import SiteDocument, SiteImage
from core.publication.transactions import publication_transaction
from moving.addresses.normal import UPLOADS
from moving.html.references import Document, Photo
from moving.models import OldAddress
from news.importing.pictures import PATIENCE, PictureStore
from news.importing.portions import MOST_PICTURES


class SiteFiles:
    """The files of one old site. `refused` has the reasons of those that cannot be stored."""

    def __init__(self, site: str, folder: Path) -> None:
        self.site = site
        self.folder = folder.resolve()
        self.refused: dict[str, str] = {}
        self._store = PictureStore(folder)
        self._images: dict[str, SiteImage] = {}
        self._documents: dict[str, SiteDocument] = {}

    def prepare(self, photos: Sequence[Photo], documents: Sequence[Document]) -> None:
        """Store the files that are not here yet; those that cannot be are in `refused`.

        Of a file that several posts show, the first one's texts count, as if each came alone.
        """
        self._images.clear()
        self._documents.clear()
        wanted: dict[str, Photo] = {}
        for photo in photos:
            wanted.setdefault(photo.path, photo)
        self._images = {
            row.address.removeprefix(UPLOADS): row.image
            for row in self._rows(wanted).select_related("image")
            if row.image is not None
        }
        missing = [photo for path, photo in wanted.items() if path not in self._images]
        for start in range(0, len(missing), MOST_PICTURES):
            self._store_pictures(missing[start : start + MOST_PICTURES])
        self._prepare_documents({document.path: document for document in documents})

    def picture(self, photo: Photo) -> SiteImage | None:
        """Return the stored picture of a file that was prepared; None if it was refused."""
        return self._images.get(photo.path)

    def document(self, document: Document) -> SiteDocument | None:
        return self._documents.get(document.path)

    def _rows(self, paths: Iterable[str]) -> QuerySet[OldAddress]:
        addresses = [f"{UPLOADS}{path}" for path in paths]
        return OldAddress.objects.filter(site=self.site, address__in=addresses)

    def _store_pictures(self, photos: Sequence[Photo]) -> None:
        with self._store.prepared(photo.path for photo in photos):
            for photo in photos:
                try:
                    self._images[photo.path] = self._store_picture(photo)
                except (ValueError, ValidationError) as error:
                    self.refused[photo.path] = str(error)
            for image in self._images.values():
                make_renditions(image)

    def _store_picture(self, photo: Photo) -> SiteImage:
        texts = {"title": photo.title, f"alt_{photo.lang}": photo.alt}
        try:
            with publication_transaction():
                image = self._store.picture(photo.path, **texts)
                self._record(photo.path, image=image)
        except BaseException:
            self._store.discard()
            raise
        self._store.confirm()
        return image

    def _prepare_documents(self, wanted: dict[str, Document]) -> None:
        self._documents = {
            row.address.removeprefix(UPLOADS): row.document
            for row in self._rows(wanted).select_related("document")
            if row.document is not None
        }
        for path in wanted.keys() - self._documents.keys():
            try:
                self._documents[path] = self._store_document(path)
            except (ValueError, ValidationError, OSError) as error:
                self.refused[path] = _reason(error)

    def _store_document(self, path: str) -> SiteDocument:
        clean = self._clean(path)
        document = SiteDocument(title=Path(path).stem, file=clean)
        document._set_document_file_metadata()
        try:
            with publication_transaction():
                document.save()
                self._record(path, document=document)
        except BaseException:
            with suppress(OSError):
                default_storage.delete(str(document.file.name))
            raise
        return document

    def _clean(self, path: str) -> CleanDocument:
        file = (self.folder / path).resolve()
        if not file.is_relative_to(self.folder):
            raise ValueError("it lies outside of the uploads")
        with file.open("rb") as opened:
            return clean_document(File(opened, name=file.name), patience=PATIENCE)

    def _record(self, path: str, **stored: SiteImage | SiteDocument) -> None:
        OldAddress.objects.update_or_create(
            site=self.site, address=f"{UPLOADS}{path}", defaults=stored
        )


def merged(photos: Iterable[Photo], site: str) -> dict[str, Photo]:
    """Return the pictures of `site` that a post shows by path, each with all texts it has there."""
    found: dict[str, Photo] = {}
    for photo in photos:
        if photo.site == site:
            known = found.setdefault(photo.path, photo)
            found[photo.path] = replace(
                known, alt=known.alt or photo.alt, title=known.title or photo.title
            )
    return found


def _reason(error: Exception) -> str:
    return " ".join(error.messages) if isinstance(error, ValidationError) else str(error)
