"""Footnotes of the block editor: their texts are in the metadata of the post."""

import json
import re

_LIST = re.compile(r"<!--\s+wp:footnotes\b[^>]{0,2000}?-->")
_MARK = re.compile(
    r"<sup\b[^<>]*\bdata-fn=[^<>]*>\s*(?:<a\b[^<>]*>)?\s*(\w{1,4})\s*(?:</a>)?\s*</sup>",
    re.IGNORECASE,
)


def with_footnotes(source: str, stored: str) -> str:
    """Return a text with its footnotes as a list in their place, and their numbers in brackets."""
    if "data-fn" not in source and "wp:footnotes" not in source:
        return source
    entries = "".join(f"<li>{each}</li>" for each in _texts(stored))
    notes = f"<ol>{entries}</ol>" if entries else ""
    return _LIST.sub(lambda _found: notes, _MARK.sub(r" [\1]", source))


def _texts(stored: str) -> list[str]:
    try:
        found = json.loads(stored or "[]")
    except (ValueError, RecursionError):
        return []
    entries = found if isinstance(found, list) else []
    texts = (each.get("content") for each in entries if isinstance(each, dict))
    return [text for text in texts if isinstance(text, str) and text.strip()]
