"""Answers that have one of several forms, distinguished by `type`."""

from collections.abc import Mapping
from typing import Any

from drf_spectacular.utils import PolymorphicProxySerializer


def one_of(forms: Mapping[str, Any], name: str, *, many: bool = False) -> Any:
    """Return the serializer of what has one form for each type; `name` is that of their union."""
    if len(forms) == 1:
        return next(iter(forms.values()))(many=many)
    return PolymorphicProxySerializer(
        component_name=name, serializers=dict(forms), resource_type_field_name="type", many=many
    )
