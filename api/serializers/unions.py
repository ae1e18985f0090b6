"""What has one of several forms, which its `type` distinguishes."""

from collections.abc import Mapping
from typing import Any

from drf_spectacular.utils import PolymorphicProxySerializer


def one_of(forms: Mapping[str, Any], name: str, *, many: bool = False) -> Any:
    """Return the serializer of something whose form depends on its type; `name` is that of all."""
    if len(forms) == 1:
        return next(iter(forms.values()))(many=many)
    return PolymorphicProxySerializer(
        component_name=name, serializers=dict(forms), resource_type_field_name="type", many=many
    )
