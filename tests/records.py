"""Records of items for tests that render none."""

from dataclasses import fields
from typing import Any

from core.publication.records import ItemRecord, License, Translation


def make_record(kind: type[ItemRecord] = ItemRecord, **given: Any) -> Any:
    """Return a record of a bare English original with the fields that are `given`."""
    bare = {
        **dict.fromkeys(field.name for field in fields(kind)),
        **dict.fromkeys(("id", "work", "type", "body_html", "body_text", "credit_line"), ""),
        **dict.fromkeys(("url", "short_url", "api_url", "embed_url"), "\ufdd0/en/"),
        **dict.fromkeys(("summary", "image", "updated_at", "governorate", "byline", "version")),
        **dict.fromkeys(("forums", "topics", "organisations", "translations"), ()),
        **dict.fromkeys(("media", "related"), ()),
        "lang": "en",
        "dir": "ltr",
        "title": "A title",
        "published_at": "2019-06-07T10:00:00Z",
        "original_lang": "en",
        "translation": Translation("original", None),
        "license": License("CC BY 4.0", "https://creativecommons.org/licenses/by/4.0/"),
    }
    return kind(**(bare | given))
