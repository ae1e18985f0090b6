"""Compile every message catalogue that is newer than its compiled form, without gettext's tools."""

from pathlib import Path

import polib

ROOT = Path(__file__).resolve().parent.parent
SOURCES = ("site", "home", "forums", "news", "api")


def compile_catalogue(source: Path) -> None:
    """Write `source`'s .mo beside it; a running server never reads half of one."""
    compiled = source.with_suffix(".mo")
    if compiled.exists() and compiled.stat().st_mtime > source.stat().st_mtime:
        return
    draft = compiled.with_suffix(".mo.new")
    polib.pofile(str(source)).save_as_mofile(str(draft))
    draft.replace(compiled)
    print(f"Compiled {compiled.relative_to(ROOT)}")


def main() -> None:
    """Compile the catalogues of the site and of each app."""
    for folder in SOURCES:
        for source in sorted((ROOT / folder).glob("**/LC_MESSAGES/*.po")):
            compile_catalogue(source)


if __name__ == "__main__":
    main()
