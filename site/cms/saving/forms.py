"""Forms of what has no versions: names, pictures, documents, menus, settings, users and the rest.

Whoever sends one that was opened before somebody else saved gets everything back, with what is
stored by now beside it, and decides.
"""

from collections.abc import Callable
from contextlib import nullcontext
from copy import copy
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.utils.text import Truncator
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from wagtail.log_actions import registry as log_registry

from cms.saving import loaded
from core.language.isolates import of_own_direction
from core.publication.transactions import publication_transaction

CHANGED_MEANWHILE = gettext_lazy("Not saved: it has been changed since you opened it.")


@dataclass
class Overwriting:
    """What somebody stored after a form had been opened, and would be lost if it were saved."""

    parts: list[loaded.Part]
    stored: str  # what the form is about when it comes back
    entry: Any  # of the log; None if nobody is known
    is_own: bool
    files: list[str]  # of the form that was sent; no page can hold them


class KeepingOthersWork:
    """For an edit view of Wagtail's: refuses a form that would undo what was stored meanwhile.

    A form that does not say what it was opened with is saved: it is not from a page of ours.
    """

    request: Any
    object: Any
    form: Any
    overwriting: Overwriting | None = None

    def other_forms(self, stored: Any) -> list[Any]:
        """Return further forms, unbound, that are shown and saved with the main one."""
        return []

    def get_form(self, form_class: Any = None) -> Any:
        form = super().get_form(form_class)  # type: ignore[misc]
        if gone := loaded.rows_gone(form):
            self.request.POST = self.request.POST.copy()
            self.request.POST.update(dict.fromkeys(gone, ""))
            form = super().get_form(form_class)  # type: ignore[misc]
        return form

    def is_valid(self, form: Any) -> bool:
        is_valid = super().is_valid(form)  # type: ignore[misc]
        return not self._refuses(form) and is_valid

    def form_valid(self, form: Any) -> HttpResponse:
        """Save, while forms about the same thing wait.

        Asked again here: pictures are read before and their sizes made, and nobody else waits for
        that.
        """
        with getattr(form, "prepared", nullcontext)(), publication_transaction():
            response = super().form_invalid if self._refuses(form) else super().form_valid  # type: ignore[misc]
            return response(form)  # type: ignore[no-any-return]

    def _refuses(self, form: Any) -> bool:
        if self.overwriting is None:
            with publication_transaction():
                rows = type(self.object)._base_manager.select_for_update()
                list(rows.filter(pk=self.object.pk).values_list("pk"))
                self.overwriting = overwriting(self.request, self.object, self._stored, [form])
            if self.overwriting is not None:
                self.produced_error_code = "validation_error"
                self.produced_error_message = CHANGED_MEANWHILE
                _show_beside(form, self.overwriting.parts)
        return self.overwriting is not None

    def _stored(self) -> dict[str, loaded.Part]:
        """Return the parts of the form as it would be opened now."""
        view, view.request = copy(self), copy(self.request)
        view.request.method = "GET"
        view.object = self.get_object()  # type: ignore[attr-defined]
        return loaded.parts_of([view.get_form(), *self.other_forms(view.object)])

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        context: dict[str, Any] = super().get_context_data(**kwargs)  # type: ignore[misc]
        return context | notices(
            self.request,
            self.overwriting,
            lambda: loaded.parts_of([self.form, *self.other_forms(self.object)]),
        )


def overwriting(
    request: HttpRequest,
    thing: Any,
    stored: Callable[[], dict[str, loaded.Part]],
    typed: list[Any],
) -> Overwriting | None:
    """Return what the forms `typed`, which were sent about `thing`, would undo, or None."""
    digests = loaded.read(request.POST.get(loaded.LOADED, ""))
    if not digests:
        return None
    parts_now = stored()
    parts = loaded.overwritten(digests, parts_now, typed)
    if not parts:
        return None
    entry = _saved_after(thing, loaded.opened_at(digests))
    return Overwriting(
        parts,
        loaded.written(parts_now),
        entry,
        entry is not None and entry.user_id == request.user.pk,
        [str(file.name) for _name, files in request.FILES.lists() for file in files],
    )


def notices(
    request: HttpRequest,
    overwriting: Overwriting | None,
    shown: Callable[[], dict[str, loaded.Part]],
) -> dict[str, Any]:
    """Return what `wagtailadmin/generic/form.html` shows; `shown` is called for a form anew."""
    if overwriting is not None:
        values = overwriting.stored
    elif request.method == "POST":
        values = request.POST.get(loaded.LOADED, "")
    else:
        values = loaded.written(shown())
    return {"loaded_values": values, "overwriting": overwriting}


def _show_beside(form: Any, parts: list[loaded.Part]) -> None:
    """Show what is stored beside each field and list of `form` that has changed."""
    texts = {
        part.name: _("Changed meanwhile. Stored now: %(text)s")
        % {"text": of_own_direction(Truncator(_(", ").join(part.texts)).chars(300))}
        for part in parts
    }
    for name in texts.keys() & form.fields.keys():
        form.add_error(name, texts[name])
    for within in getattr(form, "formsets", {}).values():
        if within.prefix in texts:
            within.non_form_errors().append(texts[within.prefix])


def _saved_after(thing: Any, opened: datetime | None) -> Any:
    """Return the latest entry of the log about `thing`, if it is from after the form was opened."""
    if opened is None:
        return None
    entries = log_registry.get_logs_for_instance(thing).select_related("user")
    return entries.filter(timestamp__gte=opened).first()
