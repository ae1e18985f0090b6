"""`docs/security.md` answers each requirement once, and names tests that exist."""

import re
from collections import Counter
from pathlib import Path

import pytest
from django.conf import settings

pytestmark = pytest.mark.any_database

ROOT = Path(settings.ROOT)
GUIDE = (ROOT / "docs/security.md").read_text(encoding="utf-8")
ROWS = re.findall(r"^\| (\d+\.\d+\.\d+) \| ([12]) \| ([a-z ]+) \| (.+) \|$", GUIDE, re.MULTILINE)
# OWASP ASVS 5.0.0, levels 1 and 2: the numbers of the requirements in each section.
REQUIREMENTS = {
    "1.1": "1-2", "1.2": "1-9", "1.3": "1-11", "1.4": "1-3", "1.5": "1-2", "2.1": "1-3",
    "2.2": "1-3", "2.3": "1-4", "2.4": "1", "3.2": "1-2", "3.3": "1-4", "3.4": "1-6",
    "3.5": "1-5", "3.7": "1-2", "4.1": "1-3", "4.2": "1", "4.3": "1-2", "4.4": "1-4",
    "5.1": "1", "5.2": "1-3", "5.3": "1-2", "5.4": "1-3", "6.1": "1-3", "6.2": "1-12",
    "6.3": "1-4", "6.4": "1-4", "6.5": "1-5", "6.6": "1-3", "6.8": "1-4", "7.1": "1-3",
    "7.2": "1-4", "7.3": "1-2", "7.4": "1-5", "7.5": "1-2", "7.6": "1-2", "8.1": "1-2",
    "8.2": "1-3", "8.3": "1", "8.4": "1", "9.1": "1-3", "9.2": "1-4", "10.1": "1-2",
    "10.2": "1-2", "10.3": "1-4", "10.4": "1-11", "10.5": "1-5", "10.6": "1-2", "10.7": "1-3",
    "11.1": "1-2", "11.2": "1-3", "11.3": "1-3", "11.4": "1-4", "11.5": "1", "11.6": "1",
    "12.1": "1-3", "12.2": "1-2", "12.3": "1-4", "13.1": "1", "13.2": "1-5", "13.3": "1-2",
    "13.4": "1-5", "14.1": "1-2", "14.2": "1-4", "14.3": "1-3", "15.1": "1-3", "15.2": "1-3",
    "15.3": "1-7", "16.1": "1", "16.2": "1-5", "16.3": "1-4", "16.4": "1-3", "16.5": "1-3",
    "17.1": "1", "17.2": "1-4", "17.3": "1-2",
}  # fmt: skip
ANSWERS = {"yes", "partly", "no", "not applicable", "operator", "option"}


def test_each_requirement_is_answered_once():
    expected = {
        f"{section}.{number}"
        for section, ranges in REQUIREMENTS.items()
        for first, _, last in (each.partition("-") for each in ranges.split())
        for number in range(int(first), int(last or first) + 1)
    }
    assert Counter(number for number, *_rest in ROWS) == dict.fromkeys(expected, 1)
    assert Counter(level for _number, level, *_rest in ROWS) == {"1": 70, "2": 183}


def test_each_answer_has_a_test_or_a_reason():
    for number, _level, answer, reason in ROWS:
        assert answer in ANSWERS, number
        assert len(reason) >= 8, number
        if answer in {"no", "partly", "operator"}:
            assert len(reason.split()) > 5, number
        if referred := re.match(r"As (\d+\.\d+\.\d+)", reason):
            assert referred[1] in {row[0] for row in ROWS}, number


def test_what_it_names_exists():
    named = set(re.findall(r"`((?:tests|deploy|scripts|requirements)/[\w./]*\w)`", GUIDE))
    linked = {f"docs/{path}" for path in re.findall(r"\]\(([\w./]+)\)", GUIDE)}
    assert len(named) > 40
    assert {path for path in named | linked if not (ROOT / path).exists()} == set()
