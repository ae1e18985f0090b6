"""Taking over a changed original: its texts appear in the editor; nothing is published."""

from typing import Any

from django import forms
from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.db.models import ObjectDoesNotExist
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect
from wagtail.models import Page
from wagtail_localize.views.update_translations import UpdateTranslationsView

from translation.content.texts import refresh_source
from translation.views.next_page import next_address
from translation.workflow.guards import refuse_change_in_review
from translation.workflow.privacy import may_read


class UpdateView(UpdateTranslationsView):
    """“Sync translated pages”, for those who may edit each of them."""

    def get_form(self) -> forms.Form:
        """A form without stock's “Publish immediately”, which publishes missing texts as well."""
        return forms.Form(self.request.POST if self.request.method == "POST" else None)

    def get_success_url(self) -> str:
        return next_address(self.request)

    def get(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        self._check_rights()
        return super().get(request, *args, **kwargs)

    def post(self, request: HttpRequest, **kwargs: Any) -> HttpResponse:
        for page in self._check_rights():
            refuse_change_in_review(page)
        response: HttpResponse = super().post(request, **kwargs)
        return response

    def form_valid(self, form: forms.Form) -> HttpResponse:
        """Stock publishes what is asked for, and changes who may see the translation."""
        refresh_source(self.object)
        messages.success(self.request, self.get_success_message())
        return redirect(self.get_success_url() or self.get_default_success_url())

    def _check_rights(self) -> list[Page]:
        """Return the pages of the running translations, else of the stopped ones.

        The user may edit each of them, and there is one at least.
        """
        try:
            if not may_read(self.request.user, self.object.get_source_instance()):
                raise PermissionDenied
            translations = self.object.translations.all()
            running = translations.filter(enabled=True) or translations
            pages = [translation.get_target_instance() for translation in running]
        except ObjectDoesNotExist as error:  # the original or a translation has been deleted
            raise Http404 from error
        if not pages:
            raise Http404
        for page in pages:
            if not page.permissions_for_user(self.request.user).can_edit():
                raise PermissionDenied
        return pages
