"""Replacing attributes of other people's classes and modules, where they offer no other way.

Each patched package has one module with one `Patches` list: `cms.wagtail_patches`,
`cms.django_patches` and `translation.localize.patches`. `tests/core/test_patches.py` compares each
target with what is written here, so that an update of a package shows what has to be read again.
"""

from collections.abc import Callable
from dataclasses import dataclass, field
from typing import Any

from django.utils.translation import gettext_lazy


@dataclass(frozen=True)
class Patch:
    """One attribute that is replaced.

    `replacement` gets the stock function and returns ours. `signature` is the stock function's, as
    `str(inspect.signature(…))` gives it in the version that was read.
    """

    target: Any
    attribute: str
    replacement: Callable[[Any], Any]
    reason: str
    signature: str

    @property
    def stock(self) -> Any:
        """The package's own function, once the patch is installed."""
        return _stock[self.target, self.attribute]


@dataclass(frozen=True)
class FixedText:
    """A text that a package translates when it is imported, and so shows in one language for ever.

    It is replaced by the same text, which is translated when it is shown.
    """

    target: Any
    attribute: str
    text: str


@dataclass(frozen=True)
class Patches:
    """All patches of one package, read against one version of it."""

    package: str
    version: str
    each: list[Patch] = field(default_factory=list)
    texts: list[FixedText] = field(default_factory=list)

    def install(self) -> None:
        """Replace the attributes. Called once, when the app is ready."""
        for patch in self.each:
            key = (patch.target, patch.attribute)
            assert key not in _stock, f"patched twice: {key}"  # noqa: S101 - a mistake in our code
            _stock[key] = getattr(patch.target, patch.attribute)
            setattr(patch.target, patch.attribute, patch.replacement(_stock[key]))
        for fixed in self.texts:
            setattr(fixed.target, fixed.attribute, gettext_lazy(fixed.text))


_stock: dict[tuple[Any, str], Any] = {}


def instead(ours: Callable[..., Any]) -> Callable[[Any], Any]:
    """Return a `replacement` that does not need the stock function."""
    return lambda _stock: ours
