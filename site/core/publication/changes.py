"""What a publication transaction has changed."""

from dataclasses import dataclass, field
from uuid import UUID


@dataclass
class Changes:
    """Pages (by id), subtrees (by tree path) and dependency keys whose items may change.

    `works` are those whose translation status may have changed, without any public change. Of the
    pages, `saved` were written with all their fields, of which the site shows more than items hold.
    """

    pages: set[int] = field(default_factory=set)
    subtrees: set[str] = field(default_factory=set)
    keys: set[str] = field(default_factory=set)
    works: set[UUID] = field(default_factory=set)
    saved: set[int] = field(default_factory=set)

    def __bool__(self) -> bool:
        return bool(self.touches_items or self.works)

    @property
    def touches_items(self) -> bool:
        return bool(self.pages or self.subtrees or self.keys)

    def taken(self) -> "Changes":
        """Return what is recorded so far and forget it."""
        taken = Changes(self.pages, self.subtrees, self.keys, self.works, self.saved)
        self.pages, self.subtrees, self.keys = set(), set(), set()
        self.works, self.saved = set(), set()
        return taken
