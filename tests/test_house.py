"""The rules of the house: retired words, sizes, rooms."""

import ast
import re
import subprocess
from pathlib import Path

import pytest
from django.conf import settings

pytestmark = pytest.mark.any_database

ROOT = Path(settings.ROOT)
LONGEST_FILE, LONGEST_FUNCTION, MOST_FLAT_MODULES = 300, 30, 12
# History is told in the words of its time; this file names what it forbids.
HISTORY = ("CHANGELOG.md", "docs/decisions.md", "tests/test_house.py", "/migrations/")
SOURCES = {".py", ".html", ".js", ".css", ".md", ".toml", ".txt", ".json", ".po", ".php", ".sh"}

# What each word meant here, and what is said for it now.
RETIRED = {
    r"(?<!core_)(?<!book)shel(f|ves)": "published items, publication",
    r"\bmakes?_own_units?\b|\bin_unit\b|\bunit\(\)|\b(a|one|the|own|each|this|whole) units?\b"
    r"|\bunits (of|nest|that)\b": "publication transaction",
    r"\bMarks\b|\bmark_(page|subtree|key|work)\b": "changes",
    r"\bKept[A-Z]\w+|\b\w*_kept\b|\bkept_\w+|\bkeep_(?!parents)\w+|\bKEPT\w*": "derive, cache",
    r"\bdoors?\b|\bdoorway\b": "view, address, entry point",
    r"\bopenings?\b": "next steps",
    r"\bwording\b": "labels",
    r"\b(storing|keeping|entering)\.py\b|import (storing|keeping|entering)\b": "a subject's name",
    r"\bLetter\b|\bletters\.py\b|\bdaily letter\b": "email",
    r"\bown_pages\b|\bOwnPages\b": "pages_known_to, works at addresses",
    r"\btold\b|(?<!\.)\btells?\b|\btelling\b": "recorded, reported, shown, sent",
    r"\bstands?\b(?!-in)|\bstanding\b": "is, is shown, represents",
    r"\bsays\b": "documents, is, shows, states",
    r"\bthe last one (holds|counts|wins)\b": "if there are several, the latest wins",
    r"\bbr(ing|ings|ought) \w+( \w+)? in line\b|\bput down\b": "update, save",
}


def sources() -> list[Path]:
    listed = subprocess.run(
        ["git", "ls-files", "--cached", "--others", "--exclude-standard"],
        cwd=ROOT,
        capture_output=True,
        text=True,
        check=True,
    ).stdout.splitlines()
    texts = ("development_set", "unseen_set", "moving/hand")  # of a judge
    named = (ROOT / name for name in listed if not any(text in name for text in texts))
    found = [path for path in named if path.suffix in SOURCES]
    return [path for path in found if path.is_file()]


def is_history(path: Path) -> bool:
    return any(part in f"/{path.relative_to(ROOT)}" for part in HISTORY)


def text_of(path: Path) -> str:
    """What a newcomer reads: of the catalogue only what is translated, not its comments."""
    text = path.read_text(encoding="utf-8")
    return re.sub(r"^#.*$", "", text, flags=re.MULTILINE) if path.suffix == ".po" else text


@pytest.mark.parametrize("pattern", RETIRED)
def test_retired_words_are_used_nowhere(pattern):
    retired = re.compile(pattern)
    found = [
        f"{path.relative_to(ROOT)}:{number}: {line.strip()}"
        for path in sources()
        if not is_history(path) and path.relative_to(ROOT).parts[0] != "requirements"
        for number, line in enumerate(text_of(path).splitlines(), 1)
        if retired.search(line)
    ]
    assert not found, f"say “{RETIRED[pattern]}”:\n" + "\n".join(found)


def test_files_and_functions_are_short():
    long = []
    for path in sources():
        if path.suffix not in {".py", ".js", ".html", ".css"} or is_history(path):
            continue
        name, text = path.relative_to(ROOT), path.read_text(encoding="utf-8")
        # The stylesheet is one on purpose: each further one is a request on a slow network.
        if len(text.splitlines()) > LONGEST_FILE and name.name != "site.css":
            long.append(f"{name}: {len(text.splitlines())} lines")
        if path.suffix == ".py":
            long += [
                f"{name}:{node.lineno}: {node.name}"
                for node in ast.walk(ast.parse(text))
                if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef)
                and (node.end_lineno or 0) - node.lineno >= LONGEST_FUNCTION
            ]
    assert not long


@pytest.mark.parametrize("package", ["site/core", "site/cms", "site/translation"])
def test_few_modules_are_in_no_room(package):
    flat = [path.name for path in (ROOT / package).glob("*.py") if path.name != "__init__.py"]
    assert len(flat) <= MOST_FLAT_MODULES, sorted(flat)


@pytest.mark.parametrize("package", ["core", "cms", "translation"])
def test_each_room_names_what_is_in_it(package):
    silent = [
        str(path.parent.relative_to(ROOT))
        for path in (ROOT / "site" / package).rglob("__init__.py")
        if not {"migrations", "management", "commands", "templatetags", "formats", "en", "ar"}
        & set(path.parts)
        and not ast.get_docstring(ast.parse(path.read_text(encoding="utf-8")))
    ]
    assert not silent


APPS = ("site/core", "site/cms", "site/translation", "news", "forums", "home", "api")
# They are in every app, or named by what uses them.
COMMON = {"__init__", "__pycache__", "apps", "migrations", "management", "templatetags", "urls"}
COMMON |= {"templates", "static", "demo"}


def rooms() -> list[Path]:
    """The apps, and those packages in them whose docstrings list their modules."""
    inits = (init for app in APPS for init in (ROOT / app).rglob("__init__.py"))
    return [init.parent for init in inits if listed_modules(init.parent)]


def listed_modules(room: Path) -> set[str]:
    """The names that the list in a room's docstring explains."""
    doc = ast.get_docstring(ast.parse((room / "__init__.py").read_text(encoding="utf-8"))) or ""
    lines = re.findall(r"^(?:- |  ).*$", doc, flags=re.MULTILINE)
    return set(re.findall(r"`(\w+)`", "\n".join(lines)))


@pytest.mark.parametrize("room", rooms(), ids=lambda room: str(room.relative_to(ROOT)))
def test_a_room_lists_the_modules_that_are_in_it(room):
    names = {path.stem for path in room.iterdir() if path.suffix == ".py" or path.is_dir()}
    assert listed_modules(room) - COMMON == names - COMMON


@pytest.mark.parametrize("name", ["ARCHITECTURE.md", "docs/decisions.md"])
def test_what_the_documents_name_exists(name):
    text = (ROOT / name).read_text(encoding="utf-8")
    roots = "core|cms|translation|api|home|news|forums|config"
    missing = []
    for dotted in set(re.findall(rf"(?<![\w.])((?:{roots})(?:\.\w+)+)\b", text)):
        *parts, last = dotted.split(".")
        found = any(
            (base.joinpath(*parts, last)).is_dir()
            or (base.joinpath(*parts, f"{last}.py")).is_file()
            or re.search(rf"\b{last}\b", source_of(base, parts))
            for base in (ROOT, ROOT / "site")
        )
        missing += [] if found else [dotted]
    assert not missing


def source_of(base: Path, parts: list[str]) -> str:
    """The source of a module, or of a package's `__init__`; "" if there is none."""
    files = (base.joinpath(*parts[:-1], f"{parts[-1]}.py"), base.joinpath(*parts, "__init__.py"))
    return "".join(file.read_text(encoding="utf-8") for file in files if file.is_file())
