"""What somebody may do with a page: Wagtail's permissions, less what other apps close.

Whatever is refused when it is asked for is not offered either: buttons, menus and lists of the CMS
ask here.
"""

from collections.abc import Callable
from functools import cached_property
from typing import Any

from wagtail.models import PagePermissionTester

_rules: list[Callable[[Any, Any], bool]] = []


def register_closed_tree(rule: Callable[[Any, Any], bool]) -> None:
    """Close the tree where `rule(user, page)` is true. Called in `ready()`."""
    _rules.append(rule)


class PageRights(PagePermissionTester):  # type: ignore[misc]
    """Where the tree is closed to somebody, no page comes into it, moves in it or leaves it."""

    @cached_property
    def _is_closed(self) -> bool:
        return any(rule(self.user, self.page) for rule in _rules)

    def can_add_subpage(self) -> bool:
        return super().can_add_subpage() and not self._is_closed

    def can_copy(self) -> bool:
        return super().can_copy() and not self._is_closed

    def can_delete(self, ignore_bulk: bool = False) -> bool:
        return super().can_delete(ignore_bulk) and not self._is_closed
