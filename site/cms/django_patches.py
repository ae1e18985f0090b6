"""What Django's forms do with numbers that no database knows, replaced."""

from collections.abc import Callable
from functools import wraps
from typing import Any

from django.core.exceptions import ValidationError
from django.forms.models import ModelMultipleChoiceField

from core.patching import Patch, Patches
from core.untrusted import row_id


def refusing_large_numbers(check_values: Callable[..., Any]) -> Callable[..., Any]:
    @wraps(check_values)
    def wrapped(field: ModelMultipleChoiceField, value: Any) -> Any:
        for each in value:
            if str(each).isdecimal() and row_id(str(each)) is None:
                message = field.error_messages["invalid_pk_value"]
                raise ValidationError(message, code="invalid_pk_value", params={"pk": each})
        return check_values(field, value)

    return wrapped


PATCHES = Patches(
    "django",
    "5.2",
    [
        Patch(
            ModelMultipleChoiceField,
            "_check_values",
            refusing_large_numbers,
            "SQLite fails on a number that is too large, where a missing row would be refused.",
            "(self, value)",
        ),
    ],
)
