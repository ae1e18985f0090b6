"""Forms of the CMS that check more than Wagtail's own."""

from django.core.files.uploadedfile import UploadedFile
from wagtail.images.forms import BaseImageForm

from core.photos import clean_photo


class PhotoForm(BaseImageForm):
    """Refuses what is no picture with a reason, and drops a photo's metadata before it is stored."""

    def clean_file(self) -> object:
        file = self.cleaned_data["file"]
        return clean_photo(file) if isinstance(file, UploadedFile) else file
