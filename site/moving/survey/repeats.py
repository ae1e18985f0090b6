"""Posts that repeat another one: title, text and time are the same."""

import hashlib
from collections.abc import Iterable

from moving.reading.records import Post
from moving.reading.values import line
from moving.survey.briefs import REPEAT, Brief, Key


def likeness(post: Post) -> bytes:
    """Return what two posts have in common if one repeats the other."""
    parts = (post.type, line(post.title), " ".join(post.content.split()), post.date)
    return hashlib.blake2b("\0".join(parts).encode("utf-8", "replace"), digest_size=16).digest()


def find_repeats(briefs: Iterable[Brief]) -> None:
    """Leave out of public posts that are the same all but the one with the lowest number."""
    first: dict[tuple[str, bytes], Key] = {}
    for brief in sorted(briefs, key=lambda brief: brief.key):
        if not brief.is_public:
            continue
        found = first.setdefault((brief.site, brief.likeness), brief.key)
        if found != brief.key:
            brief.repeats = found
            brief.verdict.outcome, brief.verdict.reason = REPEAT, "repeat"
