"""Fields for addresses, which store where an address leads: `tracking.direct`, on every way in.

They are Django's and Wagtail's own in all else, also to migrations.
"""

from typing import Any
from urllib.parse import urlsplit

from django import forms
from django.core.exceptions import ValidationError
from django.db import models
from django.utils.translation import gettext_lazy as _
from wagtail import blocks

from core.addresses.tracking import direct


def leads_to_a_page(address: str) -> bool:
    """Whether an address is complete and opens a page: `javascript:` runs, `//host` hides where."""
    try:
        parts = urlsplit(address)
    except ValueError:
        return False
    return parts.scheme in {"http", "https"} and bool(parts.hostname)


class AddressInput(forms.URLField):
    """A form's field that checks and returns where the address leads.

    Its box lets people paste what is longer than the limit: a wrapper often is, and cut off by
    the browser it would lead nowhere.
    """

    def __init__(self, **options: Any) -> None:
        options.setdefault("assume_scheme", "https")
        super().__init__(**options)

    def to_python(self, value: Any) -> str | None:
        address: str | None = super().to_python(value)
        return direct(address) if address else address

    def widget_attrs(self, widget: forms.Widget) -> dict[str, Any]:
        attributes = super().widget_attrs(widget)
        return {name: value for name, value in attributes.items() if name != "maxlength"}


class AddressField(models.URLField):
    """A model's address, without what was added to follow readers."""

    def to_python(self, value: Any) -> Any:
        address = super().to_python(value)
        return direct(address) if isinstance(address, str) else address

    def pre_save(self, instance: models.Model, add: bool) -> Any:
        address = self.to_python(super().pre_save(instance, add))
        setattr(instance, self.attname, address)
        return address

    def get_db_prep_save(self, value: Any, connection: Any) -> Any:
        """Refuse what is no address of a web page, on ways around forms as well."""
        if value and not hasattr(value, "resolve_expression") and not leads_to_a_page(value):
            message = _("Enter a web address that begins with https:// or http://.")
            raise ValidationError({self.name: message})
        return super().get_db_prep_save(value, connection)

    def formfield(self, **options: Any) -> Any:
        return super().formfield(**{"form_class": AddressInput, **options})

    def deconstruct(self) -> Any:
        name, _path, args, kwargs = super().deconstruct()
        return name, "django.db.models.URLField", args, kwargs


class AddressBlock(blocks.URLBlock):
    """A block's address, without what was added to follow readers."""

    def __init__(
        self,
        required: bool = True,
        help_text: Any = None,
        **options: Any,
    ) -> None:
        super().__init__(required=required, help_text=help_text, **options)
        self.field = AddressInput(required=required, help_text=help_text)

    def get_prep_value(self, value: Any) -> Any:
        address = super().get_prep_value(value)
        return direct(address) if isinstance(address, str) else address

    def deconstruct(self) -> Any:
        _path, args, kwargs = super().deconstruct()
        return "wagtail.blocks.URLBlock", args, kwargs
