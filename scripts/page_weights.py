"""Measure what pages cost a phone: bytes, requests, time until text and all of it are shown.

    scripts/page_weights.py             tables in Markdown, as in docs/benchmarks.md
    scripts/page_weights.py 5           five looks at each page instead of three
    scripts/page_weights.py 1 http://…  one look at each page of a site that is served already;
                                        its edge.json is read from DATA_DIR

Chromium opens pages of a site of edge content, whose pictures weigh what photographs weigh, with
an empty cache: 360 pixels, twice as many in the screen, 1.6 Mbit/s, 150 ms for each way there and
back, a processor four times slower. Bytes are those of the network, headers included, and the
same in every run; of times the middle counts, and they are right only on a machine with nothing
else to do. Connecting costs nothing here: over the internet three more ways there and back, about
half a second, come before the first answer.
"""

import json
import os
import statistics
import sys
import tempfile
from pathlib import Path

from browsing import browser, edge_site
from playwright.sync_api import Browser
from weighing import KB, Weight, weigh

RUNS = 3
KINDS = ("story", "news", "home", "search", "forum", "council")
LANGS = ("ar", "en")
Found = dict[tuple[str, str], list[Weight]]


def measured(chromium: Browser, base: str, data: Path, runs: int, *, jpeg_alone: bool) -> Found:
    """Look at every page so many times, in turns."""
    addresses = json.loads((data / "edge.json").read_text(encoding="utf-8"))
    found: Found = {(kind, lang): [] for kind in KINDS for lang in LANGS}
    for _ in range(runs):
        for (kind, lang), weights in found.items():
            path = addresses[lang][kind]
            weights.append(weigh(chromium, base, path, jpeg_alone=jpeg_alone))
    return found


def table(found: Found) -> str:
    """Return one row for each page and language."""
    names = [*(f"{name}, KB" for name in ("HTML", "CSS", "JS", "pictures", "total"))]
    names += ["requests", "CLS", "text shown, s", "all there, s"]
    lines = [f"| Page | {' | '.join(names)} |", "|---" * (len(names) + 1) + "|"]
    for (kind, lang), weights in found.items():
        middle = weights[0]
        text = statistics.median(each.text for each in weights) / 1000
        whole = statistics.median(each.whole for each in weights) / 1000
        sizes = (middle.html, middle.style, middle.script, middle.pictures, middle.total)
        cells = " | ".join(f"{size / KB:.1f}" for size in sizes)
        shift = max(each.shift for each in weights)
        lines.append(
            f"| {kind}, {lang} | {cells} | {middle.requests} | {shift:.3f} "
            f"| {text:.1f} | {whole:.1f} |"
        )
    return "\n".join(lines)


def print_tables(chromium: Browser, base: str, data: Path, runs: int) -> None:
    for title, jpeg_alone in (("AVIF", False), ("JPEG alone", True)):
        print(f"{title}:\n")
        print(table(measured(chromium, base, data, runs, jpeg_alone=jpeg_alone)), flush=True)
        print()


def main() -> None:
    runs = int(sys.argv[1]) if len(sys.argv) > 1 else RUNS
    with browser() as chromium:
        if len(sys.argv) > 2:
            print_tables(chromium, sys.argv[2], Path(os.environ["DATA_DIR"]), runs)
            return
        with tempfile.TemporaryDirectory() as folder, edge_site(Path(folder)) as site:
            print_tables(chromium, site.base, site.data, runs)


if __name__ == "__main__":
    main()
