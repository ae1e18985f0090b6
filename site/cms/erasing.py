"""The screen on which administrators remove a name or a phrase for good.

The phrase is only ever in the body of a request: addresses are written to logs and histories.
"""

from itertools import islice
from typing import Any

from django import forms
from django.http import HttpResponse
from django.shortcuts import redirect
from django.urls import path, reverse
from django.utils.text import capfirst
from django.utils.translation import gettext, gettext_lazy, ngettext
from django.views.generic import FormView
from wagtail.admin import messages

from cms.accounts.administrators import ForAdministrators
from cms.accounts.factors.asking import AsksAgain
from core import security_log
from core.erasing.erase import Place, erase, places
from core.erasing.phrases import MARK, MOST, Phrases
from core.models import ItemFacet, ItemText, PublishedItem
from core.publication.transactions import opens_own_transactions
from core.refusals import RefusedError

_SHOWN = 200
_MOST_PHRASES = 20

# Made from pages: their fields mean nothing to those who read the list.
_RENDERED = {PublishedItem, ItemFacet, ItemText}


class EraseForm(forms.Form):
    """What is to be removed, one phrase a line, and what takes its place."""

    phrases = forms.CharField(
        label=gettext_lazy("What is to be removed"),
        max_length=_MOST_PHRASES * (MOST + 2),
        widget=forms.Textarea(attrs={"rows": 4, "dir": "auto", "autocomplete": "off"}),
        help_text=gettext_lazy(
            "One name or phrase a line, in each language and form in which it was written. It is "
            "found as whole words, with or without hamza and vowels, in any case."
        ),
    )
    mark = forms.CharField(
        label=gettext_lazy("What is put in its place"), initial=MARK, max_length=20
    )
    is_confirmed = forms.BooleanField(
        label=gettext_lazy("I have read the list. It cannot be undone."), required=False
    )

    def clean(self) -> dict[str, Any]:
        cleaned: dict[str, Any] = super().clean() or {}
        if {"phrases", "mark"} <= cleaned.keys():
            lines = (line.strip() for line in cleaned["phrases"].splitlines())
            chosen = cleaned["chosen"] = Phrases([line for line in lines if line])
            try:
                chosen.check(cleaned["mark"])
            except RefusedError as refusal:
                self.add_error("phrases", str(refusal))
        return cleaned


class EraseView(ForAdministrators, AsksAgain, FormView):  # type: ignore[type-arg]
    """First lists where the phrases are; removes them when that was confirmed."""

    form_class = EraseForm
    page_title = gettext_lazy("Remove a name for good")
    header_icon = "bin"
    template_name = "cms/erase.html"

    def form_valid(self, form: EraseForm) -> HttpResponse:
        if not ("erase" in self.request.POST and form.cleaned_data["is_confirmed"]):
            return self._list(form)
        try:
            count = erase(form.cleaned_data["chosen"], form.cleaned_data["mark"])
        except RefusedError as refusal:
            form.add_error(None, str(refusal))
            return self._list(form)
        security_log.record("erased", request=self.request, places=count)
        message = ngettext("Removed from %(count)d place.", "Removed from %(count)d places.", count)
        messages.success(self.request, message % {"count": count})
        return redirect(reverse("erase"))

    def _list(self, form: EraseForm) -> HttpResponse:
        found = places(form.cleaned_data["chosen"])
        shown = [_row(place) for place in islice(found, _SHOWN)]
        more = sum(1 for _place in found)
        context = self.get_context_data(form=form, shown=shown, more=more, was_searched=True)
        return self.render_to_response(context)


def _row(place: Place) -> dict[str, Any]:
    meta = place.table.model._meta
    fields = {field.name: getattr(field, "verbose_name", field.name) for field in meta.fields}
    is_rendered = place.table.model in _RENDERED
    return {
        "kind": gettext("What readers get") if is_rendered else capfirst(str(meta.verbose_name)),
        "pk": place.pk,
        "column": "" if is_rendered else fields.get(place.field, gettext("file")),
        "excerpt": place.excerpt,
        "is_protected": place.is_protected,
    }


erase_addresses = [path("erase/", opens_own_transactions(EraseView.as_view()), name="erase")]
