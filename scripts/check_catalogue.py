"""Check the Arabic interface catalogue against the source, or bring it up to date.

    scripts/check_catalogue.py             list what is missing, stale, untranslated or wrong
    scripts/check_catalogue.py --update    add and remove entries; then translate the new ones

Messages are extracted in a copy of the source, because Django writes beside what it reads. What we
say in place of other packages (`packages_catalogue`) is checked too, and the words of all
(`arabic_terms`).
"""

import os
import re
import shutil
import sys
import tempfile
from collections.abc import Iterator
from pathlib import Path

import django
import polib
from arabic_terms import wrong_terms
from django.conf import settings
from django.core.management import call_command
from packages_catalogue import DOMAINS, Key, key_of, overrides, stale_overrides

ROOT = Path(__file__).resolve().parent.parent
SOURCES = ("site", "home", "forums", "news", "api")
CATALOGUE = Path("site/locale/ar/LC_MESSAGES/django.po")

PLACEHOLDER = re.compile(r"%\(\w+\)[a-z]|\{\w*\}")
ARABIC_FORMS = range(6)
# Arabic verbs agree with what they are about: where any model may be meant, it is left out. Names
# of workflows are English in every interface: buttons name what they do, not the workflow.
LEFT_OUT_OF_OVERRIDES = re.compile(
    r"[%{]\(?(model_name|object_type|username|username_field|workflow_name|task_name)\b"
)
# Zero, one and two are words of their own in Arabic, so these forms may leave the figure out.
FORMS_WITHOUT_FIGURE = range(3)


def extract(folder: Path) -> Path:
    """Run Django's makemessages over a copy of the source in `folder`; return its catalogue."""
    for source in SOURCES:
        if (ROOT / source).exists():
            shutil.copytree(ROOT / source, folder / source, ignore=shutil.ignore_patterns("*.mo"))
    (folder / CATALOGUE).parent.mkdir(parents=True, exist_ok=True)
    settings.configure(LOCALE_PATHS=[folder / "site/locale"])
    django.setup()
    before = Path.cwd()
    os.chdir(folder)
    try:
        call_command(
            "makemessages", locale=["ar"], no_obsolete=True, add_location="file", verbosity=0
        )
    finally:
        os.chdir(before)
    return folder / CATALOGUE


def entries(path: Path) -> dict[Key, polib.POEntry]:
    """Return a catalogue's entries by context, message and plural message."""
    return {key_of(entry): entry for entry in polib.pofile(str(path))}


def forms(entry: polib.POEntry) -> Iterator[tuple[str, bool]]:
    """Yield each translated text of an entry, and whether it may leave placeholders out."""
    if not entry.msgid_plural:
        yield entry.msgstr, False
        return
    for number in ARABIC_FORMS:
        yield entry.msgstr_plural.get(number, ""), number in FORMS_WITHOUT_FIGURE


def faults(entry: polib.POEntry, optional: re.Pattern[str] | None = None) -> Iterator[str]:
    """Yield what is wrong with a catalogue entry; its `optional` placeholders may be missing."""
    if entry.obsolete:
        yield "stale"
        return
    if entry.fuzzy:
        yield "fuzzy"
    wanted = set(PLACEHOLDER.findall(entry.msgid + entry.msgid_plural))
    for text, may_omit in forms(entry):
        found = set(PLACEHOLDER.findall(text))
        if not text.strip():
            yield "plural form missing" if entry.msgid_plural else "untranslated"
            return
        missing = {each for each in wanted - found if not (optional and optional.match(each))}
        if found - wanted or (missing and not may_omit):
            yield f"placeholders differ ({', '.join(sorted(found ^ wanted))})"
    yield from wrong_terms(entry)


def problems(catalogue: Path, extracted: Path) -> list[str]:
    """Return one line for each difference between the source and a catalogue."""
    have, want = entries(catalogue), entries(extracted)
    lines = [f"missing: {key[1]!r}" for key in want.keys() - have.keys()]
    lines += [f"stale: {key[1]!r}" for key in have.keys() - want.keys() if not have[key].obsolete]
    lines += [f"{fault}: {entry.msgid!r}" for entry in have.values() for fault in faults(entry)]
    if "nplurals=6" not in polib.pofile(str(catalogue)).metadata.get("Plural-Forms", ""):
        lines.append("the header Plural-Forms has no nplurals=6")
    return sorted(lines)


def problems_of_overrides() -> list[str]:
    """Return one line for each fault of what we have in place of other packages' texts."""
    lines = list(stale_overrides(ROOT))
    ours = entries(ROOT / CATALOGUE)
    lines += [
        f"ours is used in place of an override, give ours a context: {entry.msgid!r}"
        for entry in overrides(ROOT, "ar", "django")
        if (own := ours.get(key_of(entry))) and own.msgstr != entry.msgstr
    ]
    for domain in DOMAINS:
        lines += [
            f"{domain}.po: {fault}: {entry.msgid!r}"
            for entry in overrides(ROOT, "ar", domain)
            for fault in faults(entry, LEFT_OUT_OF_OVERRIDES)
        ]
    return lines


def main() -> int:
    """Report or, with --update, update."""
    catalogue = ROOT / CATALOGUE
    with tempfile.TemporaryDirectory() as folder:
        extracted = extract(Path(folder).resolve())
        if sys.argv[1:] == ["--update"]:
            catalogue.parent.mkdir(parents=True, exist_ok=True)
            shutil.copyfile(extracted, catalogue)
        elif not catalogue.exists():
            print(f"There is no {CATALOGUE}. Make one: scripts/check_catalogue.py --update")
            return 1
        found = [*problems(catalogue, extracted), *problems_of_overrides()]
    print("\n".join(found) or "Arabic catalogues: complete.")
    if found:
        print(
            f"\n{len(found)} problems in the catalogues; scripts/check_catalogue.py --update adds"
        )
        print("and removes entries, the translations are written by hand.")
    return 1 if found else 0


if __name__ == "__main__":
    sys.exit(main())
