"""What has one of several forms, which its `type` or `op` distinguishes."""

from collections.abc import Mapping
from typing import Any

from drf_spectacular.utils import PolymorphicProxySerializer

# The key of later values' form in a mapping of forms; the document does not show it.
OTHER = "*"


def one_of(forms: Mapping[str, Any], other: Any, name: str, *, many: bool = False) -> Any:
    """Return the serializer of something whose form depends on its type; `name` is that of all.

    `other` is the form of types that are added later.
    """
    if len(forms) == 1:
        return next(iter(forms.values()))(many=many)
    return union(forms, other, name, "type", many=many)


def union(forms: Mapping[str, Any], other: Any, name: str, key: str, *, many: bool = False) -> Any:
    """Return the serializer of something whose form depends on what is under `key`."""
    return PolymorphicProxySerializer(
        component_name=name,
        serializers={**forms, OTHER: other},
        resource_type_field_name=key,
        many=many,
    )


def with_open_unions(result: dict[str, Any], **_: Any) -> dict[str, Any]:
    """Have generators know the forms by their values, and any other value by none of them."""
    for schema in result["components"]["schemas"].values():
        schema.get("discriminator", {}).get("mapping", {}).pop(OTHER, None)
    return result
