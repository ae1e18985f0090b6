"""Pictures and their sizes, as items and bodies show them."""

from typing import Any

from rest_framework import serializers

from api.serializers.values import OpenValueField
from core.media.photos import RENDITION_FORMATS


class RenditionSerializer(serializers.Serializer[Any]):
    """`{"url": "https://…/x.jpg", "width": 400, "height": 250, "type": "image/jpeg"}`"""

    url = serializers.URLField()
    width = serializers.IntegerField()
    height = serializers.IntegerField()
    type = OpenValueField(tuple(f"image/{form}" for form in RENDITION_FORMATS))


class FocalPointSerializer(serializers.Serializer[Any]):
    """`{"x": 33, "y": 58}`"""

    x = serializers.IntegerField(help_text="Percent of the width, from the left.")
    y = serializers.IntegerField(help_text="Percent of the height, from the top.")


class PictureSerializer(serializers.Serializer[Any]):
    """`{"url": "…", "alt": "…", "credit": null, "width": 800, "height": 500, "renditions": […], …}`

    Texts are in the item's language.
    """

    url = serializers.URLField(help_text="A JPEG, at most 800 pixels wide.")
    alt = serializers.CharField()
    credit = serializers.CharField(allow_null=True)
    width = serializers.IntegerField()
    height = serializers.IntegerField()
    renditions = RenditionSerializer(
        many=True, help_text="Up to 1600 pixels wide, each width once for each type."
    )
    social = RenditionSerializer(
        allow_null=True,
        help_text="1200 × 630 pixels around what matters in it, or smaller in the same shape.",
    )
    focal_point = FocalPointSerializer(allow_null=True, help_text="What to crop it around.")
