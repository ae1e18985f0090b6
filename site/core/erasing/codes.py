"""What is stored as text and is none: codes, ids and digests, which no removal may touch.

What other apps store is registered (`registry.register_codes`); words of the site's own addresses,
such as “news”, too (`registry.register_fixed_slugs`).
"""

import re
from typing import Any

# Columns of these names, whatever the table.
COLUMNS = {
    "object_id", "to_object_id", "parent_object_id", "lang", "source_lang", "original_lang",
    "file_hash", "key_hash", "hash", "digest", "source_digest", "source_mark", "filter_spec",
    "focal_point_key", "session_data", "password", "short_code",
}  # fmt: skip
# Columns whose names mean something else in another table.
OF_TABLES: dict[str, set[str]] = {
    "account.emailconfirmation": {"key"},
    "core.attempt": {"key"},
    "core.backgroundproblem": {"key", "kind"},
    "core.faultnotice": {"code"},
    "core.formerslug": {"kind"},
    "core.indexedname": {"concept"},
    "core.initiativesettings": {"onion_address", "pgp_key"},
    "core.itemdependency": {"key"},
    "core.itemfacet": {"kind", "type"},
    "core.publisheditem": {"type", "translation_status"},
    "core.queuedemail": {"kind"},
    "core.searchtext": {"kind", "mark", "stems"},
    "core.securityevent": {"kind", "network", "request_id"},
    "core.sourcemark": {"mark"},
    "core.usersession": {"browser", "system"},
    "django_tasks_database.dbtaskresult": {
        "task_path", "worker_ids", "queue_name", "backend_name", "exception_class_path",
    },
    "wagtailcore.apitoken": {"prefix"},
    "wagtailcore.collection": {"path"},
    "wagtailcore.comment": {"contentpath", "position"},
    "wagtailcore.modellogentry": {"action"},
    "wagtailcore.page": {"path"},
    "wagtailcore.pagelogentry": {"action"},
    "wagtailcore.referenceindex": {"model_path", "content_path"},
    "wagtailusers.userprofile": {"preferred_language", "current_time_zone", "dismissibles"},
}  # fmt: skip
# Within JSON: the values of these keys, with all that is in them.
KEYS = {
    "type", "id", "kind", "level", "status", "lang", "dir", "original_lang", "source_lang", "work",
    "translation_key", "api_url", "short_url", "embed_url", "linktype", "embedtype", "format",
    "content_type",
}  # fmt: skip
KEYS_OF_TABLES: dict[str, set[str]] = {
    "core.queuedemail": {"asked", "network"},
    "core.securityevent": {"by", "fields", "list", "reason", "way"},
    "mfa.authenticator": {"credential", "migrated_codes", "secret", "seed"},
}
_SHAPED = re.compile(
    r"[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}(:\w+)?"  # an id
    r"|\d{4}-\d\d-\d\d([T ]\d\d:\d\d(:\d\d(\.\d+)?)?(Z|[+-]\d\d:?\d\d)?)?"  # a moment
    r"|body(\.[\w-]+)+"  # where in a page a text is
)
_PLACE_IN_TREE = re.compile(r"(\d{4})+")
# The first words of addresses that no page has.
OF_SITE = {
    "admin", "api", "documents", "embed", "feeds", "images", "media", "oembed", "renditions",
    "root", "static",
}  # fmt: skip
_ELEMENTS = (
    "a abbr article aside b bdi blockquote br caption cite code dd del details div dl dt em embed "
    "figcaption figure footer h1 h2 h3 h4 h5 h6 header hr i iframe img ins kbd li link main mark "
    "nav ol p picture pre q s section small source span strong sub summary sup table tbody td text "
    "tfoot th thead time tr u ul video"
)
# Only a tag of these, with these attributes alone: people write “<” and “>” as well.
_CODES = (
    "class colspan datetime dir embedtype format height hreflang id lang linktype loading position "
    "rel role rowspan scope sizes srcset start target type width"
)
_TEXTS = "alt aria-label cite href src title url"
_VALUE = r"""\s*=\s*(?:"[^"<>]*"|'[^'<>]*')"""
_TAG = re.compile(
    rf"</?(?:{'|'.join(_ELEMENTS.split())})"
    rf"(?:\s+(?:{'|'.join(f'{_CODES} {_TEXTS}'.split())}){_VALUE})*\s*/?>",
    re.IGNORECASE,
)
_WRITTEN = re.compile(rf"\s({'|'.join(_TEXTS.split())}){_VALUE}", re.IGNORECASE)
_ADDRESSES = {"cite", "href", "src", "url"}


def is_code(name: str, text: str) -> bool:
    """Whether a text within JSON, under a key of this name, is none that people wrote."""
    is_place = name == "path" and _PLACE_IN_TREE.fullmatch(text)
    return bool(is_place or _SHAPED.fullmatch(text))


class Markup:
    """Where the tags of a text are, and in which of their attributes people have written."""

    def __init__(self, text: str) -> None:
        self._tags = [each.span() for each in _TAG.finditer(text)] if "<" in text else []
        self._written = [
            (start + each.end(1), start + each.end(), each[1].lower())
            for start, end in self._tags
            for each in _WRITTEN.finditer(text[start:end])
        ]

    def holds(self, start: int, end: int) -> bool:
        """Whether what is from `start` to `end` begins or ends within the code of a tag."""
        touches = any(a < start < b or a < end < b for a, b in self._tags)
        return touches and self._attribute(start, end) is None

    def is_address(self, start: int, end: int) -> bool:
        """Whether it is within an attribute that holds an address."""
        return self._attribute(start, end) in _ADDRESSES

    def _attribute(self, start: int, end: int) -> str | None:
        """Return the name of the attribute in which people have written it, if it is in one."""
        found = (name for a, b, name in self._written if a < start and end < b)
        return next(found, None)


def is_segment(text: str, start: int, end: int, segments: Any) -> bool:
    """Whether a word is a whole part of an address that belongs to the site, such as “/news/”."""
    if text[start:end] not in segments:
        return False
    is_open = text[start - 1 : start] == "/"
    return is_open and (end == len(text) or text[end] in "/?#\"'")
