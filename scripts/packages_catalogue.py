"""Check our own words for other packages' texts, in place of what they bring.

Wagtail's own Arabic is often wrong, and some of its texts have none. What is in
`site/locale_overrides` is used instead: `django.po` on pages, `djangojs.po` in scripts; English
has an entry where a text leads elsewhere or is wrong. A text
that an update of a package changes is no longer replaced, so each has to be one that the package
still has.
"""

from collections.abc import Iterator
from importlib.util import find_spec
from pathlib import Path

import polib

PACKAGES = ("django", "wagtail", "wagtail_localize", "taggit")
OVERRIDES = Path("site/locale_overrides")
DOMAINS = ("django", "djangojs")

Key = tuple[str | None, str, str]


def key_of(entry: polib.POEntry) -> Key:
    return entry.msgctxt, entry.msgid, entry.msgid_plural


def folder_of(package: str) -> Path:
    """Return where an installed package lies."""
    spec = find_spec(package)
    if spec is None or spec.origin is None:
        raise LookupError(f"{package} is not installed")
    return Path(spec.origin).parent


def texts_of_packages(domain: str) -> Iterator[Key]:
    """Yield the texts that the packages have, as their English catalogues list them."""
    for package in PACKAGES:
        for path in folder_of(package).glob(f"**/locale/en/LC_MESSAGES/{domain}.po"):
            yield from (key_of(entry) for entry in polib.pofile(str(path)))


def overrides(root: Path, lang: str, domain: str) -> list[polib.POEntry]:
    """Return our entries in place of the packages'."""
    path = root / OVERRIDES / lang / "LC_MESSAGES" / f"{domain}.po"
    return list(polib.pofile(str(path))) if path.exists() else []


def stale_overrides(root: Path) -> Iterator[str]:
    """Yield a line for each text of ours that no package has any more."""
    for domain in DOMAINS:
        known = set(texts_of_packages(domain))
        for lang in ("ar", "en"):
            for entry in overrides(root, lang, domain):
                if key_of(entry) not in known:
                    yield f"{lang} {domain}.po: no package has this any more: {entry.msgid!r}"
