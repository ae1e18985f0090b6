"""What was seen: a table, with a line for each thing that was looked at."""

import time
import traceback
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path

from playwright.sync_api import Browser, Error


@dataclass
class Report:
    """The results of all scenarios, in their order."""

    folder: Path
    rows: list[tuple[str, str, bool, str]] = field(default_factory=list)
    where: str = ""

    def check(self, what: str, is_right: object, seen: object = "") -> None:
        """Record one thing; `seen` is shown where it is not as it should be."""
        self.rows.append((self.where, what, bool(is_right), "" if is_right else str(seen)))
        print(
            f"{'ok  ' if is_right else 'FAIL'} {self.where}: {what} {self.rows[-1][3]}", flush=True
        )

    @contextmanager
    def scenario(self, where: str, browser: Browser) -> Iterator[None]:
        """Go on with the next scenario where one breaks off; its last pages are pictured."""
        self.where, begun = where, time.monotonic()
        try:
            yield
        except (Error, RuntimeError, OSError, AssertionError, KeyError, IndexError) as error:
            traceback.print_exc()
            self.check("the scenario ends", False, str(error).partition("\n")[0])
            for number, page in enumerate(page for one in browser.contexts for page in one.pages):
                page.screenshot(path=self.folder / f"broken-off-{where}-{number}.png")
        for context in browser.contexts:
            context.close()
        print(f"     {where}: {time.monotonic() - begun:.0f} s", flush=True)

    @property
    def failed(self) -> int:
        return sum(not is_right for _where, _what, is_right, _seen in self.rows)

    def summary(self) -> str:
        """Return a line for each scenario, and below them what was wrong."""
        lines = ["| WordPress and scenario | Looked at | Wrong |", "|---|---|---|"]
        for where in dict.fromkeys(row[0] for row in self.rows):
            found = [row[2] for row in self.rows if row[0] == where]
            lines.append(f"| {where} | {len(found)} | {found.count(False) or 'none'} |")
        wrong = [
            f"- {where}: {what}: `{seen}`" for where, what, right, seen in self.rows if not right
        ]
        return "\n".join([*lines, "", *wrong]).strip() + "\n"

    def table(self) -> str:
        """Return the results as Markdown, a line for each thing."""
        lines = ["| WordPress and scenario | What was looked at | Result |", "|---|---|---|"]
        for where, what, is_right, seen in self.rows:
            result = "right" if is_right else f"**wrong**: {seen.replace('|', '/')}"
            lines.append(f"| {where} | {what} | {result} |")
        return "\n".join(lines) + "\n"
