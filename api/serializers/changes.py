"""Changes: whole items, and notices of what is gone."""

from typing import Any

from drf_spectacular.utils import PolymorphicProxySerializer
from rest_framework import serializers

from api.serializers.items import FULL_SERIALIZERS, LanguageField, TimeField
from api.serializers.problems import ProblemSerializer
from api.serializers.unions import one_of
from api.types import TYPES


class UpsertSerializer(serializers.Serializer[Any]):
    """`{"op": "upsert", "seq": 1204, "item": {…}}`: new or changed; the whole item as it is now."""

    op = serializers.ChoiceField(choices=("upsert",))
    seq = serializers.IntegerField()
    item = one_of(FULL_SERIALIZERS, "AnyItem")


class DeleteSerializer(serializers.Serializer[Any]):
    """`{"op": "delete", "seq": 1205, "id": "5f0e…:ar", …}`: withdrawn; remove your copy."""

    op = serializers.ChoiceField(choices=("delete",))
    seq = serializers.IntegerField()
    id = serializers.CharField(help_text="Of the item that is gone.")
    work = serializers.UUIDField()
    lang = LanguageField()
    type = serializers.ChoiceField(choices=TYPES)
    gone_since = TimeField()


class ChangesSerializer(serializers.Serializer[Any]):
    """A page of changes. `next_cursor` is always there; if `has_more`, ask again at once."""

    next_cursor = serializers.CharField()
    has_more = serializers.BooleanField()
    results = PolymorphicProxySerializer(
        component_name="Change",
        serializers={"upsert": UpsertSerializer, "delete": DeleteSerializer},
        resource_type_field_name="op",
        many=True,
    )


class CursorExpiredSerializer(ProblemSerializer):
    """A cursor of changes is no longer good. Start from empty at `restart`."""

    restart = serializers.URLField()
