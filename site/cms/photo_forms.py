"""The form by which pictures come into the CMS."""

from typing import Any

from django.forms.fields import FileField
from wagtail.images.fields import WagtailImageField
from wagtail.images.forms import BaseImageForm

from core.media.photos import clean_photo
from core.publication.transactions import publication_transaction


class PhotoField(WagtailImageField):
    """Accepts a picture by its content and returns it without metadata.

    Wagtail's own field answers 500 to a picture that is cut off.
    """

    def to_python(self, data: Any) -> Any:
        file = FileField.to_python(self, data)
        return None if file is None else clean_photo(file)


class PhotoForm(BaseImageForm):
    """Refuses what is no picture, with a reason, and drops a photo's metadata."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        stock = self.fields.get("file")
        if stock is not None:
            self.fields["file"] = PhotoField(
                label=stock.label, required=stock.required, widget=stock.widget
            )

    def save(self, commit: bool = True) -> Any:
        """Save; a new file's old renditions go before the pages that show it are rendered."""
        with publication_transaction():
            return super().save(commit=commit)
