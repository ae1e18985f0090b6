"""What Redis stores for the site: JSON. Stock is pickles, and reading one runs what it holds.

Machines for readers write into the same Redis. Whoever takes one over, or gets at Redis itself, may
spoil what is cached, and runs nothing on the machine with the CMS.
"""

import json
from typing import Any

from django_redis.serializers.base import BaseSerializer


class PlainValues(BaseSerializer):
    """Texts, numbers, lists and mappings. What cannot be read counts as not cached."""

    def dumps(self, value: Any) -> bytes:
        """Return a value as it is stored; raises TypeError for anything but plain values."""
        return json.dumps(value, separators=(",", ":")).encode()

    def loads(self, value: bytes) -> Any:
        try:
            return json.loads(value)
        except (ValueError, RecursionError):
            return None
