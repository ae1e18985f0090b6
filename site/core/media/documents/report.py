"""What was removed from a document, and the names that its comments get instead.

Codes of what was removed: `core.media.documents.messages` has their texts.
"""

import re

# What comments are called after cleaning; a second reading finds nothing but these.
_ALIAS = re.compile(r"(Author \d+|A\d+|)")


class Report:
    """What became of one document.

    `checking` is whether a cleaned document is read again: pictures are then not made anew, but
    everything that is removed shows that the first cleaning left something.
    """

    def __init__(self, *, checking: bool = False) -> None:
        self.checking = checking
        self.removed: set[str] = set()
        self._names: dict[str, int] = {}

    def remove(self, code: str) -> None:
        self.removed.add(code)

    def alias(self, name: str) -> str:
        """Return the same "Author 1" for the same name, and count the name as removed."""
        return f"Author {self._number(name)}" if self._is_name(name) else name

    def initials(self, name: str) -> str:
        """Return what takes the place of somebody's initials."""
        return f"A{self._number(name)}" if self._is_name(name) else name

    @property
    def names(self) -> dict[str, str]:
        """Each name that has got another, with it."""
        return {name: f"Author {number}" for name, number in self._names.items()}

    def _is_name(self, name: str) -> bool:
        return not _ALIAS.fullmatch(name)

    def _number(self, name: str) -> int:
        self.remove("names")
        return self._names.setdefault(name, len(self._names) + 1)
