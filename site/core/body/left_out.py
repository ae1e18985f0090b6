"""A draft is saved without what is wrong in its form; that stays in the form, to be corrected."""

from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

from django.core.exceptions import NON_FIELD_ERRORS, FieldDoesNotExist
from django.forms.utils import ErrorDict
from wagtail.admin.forms.pages import WagtailAdminPageForm

# Positions of comments depend on all of them.
_ALWAYS_WHOLE = {"comments"}


class LeavingOutForm(WagtailAdminPageForm):
    """The form of a page that may be saved but for its wrong fields.

    For these the page keeps what is stored; of a new page, what it begins with.
    """

    formsets: dict[str, Any]
    _errors: Any

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.errors_left_out = ErrorDict()
        self._lists_left_out: set[str] = set()

    def _post_clean(self) -> None:
        fields = self.instance._meta.concrete_fields
        self._stored = {field.name: (field.attname, self._value(field)) for field in fields}
        super()._post_clean()

    def _value(self, field: Any) -> Any:
        return self.instance.__dict__.get(field.attname)

    def leave_out_errors(self) -> bool:
        """Prepare to save the rest of a form that is not valid, or return False if that cannot be.

        It cannot where no field is to blame, or where a new page cannot be without the field.
        """
        wrong = set(self.errors)
        lists = {name for name, within in self.formsets.items() if not within.is_valid()}
        if NON_FIELD_ERRORS in wrong or lists & _ALWAYS_WHOLE:
            return False
        if self.instance._state.adding and not all(map(self._may_lack, wrong)):
            return False
        for name in wrong & self._stored.keys():
            setattr(self.instance, *self._stored[name])
        self.errors_left_out, self._errors = self.errors, ErrorDict()
        self._lists_left_out = lists
        return True

    def _may_lack(self, name: str) -> bool:
        try:
            field = self.instance._meta.get_field(name)
        except FieldDoesNotExist:
            return False
        return bool(getattr(field, "blank", False)) or field.has_default()

    @property
    def is_partly_saved(self) -> bool:
        return bool(self.errors_left_out or self._lists_left_out)

    def show_errors_again(self) -> None:
        """Have the form named wrong again, after the rest was saved."""
        self._errors = self.errors_left_out

    @contextmanager
    def _without_wrong_lists(self) -> Iterator[None]:
        every = self.formsets
        self.formsets = {
            name: within for name, within in every.items() if name not in self._lists_left_out
        }
        try:
            yield
        finally:
            self.formsets = every

    def save(self, commit: bool = True) -> Any:
        with self._without_wrong_lists():
            return super().save(commit)

    def get_field_updates_for_resave(self) -> list[tuple[str, str]]:
        with self._without_wrong_lists():
            updates: list[tuple[str, str]] = super().get_field_updates_for_resave()
            return updates
