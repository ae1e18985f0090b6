"""The form by which documents come into the CMS."""

from typing import Any

from django.db import transaction
from django.forms.fields import FileField
from django.utils.text import format_lazy
from django.utils.translation import gettext_lazy as _
from wagtail.documents.fields import WagtailDocumentField
from wagtail.documents.forms import BaseDocumentForm

from core.media.documents.messages import ACCEPTED
from core.media.documents.uploads import CleanDocument, clean_document
from core.publication.transactions import publication_transaction


class DocumentField(WagtailDocumentField):
    """Accepts a document by its content and returns it without what reveals somebody."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.help_text = format_lazy(
            _("{accepted}. At most {size} MB. Names of authors and other traces are removed."),
            accepted=ACCEPTED,
            size=self.max_upload_size // 2**20,
        )

    def to_python(self, data: Any) -> Any:
        file = FileField.to_python(self, data)
        return file if file is None or isinstance(file, CleanDocument) else clean_document(file)


class DocumentForm(BaseDocumentForm):
    """Refuses what cannot be cleaned, with a reason; `removed` are codes of what was removed."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        stock = self.fields.get("file")
        if stock is not None:
            self.fields["file"] = DocumentField(
                label=stock.label, required=stock.required, widget=stock.widget
            )

    original_file: Any

    @property
    def removed(self) -> tuple[str, ...] | None:
        """What was removed from a new file; None if no file was sent."""
        file = self.cleaned_data.get("file")
        return file.removed if isinstance(file, CleanDocument) else None

    def save(self, commit: bool = True) -> Any:
        """Save; a file that is replaced goes when the new one is certain to stay."""
        before = self.original_file
        with publication_transaction():
            if commit and "file" in self.changed_data and before:
                self.original_file = None
                transaction.on_commit(lambda: before.storage.delete(before.name))
            return super().save(commit=commit)
