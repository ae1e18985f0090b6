"""Lists of forms that are put into order, with a row that no screen sends: one left empty."""

from collections.abc import Callable
from functools import wraps
from typing import Any

from django.forms.formsets import ORDERING_FIELD_NAME


def bearing_empty_rows(build: Callable[..., None]) -> Callable[..., None]:
    """Return the `__init__` of a bound panel that puts rows without a place first.

    A row of which nothing was sent is valid and has no values, not even a place; stock fails when
    it shows the form again because of another error.
    """

    @wraps(build)
    def wrapped(bound: Any, **kwargs: Any) -> None:
        form = kwargs.get("form")
        if form is not None:
            rows = form.formsets[kwargs["panel"].relation_name]
            if rows.can_order and rows.is_valid():
                for row in rows.forms:
                    row.cleaned_data.setdefault(ORDERING_FIELD_NAME, None)
        build(bound, **kwargs)

    return wrapped
