"""The mapping file as people left it; what is wrong has its line and reason."""

from dataclasses import dataclass, field
from pathlib import Path

from moving.mapping.targets import BYLINE_KINDS, TERM_KINDS, NewForum, Target, Targets
from moving.survey.index import Index

_NEW_FORUM = "new-forum"
_AUTHOR = "author"


@dataclass
class Mapping:
    """What terms become, by site, taxonomy and slug; who signs, by site and author's number."""

    terms: dict[tuple[str, str, str], list[Target]] = field(default_factory=dict)
    bylines: dict[tuple[str, int], Target] = field(default_factory=dict)
    new_forums: list[NewForum] = field(default_factory=list)


class MappingError(Exception):
    """What is wrong in the file, a line each."""

    def __init__(self, reasons: list[str]) -> None:
        super().__init__("\n".join(reasons))
        self.reasons = reasons


def read_new_forums(file: Path, targets: Targets) -> list[NewForum]:
    """Return the forums that the file makes; they have to be there before its other lines."""
    found, reasons = [], []
    for number, left, right in _lines(file):
        if left[0] == _NEW_FORUM:
            try:
                found.append(_new_forum(left, right, targets))
            except ValueError as error:
                reasons.append(f"line {number}: {error}")
    if reasons:
        raise MappingError(reasons)
    return found


def read_mapping(file: Path, index: Index, targets: Targets) -> Mapping:
    """Return what the file names; raises MappingError with every line that is wrong."""
    mapping, reasons = Mapping(), []
    for number, left, right in _lines(file):
        try:
            _take(mapping, left, right, index, targets)
        except ValueError as error:
            reasons.append(f"line {number}: {error}")
    if reasons:
        raise MappingError(reasons)
    return mapping


def _lines(file: Path) -> list[tuple[int, list[str], str]]:
    """Return the lines of the file: number, words before the sign, and what is after it."""
    try:
        source = file.read_text(encoding="utf-8-sig")
    except UnicodeDecodeError as error:
        raise MappingError([f"byte {error.start + 1}: the file is not UTF-8"]) from error
    except OSError as error:
        raise MappingError([f"the file cannot be read: {error.strerror}"]) from error
    found, reasons = [], []
    for number, written in enumerate(source.splitlines(), start=1):
        text = _without_comment(written)
        left, sign, right = (part.strip() for part in text.partition(" ="))
        if text and (not sign or not left):
            reasons.append(f"line {number}: “{written[:80]}” has no sign “ = ”")
        elif text:
            found.append((number, left.split(maxsplit=2), right))
    if reasons:
        raise MappingError(reasons)
    return found


def _without_comment(line: str) -> str:
    return "" if line.lstrip().startswith("#") else line.partition(" #")[0].strip()


def _take(mapping: Mapping, left: list[str], right: str, index: Index, targets: Targets) -> None:
    if left[0] == _NEW_FORUM:
        return
    if len(left) != 3:
        raise ValueError("in front of the sign must be the site, the kind and a name")
    site, kind, name = left
    if kind == _AUTHOR:
        if right:
            mapping.bylines[site, _number(name)] = targets.find(right, BYLINE_KINDS)
        return
    if (site, kind, name) not in index.terms:
        raise ValueError(f"the exports have no {kind} “{name[:80]}” of {site}")
    parts = [part.strip() for part in right.split(",") if part.strip()]
    mapping.terms[site, kind, name] = [targets.find(part, TERM_KINDS) for part in parts]


def _number(text: str) -> int:
    if not text.isdecimal():
        raise ValueError(f"“{text[:40]}” is not the number of an author")
    return int(text)


def _new_forum(left: list[str], right: str, targets: Targets) -> NewForum:
    parts = [part.strip() for part in right.split("|")]
    if len(left) != 2 or len(parts) != 5 or not all(parts):
        raise ValueError(
            "a new forum needs its slug, then two titles, two cities and the governorate"
        )
    title_en, title_ar, city_en, city_ar, governorate = parts
    return NewForum(
        left[1],
        {"en": title_en, "ar": title_ar},
        {"en": city_en, "ar": city_ar},
        targets.find(governorate, ("governorate",)),
    )
