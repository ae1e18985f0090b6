"""The screen for many pictures at once."""

from typing import Any

from django.core.exceptions import ValidationError
from django.http import HttpRequest, HttpResponse, JsonResponse
from django.utils.translation import gettext
from wagtail.images.views.multiple import AddView

from core.media.photos import clean_photo


class CleanAddView(AddView):
    """Cleans each picture before anything of it is stored.

    Wagtail stores the file as it was sent where another field is wrong, and makes a picture of it
    later without a look at its content.
    """

    def post(self, request: HttpRequest) -> HttpResponse:
        files: Any = request.FILES
        if "files[]" in files:
            try:
                files["files[]"] = clean_photo(files["files[]"])
            except ValidationError as error:
                return self._refused(error)
            self._give_title(request)
        response: HttpResponse = super().post(request)
        return response

    def _refused(self, error: ValidationError) -> JsonResponse:
        message = "\n".join(error.messages)
        is_busy = error.code == "busy"
        return JsonResponse({"success": False, "error_message": message, "busy": is_busy})

    def _give_title(self, request: HttpRequest) -> None:
        form: Any = request.POST.copy()
        self.is_untitled = not form.get("title", "").strip()
        if self.is_untitled:
            form["title"] = gettext("Picture")
            request.POST = form

    def save_object(self, form: Any) -> Any:
        """Save; file names that reveal a device or a time give no title, and a number does."""
        image = super().save_object(form)
        if self.is_untitled:
            image.title = gettext("Picture %(number)s") % {"number": image.pk}
            image.save(update_fields=["title"])
        return image
