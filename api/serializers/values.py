"""Texts of which there are few: sets that may grow within v1, and values that distinguish a form.

A closed enumeration would make clients fail on the day a value is added, so sets are documented
strings that list today's values.
"""

from collections.abc import Sequence
from typing import Any

from drf_spectacular.extensions import OpenApiSerializerFieldExtension
from rest_framework import serializers

from core.language.languages import LANGUAGES

_MORE = "More may be added: be ready for any text."


class ValueField(serializers.CharField):
    """A text that the document shows by its `schema`."""

    schema: dict[str, Any]


class OpenValueField(ValueField):
    """`"outdated"`: one of `values`, to which others may be added."""

    def __init__(self, values: Sequence[str], **kwargs: Any) -> None:
        super().__init__(**kwargs)
        self.schema = {"type": "string", "x-extensible-enum": list(values)}
        self.help_text = f"{self.help_text} {_MORE}" if self.help_text else _MORE


class LanguageField(OpenValueField):
    """`"ar"`"""

    def __init__(self, **kwargs: Any) -> None:
        super().__init__(tuple(LANGUAGES), **kwargs)


class FixedValueField(ValueField):
    """`"news"`: by it the form is known from those of other values."""

    def __init__(self, value: str, **kwargs: Any) -> None:
        super().__init__(**kwargs)
        self.schema = {"type": "string", "const": value}


class OtherValueField(ValueField):
    """`"podcast"`: none of `values`, each of which has a form of its own."""

    def __init__(self, values: Sequence[str], **kwargs: Any) -> None:
        super().__init__(**kwargs)
        self.schema = {"type": "string", "not": {"enum": list(values)}}


class PatternField(ValueField):
    """A text of a form that a parameter takes as well."""

    def __init__(self, pattern: str, **kwargs: Any) -> None:
        super().__init__(**kwargs)
        self.schema = {"type": "string", "pattern": pattern}


class ValueFieldExtension(OpenApiSerializerFieldExtension):
    """Has the generator of the document read the `schema` of a field."""

    target_class = ValueField
    match_subclasses = True

    def map_serializer_field(self, auto_schema: Any, direction: str) -> dict[str, Any]:
        return dict(self.target.schema)
