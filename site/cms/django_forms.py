"""What Django's forms do with numbers that no database knows, mended."""

from functools import wraps
from typing import Any

from django.core.exceptions import ValidationError
from django.forms.models import ModelMultipleChoiceField

from core.untrusted import row_id


def install() -> None:
    """Mend the forms. Called once, when the app is ready."""
    stock = ModelMultipleChoiceField._check_values  # type: ignore[attr-defined]

    @wraps(stock)
    def check_values(field: ModelMultipleChoiceField, values: Any) -> Any:
        """SQLite fails on a number that is too large, where a missing row would be refused."""
        for value in values:
            if str(value).isdecimal() and row_id(str(value)) is None:
                message = field.error_messages["invalid_pk_value"]
                raise ValidationError(message, code="invalid_pk_value", params={"pk": value})
        return stock(field, values)

    ModelMultipleChoiceField._check_values = check_values  # type: ignore[attr-defined]
