"""Hold the feeds of a running site against readers that are not ours.

    python scripts/feed_readers.py http://127.0.0.1:8000 [/usr/share/wordpress]

The readers are the SimplePie of a WordPress, which its RSS block uses, and newsboat; Debian has
both (`wordpress php-cli newsboat`). What they find in RSS and Atom is compared with JSON Feed,
story by story. Ends with status 1 where they differ.
"""

import json
import sqlite3
import subprocess
import sys
import tempfile
from datetime import datetime
from pathlib import Path
from typing import Any
from urllib.request import urlopen

SIMPLEPIE = Path(__file__).resolve().parent.parent / "tests" / "interop" / "simplepie.php"
LANGUAGES, FORMATS = ("en", "ar"), ("rss", "atom")
Story = dict[str, Any]


def expected(base: str, lang: str) -> dict[str, Any]:
    """Return the same feed as JSON, which needs no reader."""
    with urlopen(f"{base}/feeds/{lang}/news.json", timeout=30) as answer:  # noqa: S310 # nosec B310 - as given
        return dict(json.load(answer))


def meant(item: dict[str, Any]) -> Story:
    """Return what any reader has to find of a story."""
    file = (item.get("attachments") or [{}])[0]
    return {
        "title": item["title"],
        "link": item["url"],
        "summary": item.get("summary", ""),
        "date": int(datetime.fromisoformat(item["date_published"]).timestamp()),
        "author": item.get("authors", [{"name": ""}])[0]["name"],
        "file": file.get("url", ""),
        "length": file.get("size_in_bytes", 0),
        "type": file.get("mime_type", ""),
    }


def by_simplepie(wordpress: str, address: str) -> list[Story]:
    command = ["php", str(SIMPLEPIE), wordpress, address]
    done = subprocess.run(command, capture_output=True, text=True, check=True, timeout=60)
    return list(json.loads(done.stdout)[address]["items"])


def by_newsboat(address: str) -> list[Story]:
    with tempfile.TemporaryDirectory(prefix="icssi-newsboat-") as folder:
        urls, cache, settings = (Path(folder) / name for name in ("urls", "cache.db", "config"))
        urls.write_text(f"{address}\n", "utf-8")
        settings.write_text("", "utf-8")
        command = ["newsboat", "-q", "-u", urls, "-c", cache, "-C", settings, "-x", "reload"]
        subprocess.run(command, check=True, timeout=60, env={"HOME": folder, "LANG": "C.UTF-8"})
        rows = sqlite3.connect(cache).execute(
            "SELECT title, url, author, pubDate FROM rss_item WHERE feedurl = ?", [address]
        )  # of enclosures it stores sound and video alone
        names = ("title", "link", "author", "date")
        return [dict(zip(names, row, strict=True)) for row in rows]


def differences(reader: str, found: list[Story], wanted: list[Story]) -> list[str]:
    """Return what a reader found otherwise than it is, among what it finds at all."""
    known = {story["link"]: story for story in found}
    lines = (
        [] if len(found) == len(wanted) else [f"{reader}: {len(found)} of {len(wanted)} stories"]
    )
    for story in wanted:
        one = known.get(story["link"], {})
        lines += [
            f"{reader}: {story['link']}: {name} is {one[name]!r}, not {story[name]!r}"
            for name in one.keys() & story.keys()
            # Atom has an author for the whole feed, which stories without one take over.
            if one[name] != story[name] and not (name == "author" and not story[name])
        ]
    return lines


def main() -> int:
    base, *more = sys.argv[1:]
    wordpress = more[0] if more else "/usr/share/wordpress"
    faults, checked = [], 0
    for lang in LANGUAGES:
        wanted = [meant(item) for item in expected(base, lang)["items"]]
        for form in FORMATS:
            address = f"{base}/feeds/{lang}/news.{form}"
            faults += differences(
                f"SimplePie, {lang} {form}", by_simplepie(wordpress, address), wanted
            )
            faults += differences(f"newsboat, {lang} {form}", by_newsboat(address), wanted)
            checked += 2 * len(wanted)
    print(*faults, f"{checked} stories compared, {len(faults)} differences", sep="\n")
    return 1 if faults or not checked else 0


if __name__ == "__main__":
    sys.exit(main())
