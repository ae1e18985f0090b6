"""Changes: whole items, and notices of what is gone."""

from typing import Any

from rest_framework import serializers

from api.patterns import CURSOR
from api.serializers.items import FULL_SERIALIZERS, OtherItemSerializer, TimeField
from api.serializers.problems import ProblemSerializer
from api.serializers.unions import one_of, union
from api.serializers.values import (
    FixedValueField,
    LanguageField,
    OpenValueField,
    OtherValueField,
    PatternField,
)
from api.types import TYPES


class UpsertSerializer(serializers.Serializer[Any]):
    """`{"op": "upsert", "seq": 1204, "item": {…}}`: new or changed; the whole item as it is now."""

    op = FixedValueField("upsert")
    seq = serializers.IntegerField()
    item = one_of(FULL_SERIALIZERS, OtherItemSerializer, "AnyItem")


class DeleteSerializer(serializers.Serializer[Any]):
    """`{"op": "delete", "seq": 1205, "id": "5f0e…:ar", …}`: withdrawn; remove your copy."""

    op = FixedValueField("delete")
    seq = serializers.IntegerField()
    id = serializers.CharField(help_text="Of the item that is gone.")
    work = serializers.UUIDField()
    lang = LanguageField()
    type = OpenValueField(TYPES)
    gone_since = TimeField()


class OtherChangeSerializer(serializers.Serializer[Any]):
    """A change of a kind that was added later: ignore it."""

    op = OtherValueField(("upsert", "delete"))
    seq = serializers.IntegerField()


class ChangesSerializer(serializers.Serializer[Any]):
    """A page of changes. `next_cursor` is always there; if `has_more`, ask again at once."""

    next_cursor = PatternField(CURSOR)
    has_more = serializers.BooleanField()
    results = union(
        {"upsert": UpsertSerializer, "delete": DeleteSerializer},
        OtherChangeSerializer,
        "Change",
        "op",
        many=True,
    )


class CursorExpiredSerializer(ProblemSerializer):
    """A cursor of changes is no longer good. Start from empty at `restart`."""

    restart = serializers.URLField()
