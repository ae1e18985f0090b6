"""Errors, as RFC 9457 has them."""

from typing import Any

from rest_framework import serializers

from api.serializers.items import TimeField, TranslationLinkSerializer
from api.serializers.values import LanguageField, OpenValueField

# The codes of faults, in the order in which the guide explains them.
CODES = (
    "unknown", "repeated", "required", "blank", "unsupported", "not_a_number", "out_of_range",
    "not_a_date", "reversed", "needs_lang", "needs_q", "invalid_cursor", "too_long",
    "nul", "not_utf8", "foreign", "scheme", "user_info", "malformed",
    "too_many",
)  # fmt: skip


class FaultSerializer(serializers.Serializer[Any]):
    """`{"parameter": "limit", "code": "out_of_range", "message": "…"}`"""

    parameter = serializers.CharField()
    code = OpenValueField(CODES, help_text="For programs; it never changes with the language.")
    message = serializers.CharField()


class ProblemSerializer(serializers.Serializer[Any]):
    """An error. `title`, `detail` and messages follow `Accept-Language`; nothing else does."""

    type = serializers.URLField(help_text="A page that explains the problem.")
    title = serializers.CharField()
    status = serializers.IntegerField()
    detail = serializers.CharField()
    instance = serializers.CharField(help_text="The address that was asked for.")
    # REST framework takes fields out of the class; its own `errors` is never read here.
    errors = FaultSerializer(many=True)  # type: ignore[assignment]


class MissingSerializer(ProblemSerializer):
    """Nothing is there. `available` names the languages that the work does exist in."""

    available = serializers.ListField(child=LanguageField(), required=False)


class GoneSerializer(ProblemSerializer):
    """It was public and is withdrawn; the reason is never given."""

    gone_since = TimeField()
    translations = TranslationLinkSerializer(many=True)
