"""A long job runs: no reader, and no editor who saves or publishes, waits for more than 2 s."""

import subprocess
import time
from collections.abc import Iterator
from pathlib import Path

from tests.faults.promises.rows import Row, promise
from tests.faults.services.browsers import Answer, Browser
from tests.faults.services.ground import VENDORS, Ground
from tests.faults.services.measuring import ms
from tests.faults.services.sites import PUBLISH, Site, save
from tests.moving.exports import export, item

EXPECTED = "no reader and no editor who saves or publishes waits for more than 2 s, none is refused"
LONGEST = 2.0
BUSY = 0.5  # seconds that a busy machine may add
WORKS, POSTS = 100, 60
HESITATION = 0.3  # of an editor between two saves
COMMANDS = {
    "import_wordpress --dry-run": ("import_wordpress", "--dry-run"),
    "import_wordpress": ("import_wordpress",),
    "rebuild_publication": ("rebuild_publication",),
    "update_index": ("update_index",),
    "reconcile_publication": ("reconcile_publication",),
    "rebuild_translation_states": ("rebuild_translation_states",),
}


@promise("jobs")
def tried(ground: Ground) -> Iterator[Row]:
    for vendor in VENDORS if ground.has_postgresql() else VENDORS[:1]:
        site = ground.site(vendor)
        status, output = site.manage("generate_stories", "--works", str(WORKS))
        assert status == 0, output
        site.start()
        editor, reader = site.browser("editor"), site.browser()
        posts = _export(site.folder)
        for name, command in COMMANDS.items():
            row = Row(f"{name} runs ({vendor})", EXPECTED)
            is_import = command[0] == "import_wordpress"
            more = (
                ("--site", f"en={posts}", "--report", str(site.folder / "r")) if is_import else ()
            )
            _watch(row, site, editor, reader, site.begin(*command, *more))
            yield row
        yield _translations(site, editor, reader)
        site.stop()


def _export(folder: Path) -> Path:
    file = folder / "posts.xml"
    file.write_bytes(export(*(item(number) for number in range(1, POSTS + 1))))
    return file


def _watch(
    row: Row, site: Site, editor: Browser, reader: Browser, process: subprocess.Popen[bytes]
) -> None:
    """Save, publish and read for as long as the process runs."""
    began, answers = time.monotonic(), list[Answer]()
    while process.poll() is None:
        answers += _round(site, editor, reader, len(answers))
    output = (site.folder / f"{process.args[2]}.log").read_text()
    row.expect(process.returncode == 0, f"it ended with {process.returncode}: {output[-300:]}")
    _judge(row, answers, time.monotonic() - began)


def _round(site: Site, editor: Browser, reader: Browser, number: int) -> list[Answer]:
    story = site.stories[number % 4]
    action = PUBLISH if number % 8 else {}
    saved = save(editor, story, f"Saved {number}", **action)
    time.sleep(HESITATION)
    return [saved, reader.get(story["path"]), reader.get(f"/en/news/?page={1 + number % 3}")]


def _judge(row: Row, answers: list[Answer], seconds: float) -> None:
    refused = [answer.status for answer in answers if answer.status not in {200, 302}]
    longest = max((answer.seconds for answer in answers), default=0.0)
    row.expect(not refused, f"answers {refused}")
    row.expect(longest <= LONGEST + BUSY, f"somebody waited {ms(longest)}")
    row.see(f"{len(answers)} requests in {seconds:.0f} s, the longest {ms(longest)}")


def _translations(site: Site, editor: Browser, reader: Browser) -> Row:
    """Export the texts of all works, which the worker does in the background."""
    row = Row(f"an export of translations runs ({site.vendor})", EXPECTED)
    translator = site.browser("administrator")
    rows = site.shell(
        "from translation.models import TranslationStatus as T;"
        "print(*T.objects.values_list('pk', flat=True))"
    ).split()
    began = translator.post("/admin/translations/export/", {"rows": rows})
    row.expect(began.status == 302, f"the export answered {began.status}")
    job = began.headers.get("Location", "/")
    clock, answers = time.monotonic(), list[Answer]()
    while time.monotonic() - clock < 60:
        answers += _round(site, editor, reader, len(answers))
        if translator.get(f"{job}file/").status == 200:
            break
    else:
        row.expect(False, "the export did not end")
    _judge(row, answers, time.monotonic() - clock)
    return row
