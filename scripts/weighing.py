"""What a page weighs in a browser: bytes, requests, what moves while it loads, and time.

`page_weights.py` prints a table of it, the tests of budgets compare it with their limits, and
`embed_figures.py` counts with it what embedding costs.
"""

import time
from collections.abc import Collection
from dataclasses import dataclass
from typing import Any

from playwright.sync_api import Browser, CDPSession, Page

# A slow telephone: 1.6 Mbit/s, 150 ms for each way there and back, a fourth of this processor.
NETWORK = {
    "offline": False,
    "latency": 150,
    "downloadThroughput": 1_600_000 / 8,
    "uploadThroughput": 750_000 / 8,
}
SLOWER = 4
WINDOW = {"width": 360, "height": 740}
PATIENCE = 60_000  # milliseconds
QUIET = 5  # tenths of a second
KB = 1024
# Older phones show neither.
NEWER_PICTURES = ("avif", "webp")
_WATCH_SHIFTS = """() => {
  window.shifts = 0;
  new PerformanceObserver((list) => {
    for (const each of list.getEntries()) if (!each.hadRecentInput) window.shifts += each.value;
  }).observe({ type: "layout-shift", buffered: true });
}"""
_HAS_TEXT = "performance.getEntriesByName('first-contentful-paint').length > 0"
_TIMES = """() => {
  const ends = performance.getEntriesByType("resource").map((entry) => entry.responseEnd);
  const [text] = performance.getEntriesByName("first-contentful-paint");
  const [page] = performance.getEntriesByType("navigation");
  return [text ? text.startTime : 0, Math.max(page.responseEnd, ...ends)];
}"""


@dataclass(frozen=True)
class Load:
    """One answer of the site: its kind, such as "Image", and its bytes with headers."""

    url: str
    kind: str
    size: int


class Traffic:
    """What goes over the network between the browser and one site, and who else is asked."""

    def __init__(self, session: CDPSession, base: str) -> None:
        self.base, self.others = base, set[str]()
        self._asked: dict[str, tuple[str, str]] = {}
        self.loads: dict[str, Load] = {}
        self._pending = set[str]()
        session.on("Network.requestWillBeSent", self._sent)
        session.on("Network.loadingFinished", self._finished)
        session.on("Network.loadingFailed", lambda event: self._end(event["requestId"]))

    @property
    def requests(self) -> int:
        """The requests to the site."""
        return len(self._asked)

    @property
    def size(self) -> int:
        """The bytes that came from the site."""
        return self.of(None)

    @property
    def is_idle(self) -> bool:
        """Whether everything that was asked for has come, or failed."""
        return not self._pending

    def of(self, kind: str | None) -> int:
        """Return the bytes of one kind of answers; of all for None."""
        return sum(load.size for load in self.loads.values() if kind in (None, load.kind))

    def _sent(self, event: Any) -> None:
        address = event["request"]["url"]
        if address.startswith(self.base):
            self._asked[event["requestId"]] = (address, event.get("type", "Other"))
            self._pending.add(event["requestId"])
        elif address.startswith("http"):
            self.others.add(address)

    def _finished(self, event: Any) -> None:
        key = event["requestId"]
        if key in self._asked:
            self.loads[key] = Load(*self._asked[key], int(event["encodedDataLength"]))
        self._end(key)

    def _end(self, key: str) -> None:
        self._pending.discard(key)


@dataclass(frozen=True)
class Weight:
    """What one look at a page costs: bytes with headers, requests, shifts, milliseconds.

    `text` is when the first text is shown, `whole` when the last byte has come.
    """

    html: int
    style: int
    script: int
    pictures: int
    fonts: int
    total: int
    requests: int
    others: Collection[str]
    shift: float
    text: float
    whole: float
    heaviest: Collection[str]


def make_slow(session: CDPSession) -> None:
    """Make a page's network and processor those of a slow telephone."""
    session.send("Network.emulateNetworkConditions", NETWORK)
    session.send("Emulation.setCPUThrottlingRate", {"rate": SLOWER})


def watched(page: Page, base: str) -> tuple[CDPSession, Traffic]:
    """Count what a page asks the site for."""
    session = page.context.new_cdp_session(page)
    session.send("Network.enable")
    return session, Traffic(session, base)


def wait_until_whole(page: Page, traffic: Traffic) -> None:
    """Wait until text is shown and nothing has been on its way for a while.

    On a busy machine a page rests for so long between two answers that it looks complete.
    """
    deadline = time.monotonic() + PATIENCE / 1000
    quiet = 0
    while quiet < QUIET and time.monotonic() < deadline:
        page.wait_for_timeout(100)
        # Not by `wait_for_function`, which the site's own policy forbids.
        is_whole = traffic.is_idle and page.evaluate(_HAS_TEXT)
        quiet = quiet + 1 if is_whole else 0


def weigh(
    chromium: Browser, base: str, path: str, *, is_slow: bool = True, jpeg_alone: bool = False
) -> Weight:
    """Open a page as a phone with an empty cache does, and wait until all of it is there."""
    context = chromium.new_context(viewport=WINDOW, is_mobile=True, device_scale_factor=2)
    page = context.new_page()
    page.add_init_script(f"({_WATCH_SHIFTS})()")
    session, traffic = watched(page, base)
    if jpeg_alone:
        session.send("Emulation.setDisabledImageTypes", {"imageTypes": list(NEWER_PICTURES)})
    if is_slow:
        make_slow(session)
    page.goto(base + path, wait_until="networkidle", timeout=PATIENCE)
    wait_until_whole(page, traffic)
    text, whole = page.evaluate(_TIMES)
    shift = float(page.evaluate("window.shifts"))
    context.close()
    return _weight(traffic, shift, text, whole)


def _weight(traffic: Traffic, shift: float, text: float, whole: float) -> Weight:
    loads = sorted(traffic.loads.values(), key=lambda load: -load.size)
    return Weight(
        html=traffic.of("Document"),
        style=traffic.of("Stylesheet"),
        script=traffic.of("Script"),
        pictures=traffic.of("Image"),
        fonts=traffic.of("Font"),
        total=traffic.size,
        requests=traffic.requests,
        others=sorted(traffic.others),
        shift=shift,
        text=text,
        whole=whole,
        heaviest=[f"{load.size / KB:.0f} KB {load.url}" for load in loads[:4]],
    )
