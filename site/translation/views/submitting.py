"""Beginning a translation: a draft in the other language, and nothing else."""

from typing import Any

from django import forms
from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect
from wagtail.models import Locale
from wagtail_localize.models import Translation
from wagtail_localize.views.submit_translations import (
    SubmitPageTranslationView,
    SubmitTranslationForm,
)

from core.languages import other_language
from core.shelf.registry import RefusedError
from core.shelf.units import unit
from translation.guards import may_read, refusal_to_translate
from translation.storing import source_of


def submit(page: Any, locale: Locale, user: Any = None) -> Any:
    """Begin the translation of `page`, or take up a stopped one; return the draft.

    Raises RefusedError. With a `user`, that user needs the right to add pages there.
    """
    refusal = refusal_to_translate(page, locale, user)
    if refusal:
        raise RefusedError(refusal)
    with unit():
        translation, _is_new = Translation.objects.update_or_create(
            source=source_of(page.specific), target_locale=locale, defaults={"enabled": True}
        )
        translation.save_target(user=user, publish=False)
        return translation.get_target_instance()


class SubmitForm(SubmitTranslationForm):
    """Asks for the language alone: pages below are translated one by one, by choice."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        del self.fields["include_subtree"]
        self.fields["select_all"].widget = forms.HiddenInput()


class SubmitView(SubmitPageTranslationView):
    """“Translate this page”, for those who may add the translation where it belongs."""

    def dispatch(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        if not request.user.has_perm("wagtail_localize.submit_translation"):
            raise PermissionDenied
        page = self.get_object()
        if not may_read(request.user, page):
            raise Http404
        locale = Locale.objects.get(language_code=other_language(page.locale.language_code))
        refusal = refusal_to_translate(page, locale, request.user)
        if refusal:
            messages.error(request, refusal)
            return redirect("wagtailadmin_explore", page.get_parent().pk)
        return super().dispatch(request, *args, **kwargs)

    def get_form(self) -> SubmitForm:
        if self.request.method == "POST":
            return SubmitForm(self.object, self.request.POST)
        return SubmitForm(
            self.object, initial={"locales": Locale.objects.exclude(pk=self.object.locale_id)}
        )

    def form_valid(self, form: SubmitForm) -> HttpResponse:
        locale = form.cleaned_data["locales"][0]
        draft = submit(self.object, locale, self.request.user)
        messages.success(self.request, self.get_success_message(locale.get_display_name()))
        return redirect(self.get_success_url() or self.get_default_success_url(draft))
