"""“Translate this page”: asking for the language, and beginning the translation."""

from typing import Any

from django import forms
from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect
from wagtail.models import Locale
from wagtail_localize.views.submit_translations import (
    SubmitPageTranslationView,
    SubmitTranslationForm,
)

from cms.privacy.known import titles_for, with_its_title_for
from core.language.languages import other_language
from translation.rights import SUBMIT, rows_for
from translation.views.next_page import next_address
from translation.views.rows import ask_before_beginning
from translation.workflow.assignment import other_holder
from translation.workflow.begin import submit
from translation.workflow.may_begin import reason_not_to_translate
from translation.workflow.privacy import may_read


class SubmitForm(SubmitTranslationForm):
    """Asks for the language alone: pages below are translated one by one, by choice."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        del self.fields["include_subtree"]
        self.fields["select_all"].widget = forms.HiddenInput()


class SubmitView(SubmitPageTranslationView):
    """“Translate this page”, for those who may add the translation where it belongs."""

    def dispatch(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        if not request.user.has_perm(SUBMIT):
            raise PermissionDenied
        page = self.get_object()
        if not may_read(request.user, page):
            raise Http404
        locale = Locale.objects.get(language_code=other_language(page.locale.language_code))
        reason = reason_not_to_translate(page, locale, request.user)
        if reason:
            messages.error(request, reason)
            return redirect("wagtailadmin_explore", page.get_parent().pk)
        row = rows_for(request.user).filter(work=page.translation_key).first()
        if row is not None and (holder := other_holder(row, request.user)):
            return ask_before_beginning(request, row, holder)
        return super().dispatch(request, *args, **kwargs)

    def get_subtitle(self) -> str:
        known = titles_for(self.request.user, [self.object.pk])
        return known.get(self.object.pk, self.object.title)

    def get_success_message(self, locales: str) -> str:
        with_its_title_for(self.request.user, self.object)
        message: str = super().get_success_message(locales)
        return message

    def get_success_url(self) -> str:
        return next_address(self.request)

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
