"""The fields of our items in Wagtail's own terms, as an integrator would declare them."""

from wagtail.api import APIField
from wagtail.images.api.fields import ImageRenditionField

from benchmarks.yardstick.names import CARD_FIELDS, PICTURES
from core.media.photos import MAX_SIDE, all_filters
from core.models import Governorate, Organisation, Person, Topic
from news.models import NewsPage


def declare_fields() -> None:
    """Give the models the fields that our items have, the body of a story among them."""
    pictures = dict(zip(PICTURES, all_filters(MAX_SIDE), strict=True))
    names = [field.partition("(")[0] for field in CARD_FIELDS if field not in pictures]
    NewsPage.api_fields = [
        *map(APIField, names),
        *(
            APIField(name, ImageRenditionField(spec, source="lead_image"))
            for name, spec in pictures.items()
        ),
        APIField("body"),
    ]
    named = [APIField("slug"), APIField("name_en"), APIField("name_ar")]
    Governorate.api_fields = Topic.api_fields = named
    Person.api_fields = named[1:]
    Organisation.api_fields = [*named, APIField("website")]
