"""The screens by which documents are uploaded, each showing what was removed from the file."""

from typing import Any

from django.core.exceptions import ValidationError
from django.http import HttpRequest, HttpResponse, JsonResponse
from wagtail.documents.views.chooser import DocumentChooserUploadView, viewset
from wagtail.documents.views.documents import CreateView, EditView
from wagtail.documents.views.multiple import AddView, CreateFromUploadedDocumentView

from cms.saving.forms import KeepingOthersWork
from core.media.documents.messages import removed_text
from core.media.documents.uploads import clean_document
from core.models import SiteDocument


class CleanCreateView(CreateView):
    """The form for one document."""

    def get_success_message(self, instance: SiteDocument) -> str:
        return f"{super().get_success_message(instance)} {removed_text(self.form.removed or ())}"


class CleanEditView(KeepingOthersWork, EditView):
    """The form that changes a document, or replaces its file."""

    def get_success_message(self) -> str:
        message: str = super().get_success_message()
        removed = self.form.removed
        return message if removed is None else f"{message} {removed_text(removed)}"


class CleanAddView(AddView):
    """The screen for many documents; cleans each before anything of it is stored.

    Wagtail stores the file as it was sent where another field is wrong.
    """

    edit_form_template_name = "cms/document_uploaded.html"
    removed: tuple[str, ...] = ()

    def post(self, request: HttpRequest) -> HttpResponse:
        files: Any = request.FILES
        if "files[]" in files:
            title = request.POST.get("title") or files["files[]"].name
            try:
                files["files[]"] = document = clean_document(files["files[]"])
            except ValidationError as error:
                return _refused(error)
            self.removed = document.removed
            _set_title(request, title)
        response: HttpResponse = super().post(request)
        return response

    def get_edit_object_form_context_data(self) -> dict[str, Any]:
        return super().get_edit_object_form_context_data() | {"removed": removed_text(self.removed)}

    def get_edit_upload_form_context_data(self) -> dict[str, Any]:
        return super().get_edit_upload_form_context_data() | {"removed": removed_text(self.removed)}


class CleanCreateFromUploadView(CreateFromUploadedDocumentView):
    """Makes a document of a file that waited for its title; it may have come before an update."""

    def post(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        try:
            response: HttpResponse = super().post(request, *args, **kwargs)
        except ValidationError as error:
            return _refused(error)
        return response

    def save_object(self, form: Any) -> None:
        self.object.file = clean_document(self.upload.file)
        self.object.uploaded_by_user = self.request.user
        self.object._set_document_file_metadata()
        form.save()


class CleanChooserUploadView(DocumentChooserUploadView):
    """The upload within a chooser; the answer has a sentence for the page behind it."""

    def get_chosen_response_data(self, document: SiteDocument) -> dict[str, Any]:
        """Return what the page behind gets; static/js/documents.js shows `removed` there."""
        data: dict[str, Any] = super().get_chosen_response_data(document)
        return data | {"removed": removed_text(self.form.removed or ())}


# Wagtail's own viewset for choosing documents, with another view for uploads.
chooser_upload = viewset.construct_view(CleanChooserUploadView)


def _set_title(request: HttpRequest, title: str) -> None:
    """Let the title be what it would be without a random name."""
    form: Any = request.POST.copy()
    form["title"] = title
    request.POST = form


def _refused(error: ValidationError) -> JsonResponse:
    message = "\n".join(error.messages)
    return JsonResponse({"success": False, "error_message": message, "busy": error.code == "busy"})
