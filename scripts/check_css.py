"""Refuse left and right in stylesheets: start and end are right in both languages."""

import re
import sys
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
SOURCES = ("site", "home", "forums", "news", "api")

COMMENT = re.compile(r"/\*.*?\*/", re.DOTALL)
DECLARATION = re.compile(r"(?<![\w-])([a-z-]+)\s*:\s*([^;{}]+)(?=[;}])")
PHYSICAL_PROPERTY = re.compile(
    r"left|right|((scroll-)?(margin|padding)|border)-(left|right)(-\w+)?"
    r"|border-(top|bottom)-(left|right)-radius"
)
DIRECTED_VALUE = re.compile(
    r"float|clear|caption-side|text-align(-last)?|justify-(content|items|self)"
)
FOUR_SIDES = re.compile(
    r"margin|padding|inset|scroll-margin|scroll-padding|border-(width|style|color)"
)
# A value such as calc(1px + 2px) is one part, spaces and all.
PARTS = re.compile(r"(?:[^\s()]|\((?:[^()]|\([^()]*\))*\))+")


def fault(name: str, value: str) -> str:
    """Return what is wrong with a declaration, or an empty string."""
    if PHYSICAL_PROPERTY.fullmatch(name):
        return "use the logical property (…-inline-start, …-inline-end)"
    if DIRECTED_VALUE.fullmatch(name) and re.search(r"\b(left|right)\b", value):
        return "use start and end (inline-start, inline-end)"
    if FOUR_SIDES.fullmatch(name):
        parts = PARTS.findall(value.replace("!important", ""))
        if len(parts) == 4 and parts[1] != parts[3]:
            return "right and left differ: use …-block and …-inline"
    return ""


def faults(path: Path) -> list[str]:
    """Return one line for each physical declaration of a stylesheet."""
    # Comments are blanked, not cut: line numbers stay right.
    text = COMMENT.sub(lambda found: re.sub(r"[^\n]", " ", found[0]), path.read_text("utf-8"))
    return [
        f"{path.relative_to(ROOT)}:{text.count(chr(10), 0, found.start()) + 1}: "
        f"{found[1]}: {found[2].strip()} ({why})"
        for found in DECLARATION.finditer(text)
        if (why := fault(found[1], found[2]))
    ]


def main() -> int:
    """Check every stylesheet of ours; stylesheets of others are in folders named `vendor`."""
    found = [
        line
        for folder in SOURCES
        for path in sorted((ROOT / folder).glob("**/static/**/*.css"))
        if "vendor" not in path.parts
        for line in faults(path)
    ]
    print("\n".join(found) or "Stylesheets: logical properties only.")
    return 1 if found else 0


if __name__ == "__main__":
    sys.exit(main())
