"""The report as HTML in both languages, and as CSV."""

import csv
from collections import Counter
from collections.abc import Mapping, Sequence
from pathlib import Path

from django.template.loader import render_to_string
from django.utils.translation import override

from core.language.languages import LANGUAGES
from moving.reasons import meaning
from moving.report.findings import Line

# What a spreadsheet would take for a formula.
_FORMULA = ("=", "+", "-", "@", "\t", "\r")


def write_report(folder: Path, lines: Sequence[Line], counts: Mapping[str, int]) -> list[Path]:
    """Write the files of a report, and return them."""
    folder.mkdir(parents=True, exist_ok=True)
    files = [_write_html(folder, lines, counts, lang) for lang in LANGUAGES]
    return [*files, _write_csv(folder, lines)]


def _write_html(folder: Path, lines: Sequence[Line], counts: Mapping[str, int], lang: str) -> Path:
    file = folder / f"report.{lang}.html"
    with override(lang):
        numbers = Counter(line.code for line in lines)
        groups = [
            {
                "code": code,
                "meaning": meaning(code),
                "count": count,
                "lines": [line for line in lines if line.code == code],
            }
            for code, count in numbers.most_common()
        ]
        context = {"language": LANGUAGES[lang], "groups": groups, "counts": _shown(counts)}
        file.write_text(render_to_string("moving/report.html", context), encoding="utf-8")
    return file


def _shown(counts: Mapping[str, int]) -> list[tuple[str, int]]:
    return [(meaning(code), count) for code, count in counts.items() if count]


def _write_csv(folder: Path, lines: Sequence[Line]) -> Path:
    file = folder / "report.csv"
    with file.open("w", encoding="utf-8-sig", newline="") as opened:
        writer = csv.writer(opened)
        writer.writerow(["site", "post", "title", "code", "meaning", "meaning_ar", "detail"])
        for line in lines:
            meanings = []
            for lang in LANGUAGES:
                with override(lang):
                    meanings.append(meaning(line.code))
            row = [
                line.site,
                str(line.post_id or ""),
                line.title,
                line.code,
                *meanings,
                line.detail,
            ]
            writer.writerow(_harmless(cell) for cell in row)
    return file


def _harmless(cell: str) -> str:
    return f"'{cell}" if cell.startswith(_FORMULA) else cell
