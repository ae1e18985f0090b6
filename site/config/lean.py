"""What web processes and workers do not load: parts of other packages that this site never uses.

Together 50 MB of memory in each process. Their packages load them while they start, whether they
are used or not; what is imported later is the real thing.
"""

import sys
from collections.abc import Iterator
from contextlib import contextmanager
from importlib import import_module
from importlib.util import find_spec
from pathlib import Path
from types import ModuleType

from django.conf import settings

# Wagtail's own API, to which five of its apps add their parts: this site's API is another one.
_V3 = ("documents", "images", "locales", "snippets", "contrib.redirects")
_UNUSED = {
    "wagtail.api.v3.api",
    *(f"wagtail.{app}.api.v3" for app in _V3),
    *(f"wagtail.{app}.api.v3.{part}" for app in _V3 for part in ("router", "registry")),
}
_LATE = {
    # Checks of what is asked of Wagtail's public API, which this site has not: they load pydantic.
    "wagtail.api.validators",
    # Requests for previews and for the document of the API; their packages load all that tests use.
    "django.test",
    "rest_framework.test",
}
_ABSENT = {
    # Pictures of phones are opened in a process of its own, which loads its reader there.
    "pillow_heif",
    # What Beautiful Soup and requests guess the encoding of bytes with; all that is read is text.
    "chardet",
    "charset_normalizer",
    # Beautiful Soup reads with Python's own parser; documents and feeds load lxml themselves.
    "lxml",
    # For a format of Django REST framework's that this site has not.
    "yaml",
    # Django's own tests would try its templates, and Wagtail loads Django's tests.
    "jinja2",
    # Django REST framework colours code in pages that this site does not show, and its tests ask
    # servers. Webhooks do so too: `requests` is loaded with the first of them.
    "pygments",
    "requests",
}
_STEMMERS = {"english_stemmer", "porter_stemmer"}
# Django REST framework looks for fields of PostgreSQL on every database.
_ABSENT_WITH_SQLITE = {"psycopg", "psycopg2"}


class _Unused(ModuleType):
    """A module whose names all are functions that do nothing, and have such functions."""

    def __getattr__(self, name: str) -> object:
        if name.startswith("__"):
            raise AttributeError(name)
        return _Nothing()


class _Late(ModuleType):
    """A module whose names are functions that load the real module when they are called.

    Other modules of a package that is late are there at once.
    """

    def __init__(self, name: str) -> None:
        super().__init__(name)
        found = find_spec(name)
        if found and found.submodule_search_locations is not None:
            self.__path__ = list(found.submodule_search_locations)

    def __getattr__(self, name: str) -> object:
        if name.startswith("__"):
            raise AttributeError(name)

        def loading(*args: object, **named: object) -> object:
            return getattr(import_module(self.__name__), name)(*args, **named)

        return loading


class _Nothing:
    def __call__(self, *_args: object, **_named: object) -> None:
        return None

    def __getattr__(self, name: str) -> "_Nothing":
        return self


@contextmanager
def lean() -> Iterator[None]:
    """Start the site within the block without what it does not use."""
    is_served = "wagtail.api.v3" in settings.INSTALLED_APPS  # `make bench` compares with it
    unused = (set() if is_served else _UNUSED) | set(_unused_stemmers())
    absent = _ABSENT | (_ABSENT_WITH_SQLITE if _is_sqlite() else set())
    replaced: dict[str, ModuleType | None] = {name: _Unused(name) for name in unused}
    replaced |= {name: _Late(name) for name in _LATE}
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


def _unused_stemmers() -> Iterator[str]:
    """Yield the modules of languages of which this site stems no words.

    snowballstemmer loads the rules of all its languages. Texts here are English, or Arabic, which
    has rules of its own (`core.search.analysis.arabic`).
    """
    package = find_spec("snowballstemmer")
    for folder in (package and package.submodule_search_locations) or ():
        for path in Path(folder).glob("*_stemmer.py"):
            if path.stem not in _STEMMERS:
                yield f"snowballstemmer.{path.stem}"


def _is_sqlite() -> bool:
    return str(settings.DATABASES["default"]["ENGINE"]).endswith("sqlite3")
