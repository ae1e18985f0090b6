"""What web processes and workers do not load: parts of other packages that this site never uses.

Together 30 MB of memory in each process. Their packages load them while they start, whether they
are used or not; what is imported later is the real thing.
"""

import sys
from collections.abc import Iterator
from contextlib import contextmanager
from types import ModuleType

from django.conf import settings

# Wagtail's own API, to which five of its apps add their parts: this site's API is another one.
_V3 = ("documents", "images", "locales", "snippets", "contrib.redirects")
_UNUSED = {
    "wagtail.api.v3.api",
    *(f"wagtail.{app}.api.v3" for app in _V3),
    *(f"wagtail.{app}.api.v3.{part}" for app in _V3 for part in ("router", "registry")),
}
# Pictures of phones are opened in a process of its own, which loads its reader there.
_ABSENT = {"pillow_heif"}
# Django REST framework looks for fields of PostgreSQL on every database.
_ABSENT_WITH_SQLITE = {"psycopg", "psycopg2"}


class _Unused(ModuleType):
    """A module whose names all are functions that do nothing, and have such functions."""

    def __getattr__(self, name: str) -> object:
        if name.startswith("__"):
            raise AttributeError(name)
        return _Nothing()


class _Nothing:
    def __call__(self, *_args: object, **_named: object) -> None:
        return None

    def __getattr__(self, name: str) -> "_Nothing":
        return self


@contextmanager
def lean() -> Iterator[None]:
    """Start the site within the block without what it does not use."""
    absent = _ABSENT | (_ABSENT_WITH_SQLITE if _is_sqlite() else set())
    replaced: dict[str, ModuleType | None] = {name: _Unused(name) for name in _UNUSED}
    replaced |= dict.fromkeys(absent)
    for name in replaced.keys() & sys.modules.keys():
        del replaced[name]  # somebody has loaded it already
    # None makes an import fail.
    sys.modules.update(replaced)  # type: ignore[arg-type]
    try:
        yield
    finally:
        for name in replaced:
            sys.modules.pop(name, None)


def _is_sqlite() -> bool:
    return str(settings.DATABASES["default"]["ENGINE"]).endswith("sqlite3")
