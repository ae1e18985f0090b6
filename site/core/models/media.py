"""Pictures and documents: random file names, no metadata, descriptions in both languages."""

import secrets
from pathlib import PurePosixPath
from typing import Any, ClassVar

from django.db import models
from django.utils.translation import gettext_lazy as _
from wagtail.documents.models import AbstractDocument
from wagtail.images.models import AbstractImage, AbstractRendition
from wagtail.search import index

from core.language.languages import current_language, other_language
from core.language.slugs import slug_of
from core.language.tidying import tidied_line
from core.media.documents.kinds import media_type_of
from core.media.documents.uploads import CLEANING, CleanDocument, clean_document
from core.media.photos import (
    CleanPhoto,
    clean_photo,
    rendition_made_before,
    renditions_made_before,
)
from core.media.reduction import ReducingFilter
from core.publication.seams import changes_published_items


def _random_name(filename: str) -> str:
    """Return 32 random hex digits with the extension of `filename`, in lower case."""
    return secrets.token_hex(16) + PurePosixPath(filename).suffix.lower()


@changes_published_items
class SiteImage(AbstractImage):
    """A picture without metadata, with alternative text and credit in both languages."""

    file: Any  # Wagtail declares it, untyped
    alt_en = models.CharField(
        _("alternative text, English"),
        max_length=250,
        blank=True,
        help_text=_("What the picture shows, for people who do not see it."),
    )
    alt_ar = models.CharField(_("alternative text, Arabic"), max_length=250, blank=True)
    credit_en = models.CharField(
        _("credit, English"),
        max_length=160,
        blank=True,
        help_text=_("Who made the picture. Leave empty where a name would endanger somebody."),
    )
    credit_ar = models.CharField(_("credit, Arabic"), max_length=160, blank=True)

    item_key: ClassVar[str] = "image"
    admin_form_fields = (
        "title",
        "file",
        "alt_en",
        "alt_ar",
        "credit_en",
        "credit_ar",
        "collection",
        "tags",
        "focal_point_x",
        "focal_point_y",
        "focal_point_width",
        "focal_point_height",
    )
    search_fields = [
        *AbstractImage.search_fields,
        index.SearchField("alt_en"),
        index.SearchField("alt_ar"),
        index.AutocompleteField("alt_en"),
        index.AutocompleteField("alt_ar"),
    ]

    class Meta(AbstractImage.Meta):
        verbose_name = _("image")
        verbose_name_plural = _("images")
        permissions = [("choose_siteimage", "Can choose image")]

    def alt(self, lang: str) -> str:
        """Return the alternative text in `lang`, else in the other language, else nothing."""
        return getattr(self, f"alt_{lang}") or getattr(self, f"alt_{other_language(lang)}")

    def credit(self, lang: str) -> str:
        """Return the credit in `lang`, else in the other language, else nothing."""
        return getattr(self, f"credit_{lang}") or getattr(self, f"credit_{other_language(lang)}")

    @property
    def default_alt_text(self) -> str:
        return self.alt(current_language())

    def get_upload_to(self, filename: str) -> str:
        return f"originals/{_random_name(filename)}"

    def generate_rendition_file(self, filter: Any, *, source: Any = None) -> Any:  # noqa: A002
        """Return the file of a rendition; `filter` is Wagtail's own name."""
        ready = rendition_made_before(self, filter.spec)
        return ready or super().generate_rendition_file(ReducingFilter(filter.spec), source=source)

    def create_rendition(self, filter: Any) -> Any:  # noqa: A002
        with renditions_made_before() as make:
            make(self, [filter.spec])
            return super().create_rendition(filter)

    def create_renditions(self, *filters: Any) -> Any:
        """Make and store renditions; Wagtail's own threads find what was made in one's turn."""
        with renditions_made_before() as make:
            make(self, [each.spec for each in filters])
            return super().create_renditions(*filters)

    def save(self, *args: Any, **kwargs: Any) -> None:
        """Save; a file that did not come through the form is cleaned here."""
        if self.file and not self.file._committed and not isinstance(self.file.file, CleanPhoto):
            self.file = clean_photo(self.file)
            self._set_image_file_metadata()
        for name in ("title", "alt_en", "alt_ar", "credit_en", "credit_ar"):
            setattr(self, name, tidied_line(getattr(self, name)))
        super().save(*args, **kwargs)


class SiteRendition(AbstractRendition):
    """A picture in the size and format that a page shows. The only form that is ever served."""

    image = models.ForeignKey(SiteImage, on_delete=models.CASCADE, related_name="renditions")

    class Meta:
        unique_together = (("image", "filter_spec", "focal_point_key"),)

    def get_upload_to(self, filename: str) -> str:
        return f"renditions/{filename}"


def document_upload_path(instance: "SiteDocument", filename: str) -> str:
    """Return where a document is stored: a random name, whatever the uploader called it."""
    return f"documents/{_random_name(filename)}"


@changes_published_items
class SiteDocument(AbstractDocument):
    """A file to download, under a random name on disk and its title's name for the reader."""

    title: Any  # Wagtail declares it, untyped
    file: Any = models.FileField(_("file"), upload_to=document_upload_path)
    cleaning = models.PositiveSmallIntegerField(
        default=0, editable=False, help_text="The rules by which the file was cleaned; 0: by none."
    )

    item_key: ClassVar[str] = "document"
    admin_form_fields = ("title", "file", "collection", "tags")

    class Meta(AbstractDocument.Meta):
        verbose_name = _("document")
        verbose_name_plural = _("documents")
        permissions = [("choose_sitedocument", "Can choose document")]

    @property
    def filename(self) -> str:
        name = slug_of(self.title) or "document"
        return name + PurePosixPath(str(self.file.name)).suffix

    @property
    def content_type(self) -> str:
        return media_type_of(self.file_extension)

    def save(self, *args: Any, **kwargs: Any) -> None:
        """Save; a file that did not come through the form is cleaned here."""
        if self.file and not self.file._committed:
            if not isinstance(self.file.file, CleanDocument):
                self.file = clean_document(self.file)
                self._set_document_file_metadata()
            self.cleaning = CLEANING
        self.title = tidied_line(self.title)  # a file's name may be written to look like another
        super().save(*args, **kwargs)
