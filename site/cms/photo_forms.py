"""The form by which pictures come into the CMS."""

from collections.abc import Callable, Iterator
from contextlib import contextmanager, nullcontext, suppress
from typing import Any

from django.forms.fields import FileField
from django.utils.text import format_lazy
from django.utils.translation import gettext_lazy as _
from wagtail.images.fields import WagtailImageField
from wagtail.images.forms import BaseImageForm

from core.media.cleaning import MAX_JPEG_PIXELS, MAX_PIXELS, MILLION
from core.media.missing import make_missing
from core.media.photos import (
    MAX_SIDE,
    CleanPhoto,
    clean_photo,
    missing_filters,
    renditions_made_before,
)
from core.publication.transactions import is_open, publication_transaction

# What decides which sizes there are of a picture, and how they look.
_SIZED_BY = {"file", *(f"focal_point_{part}" for part in ("x", "y", "width", "height"))}


class PhotoField(WagtailImageField):
    """Accepts a picture by its content and returns it without metadata, no side above `side`.

    Wagtail's own field answers 500 to a picture that is cut off.
    """

    def __init__(self, *args: Any, side: int = MAX_SIDE, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.side = side
        self.help_text = format_lazy(
            _(
                "JPEG with up to {jpeg} megapixels; PNG, WebP, GIF, AVIF or HEIC with up to "
                "{others}. At most {size} MB."
            ),
            jpeg=MAX_JPEG_PIXELS // MILLION,
            others=MAX_PIXELS // MILLION,
            size=self.max_upload_size // 2**20,
        )

    def to_python(self, data: Any) -> Any:
        file = FileField.to_python(self, data)
        is_clean = file is None or isinstance(file, CleanPhoto)
        return file if is_clean else clean_photo(file, side=self.side)


class PhotoForm(BaseImageForm):
    """Refuses what is no picture, with a reason, and drops a photo's metadata."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if "alt_ar" in self.fields:  # asked for as the English one is
            self.fields["alt_ar"].help_text = self.fields["alt_en"].help_text
        stock = self.fields.get("file")
        if stock is not None:
            self.fields["file"] = PhotoField(
                label=stock.label, required=stock.required, widget=stock.widget
            )

    def save(self, commit: bool = True) -> Any:
        """Save; a new file's old renditions go before the pages that show it are rendered."""
        with nullcontext() if is_open() else self.prepared(), publication_transaction():
            image = super().save(commit=commit)
            if commit and self._changes_sizes:
                make_missing({image.pk})
            return image

    @contextmanager
    def prepared(self) -> Iterator[None]:
        """Make what other sizes a stored picture needs now, which a view has done before it opens
        the transaction in which it saves this form.
        """
        with renditions_made_before() as make:
            if self.instance.pk and self._changes_sizes:
                with suppress(OSError):  # rendering the pages that show it logs it
                    self._make_sizes(make)
            yield

    @property
    def _changes_sizes(self) -> bool:
        return bool(_SIZED_BY & set(self.changed_data))

    def _make_sizes(self, make: Callable[..., None]) -> None:
        if "file" in self.changed_data:
            self.instance._set_image_file_metadata()
            make(self.instance)
        else:
            make(self.instance, missing_filters(self.instance))
