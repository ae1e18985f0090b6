"""Measure what embedding costs a partner's readers: requests, bytes, time until it is shown.

    scripts/embed_figures.py        a table in Markdown
    scripts/embed_figures.py 9      nine runs of each instead of five

A demonstration site of its own is embedded in plain pages at another origin, and Chromium opens
them with an empty cache as a slow telephone does: 1.6 Mbit/s, 150 ms for each way there and back,
360 pixels, a processor four times slower. Requests and bytes, headers included, are those to the
site. Times run from when the partner's page is asked for; the middle of all runs counts. They are
right only on a machine with nothing else to do, and connecting costs nothing here: over the
internet three more ways there and back, about half a second, come before the first answer.
"""

import statistics
import sys
import tempfile
from dataclasses import dataclass
from pathlib import Path

from browsing import browser, demonstration
from host_page import host_page, partner_site
from playwright.sync_api import Browser
from weighing import PATIENCE, WINDOW, make_slow, watched

RUNS = 5
# Frames in the page's own process: what slows the page down slows them down, too.
ONE_PROCESS = [
    "--disable-site-isolation-trials",
    "--disable-features=IsolateSandboxedIframes,site-per-process,IsolateOrigins",
]
# Notes when the first text of a list is there; frames note it themselves.
WATCH = """() => {
  const look = () => {
    const list = document.querySelector("icssi-news");
    if (list?.shadowRoot?.querySelector(".title")) window.shownAt = performance.now();
    else requestAnimationFrame(look);
  };
  requestAnimationFrame(look);
}"""
PAINTED = """() => {
  const [paint] = performance.getEntriesByName("first-contentful-paint");
  return paint ? performance.timeOrigin + paint.startTime : null;
}"""
LAST = """() => performance.timeOrigin
  + Math.max(0, ...performance.getEntriesByType("resource").map(entry => entry.responseEnd))"""


@dataclass(frozen=True)
class Run:
    """What one look at a page took: requests, bytes, milliseconds to the text and to all."""

    requests: int
    size: int
    text: float
    whole: float


def opened(chromium: Browser, address: str, base: str) -> Run:
    """Open a page with an empty cache and wait until all of it is there."""
    context = chromium.new_context(viewport=WINDOW, is_mobile=True, device_scale_factor=2)
    page = context.new_page()
    page.add_init_script(f"({WATCH})()")
    session, traffic = watched(page, base)
    make_slow(session)
    page.goto(address, wait_until="networkidle", timeout=PATIENCE)
    began = page.evaluate("performance.timeOrigin")
    frames = [frame for frame in page.frames if frame.url.startswith(base)]
    if frames:
        text, ends = frames[0].evaluate(PAINTED) - began, frames[0].evaluate(LAST) - began
    else:
        text, ends = page.evaluate("window.shownAt"), page.evaluate(LAST) - began
    context.close()
    return Run(traffic.requests, traffic.size, text, max(text, ends))


def cards(chromium: Browser, base: str) -> tuple[str, str]:
    """Return the addresses of a card without a picture and of one with it."""
    found: dict[bool, str] = {}
    asking = chromium.new_context(base_url=base).request
    for collection in ("news", "councils", "forums", "pages"):
        for item in asking.get(f"/api/v1/{collection}/?lang=en&limit=100").json()["results"]:
            found.setdefault(bool(item["image"]), item["embed_url"])
    return found[False], found[True]


def pages(base: str, plain: str, pictured: str) -> dict[str, str]:
    """Return the partner's pages by what is embedded in them; the cards have these addresses."""
    script = f'<script async src="{base}/embed/v1/widget.js"></script>'
    link = f'<a href="{base}/en/">ICSSI</a>'
    bodies = {
        "card without a picture": _frame(plain),
        "card with a picture": _frame(pictured),
        "list of 5": f'{script}<icssi-news lang="en">{link}</icssi-news>',
        "list of 5, as cards": f'{script}<icssi-news lang="en" layout="card">{link}</icssi-news>',
    }
    return {name: host_page(body) for name, body in bodies.items()}


def _frame(address: str) -> str:
    return f'<iframe src="{address}" width="100%" height="300" title="" frameborder="0"></iframe>'


def measured(chromium: Browser, base: str, runs: int) -> dict[str, list[Run]]:
    """Open every page so many times, in turns; the first round warms the site up."""
    bodies = pages(base, *cards(chromium, base))
    named = {str(number): name for number, name in enumerate(bodies)}
    shown = dict(zip(named, bodies.values(), strict=True))
    found: dict[str, list[Run]] = {name: [] for name in named.values()}
    with partner_site(shown) as host:
        for turn in range(runs + 1):
            for number, name in named.items():
                run = opened(chromium, host + number, base)
                found[name] += [run] if turn else []
    return found


def table(found: dict[str, list[Run]]) -> str:
    lines = [
        "| Embedded | requests | KB | text shown, s | all shown, s |",
        "|---|---|---|---|---|",
    ]
    for name, runs in found.items():
        middle = {key: statistics.median(vars(run)[key] for run in runs) for key in vars(runs[0])}
        lines.append(
            f"| {name} | {middle['requests']:.0f} | {middle['size'] / 1024:.0f} "
            f"| {middle['text'] / 1000:.1f} | {middle['whole'] / 1000:.1f} |"
        )
    return "\n".join(lines)


def main() -> None:
    runs = int(sys.argv[1]) if len(sys.argv) > 1 else RUNS
    with (
        tempfile.TemporaryDirectory() as folder,
        demonstration(Path(folder)) as site,
        browser(*ONE_PROCESS) as chromium,
    ):
        print(table(measured(chromium, site.base, runs)))


if __name__ == "__main__":
    main()
