"""Each folder of the data is lost in turn: pages and CMS go on, and one command brings it back."""

import shutil
import sys
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path

from tests.faults.promises.rows import Row, promise
from tests.faults.services.browsers import Browser
from tests.faults.services.ground import Ground
from tests.faults.services.sites import PUBLISH, ROOT, Site, save

EXPECTED = "no fault of the program meanwhile; the documented command brings it back"
MANUAL = ROOT / "docs" / "operators.md"


@dataclass(frozen=True)
class Lost:
    """A folder, and the command that operators.md names for it."""

    folder: str
    command: tuple[str, ...]
    is_restored: bool = False  # from a backup, with the site stopped


FOLDERS = (
    Lost("media/renditions", ("make_renditions",)),
    Lost("static", ("collectstatic", "--noinput")),
    Lost("mail", ()),
    Lost("media", ("restore", "{backup}", "--files")),
    Lost("", ("restore",), is_restored=True),
)


@promise("recovery")
def tried(ground: Ground) -> Iterator[Row]:
    site = ground.site("sqlite")
    backups = ground.folder / "backups"
    site.start()
    save(site.browser("editor"), site.stories[3], "Before the loss", **PUBLISH)
    for command in (("backup", str(backups)), ("backup", "--ledger", str(backups))):
        status, output = site.manage(*command)
        assert status == 0, output
    whole = {lost.folder: _names(site.folder / lost.folder) for lost in FOLDERS}
    for lost in FOLDERS:
        name = f"{lost.folder or 'all of DATA_DIR'} is lost"
        row = Row(name, EXPECTED)
        if lost.is_restored:
            _restore(row, site, lost, backups)
        else:
            _make_again(row, site, lost, backups)
        missing = whole[lost.folder] - _names(site.folder / lost.folder)
        missing = {each for each in missing if _matters(each)}
        row.expect(not missing, f"not brought back: {sorted(missing)[:3]} of {len(missing)}")
        _look(row, site.browser(), site)
        yield row
    site.stop()


def _names(folder: Path) -> set[str]:
    files = [path for path in folder.rglob("*") if path.is_file()]
    return {str(path.relative_to(folder)) for path in files}


def _matters(name: str) -> bool:
    """Whether a file is content, or what browsers need; not a lock, log or count."""
    return name.startswith(("media/", "originals", "documents", "static/")) or "/" in name


def _is_documented(row: Row, *words: str) -> None:
    line = f"manage.py {words[0]}"
    row.expect(line in MANUAL.read_text(encoding="utf-8"), f"operators.md does not name {line}")
    row.see(line)


def _make_again(row: Row, site: Site, lost: Lost, backups: Path) -> None:
    shutil.rmtree(site.folder / lost.folder, ignore_errors=True)
    reader = site.browser()
    for path in (site.stories[0]["path"], "/ar/", "/api/v1/news/"):
        answer = reader.get(path)
        row.expect(answer.status == 200, f"{path} answered {answer.status} meanwhile")
    saved = save(site.browser("colleague"), site.stories[1], "Saved meanwhile", **PUBLISH)
    row.expect(saved.status == 302, f"publishing answered {saved.status} meanwhile")
    if lost.command:
        _is_documented(row, *lost.command)
        newest = str(_newest(backups))
        command = (part.format(backup=newest) for part in lost.command)
        status, output = site.manage(*command)
        row.expect(status == 0, output[-300:])
    else:
        row.see("needs none")


def _restore(row: Row, site: Site, lost: Lost, backups: Path) -> None:
    site.stop()
    shutil.rmtree(site.folder / lost.folder)
    site.folder.mkdir(mode=0o700, exist_ok=True)
    _is_documented(row, *lost.command)
    newest = _newest(backups)
    # The old key would let sessions go on; it is renewed as operators.md asks.
    site.environment |= {"SECRET_KEY": "renewed-for-faults-" + "y" * 50}
    steps: list[Callable[[], tuple[int, str]]] = [
        lambda: site.run(sys.executable, "manage.py", "restore", str(newest), "--replace",
                         "--ledger", str(backups / "withdrawals.jsonl")),
        lambda: site.manage("make_renditions"),
        lambda: site.manage("collectstatic", "--noinput", "-v0"),
    ]  # fmt: skip
    for step in steps:
        status, output = step()
        row.expect(status == 0, output[-400:])
    site.start()


def _newest(backups: Path) -> Path:
    return max(path for path in backups.iterdir() if path.is_dir())


def _look(row: Row, reader: Browser, site: Site) -> None:
    for path in (site.stories[0]["path"], "/en/", "/ar/", "/api/v1/news/", "/readyz"):
        answer = reader.get(path)
        row.expect(answer.status == 200, f"{path} answered {answer.status} afterwards")
    page = reader.get(site.stories[0]["path"]).page
    sources = [image["src"] for image in page.select("main img[src]")]
    sources += [sheet["href"] for sheet in page.select("link[rel=stylesheet]")]
    wrong = [source for source in sources if reader.get(source).status != 200]
    row.expect(not wrong, f"missing: {wrong[:3]}")
    row.see(f"{len(sources)} pictures and styles of a story answer")
    differences = site.differences()
    row.expect(not differences, f"published items differ: {differences[:3]}")
