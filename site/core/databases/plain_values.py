"""What Redis stores for the site: JSON. Stock is pickles, and reading one runs what it holds.

Machines for readers write into the same Redis. Whoever takes one over, or gets at Redis itself, may
spoil what is cached, and runs nothing on the machine with the CMS.
"""

import json
from typing import Any

from django_redis.serializers.base import BaseSerializer

# Stands for a mapping whose keys are no texts, such as Wagtail's of the names of languages.
_PAIRS = "\0pairs"


class PlainValues(BaseSerializer):
    """Texts, numbers, lists and mappings. What cannot be read counts as not cached."""

    def dumps(self, value: Any) -> bytes:
        """Return a value as it is stored; what is not plain is stored as nothing."""
        if isinstance(value, dict) and not all(isinstance(key, str) for key in value):
            value = {_PAIRS: list(value.items())}
        try:
            return json.dumps(value, separators=(",", ":")).encode()
        except TypeError:  # of another package: it makes the thing anew
            return b"null"

    def loads(self, value: bytes) -> Any:
        try:
            found = json.loads(value)
            return dict(found[_PAIRS]) if _is_pairs(found) else found
        except (TypeError, ValueError, RecursionError):
            return None


def _is_pairs(found: Any) -> bool:
    return isinstance(found, dict) and found.keys() == {_PAIRS}
