"""What a transaction has touched, in the words of the shelf."""

from dataclasses import dataclass, field


@dataclass
class Marks:
    """Pages (by id), subtrees (by tree path) and dependency keys whose items may change."""

    pages: set[int] = field(default_factory=set)
    subtrees: set[str] = field(default_factory=set)
    keys: set[str] = field(default_factory=set)

    def __bool__(self) -> bool:
        return bool(self.pages or self.subtrees or self.keys)

    def taken(self) -> "Marks":
        """Return what is marked so far and forget it."""
        taken = Marks(self.pages, self.subtrees, self.keys)
        self.pages, self.subtrees, self.keys = set(), set(), set()
        return taken
