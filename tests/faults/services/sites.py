"""A site as it is served: web server and worker, supervised by scripts/serve.py on a free port."""

import json
import os
import subprocess
import sys
import time
from collections.abc import Callable
from contextlib import suppress
from pathlib import Path
from typing import Any

from tests.cms import paragraphs, story_form
from tests.faults.services.browsers import Answer, Browser
from tests.scripts.running import Running, eventually

ROOT = Path(__file__).resolve().parents[3]
# What this process itself runs with, and a served site must not.
_FOREIGN = {"DJANGO_SETTINGS_MODULE", "BASE_URL", "PYTHONPATH", "PORT"}


def environment(folder: Path, database_url: str, **changes: str) -> dict[str, str]:
    """Return the variables of a site: those of a server, with nothing of this process."""
    own = {name: value for name, value in os.environ.items() if name not in _FOREIGN}
    return own | {
        "DJANGO_SETTINGS_MODULE": "config.settings",
        "SECRET_KEY": "for-faults-" + "x" * 50,
        "DATA_KEY": "for-faults-" + "d" * 50,
        "DATA_DIR": str(folder),
        "DATABASE_URL": database_url,
        "REDIS_URL": "",
        "BASE_URL": "",
        "EMAIL_URL": "",
        "BACKUP_DIR": "",
        "DEBUG": "false",
        "API_RATE_LIMIT": "",
    } | changes  # fmt: skip


class Site:
    """A site with its folder and database; `start` serves it."""

    def __init__(self, folder: Path, database_url: str, **changes: str) -> None:
        self.folder = folder
        self.vendor = "postgresql" if database_url.startswith("postgres") else "sqlite"
        self.environment = environment(folder, database_url, **changes)
        known = json.loads((folder / "content.json").read_text())
        self.stories: list[dict[str, Any]] = known["stories"]
        self.index, self.image, self.document = known["index"], known["image"], known["document"]
        self.running: Running | None = None

    def start(self) -> None:
        """Serve it, and return when it is ready."""
        self.running = Running(self.environment, self.folder / "served.log")
        eventually(lambda: self.is_announced() or self.served.process.poll() is not None, 90)
        assert self.is_announced(), self.served.output.read_text()[-2000:]

    def is_announced(self) -> bool:
        return self.served.has_line("The site is ready.")

    @property
    def served(self) -> Running:
        assert self.running is not None
        return self.running

    @property
    def address(self) -> str:
        return f"http://127.0.0.1:{self.served.port}"

    def stop(self) -> None:
        if self.running is not None:
            self.running.clean_up()
            self.running = None

    def browser(self, name: str = "", ahead: int = 0) -> Browser:
        """Return a new browser, in which somebody is signed in if `name` is given."""
        browser = Browser(self.address)
        if name:
            answer = browser.sign_in(name, ahead=ahead)
            assert answer.status == 302, (answer.status, answer.text[-2000:])
            assert browser.is_signed_in()
        return browser

    def begin(self, *command: str, output: Path | None = None) -> subprocess.Popen[bytes]:
        """Start a command of manage.py."""
        log = (output or self.folder / f"{command[0]}.log").open("wb")
        with log:
            return subprocess.Popen(
                [sys.executable, "manage.py", *command],
                cwd=ROOT, env=self.environment, stdout=log, stderr=subprocess.STDOUT,
            )  # fmt: skip

    def manage(self, *command: str) -> tuple[int, str]:
        """Run a command of manage.py; return its status and what it printed."""
        return self.run(sys.executable, "manage.py", *command)

    def run(self, *command: str) -> tuple[int, str]:
        done = subprocess.run(
            command, cwd=ROOT, env=self.environment | {"PYTHONPATH": ""},
            stdout=subprocess.PIPE, stderr=subprocess.STDOUT, text=True, check=False,
        )  # fmt: skip
        return done.returncode, done.stdout

    def shell(self, code: str) -> str:
        """Run Python with the site's models in a process of its own; return what it prints."""
        status, output = self.manage("shell", "--no-imports", "--command", code)
        assert status == 0, output
        return output.strip()

    def differences(self) -> list[str]:
        """Compare pages and published items by the oracle, in a process of its own."""
        script = "import django; django.setup(); from tests.faults.oracle import faults;"
        script += "import json; print(json.dumps(faults()))"
        status, output = self.run(sys.executable, "-W", "ignore", "-c", _PATHS + script)
        assert status == 0, output
        return list(json.loads(output.splitlines()[-1]))


_PATHS = f"import sys; sys.path[:0] = [{str(ROOT)!r}, {str(ROOT / 'site')!r}];"
_PATHS += f"sys.path.insert(0, {str(ROOT / 'scripts')!r});"


def edit_address(pk: int) -> str:
    return f"/admin/pages/{pk}/edit/"


def opened(browser: Browser, pk: int, title: str, slug: str, **typed: Any) -> dict[str, Any]:
    """Return a story's form as it is opened now, with another title."""
    page = browser.get(edit_address(pk)).page
    named = page.select("#page-edit-form input[name^=loaded_revision]")
    form = story_form(title, slug=slug, **{"body": paragraphs("Text.")} | typed)
    return form | {field["name"]: field["value"] for field in named}


def save(browser: Browser, story: dict[str, Any], title: str, **action: str) -> Answer:
    """Open a story and save it with another title; by action also publish."""
    slug = story["path"].rstrip("/").rpartition("/")[2]
    form = opened(browser, story["pk"], title, slug)
    return browser.post(edit_address(story["pk"]), form | action)


def add(browser: Browser, site: Site, title: str, **action: str) -> Answer:
    """Add a story, published by `action`."""
    form = story_form(title, body=paragraphs("Text.")) | action
    return browser.post(f"/admin/pages/add/news/newspage/{site.index}/", form)


def id_of(editor: Browser, site: Site, title: str) -> str:
    """Return the id of a page that was changed lately, as the CMS lists it."""
    address = f"/admin/pages/{site.index}/?ordering=-latest_revision_created_at"
    found: list[str] = []

    def look() -> list[str]:
        links = editor.get(address).page.select("a[href^='/admin/pages/'][href$='/edit/']")
        named = (each for each in links if each.get_text(strip=True) == title)
        found.extend(str(each["href"]).split("/")[3] for each in named)
        return found

    # After an outage a process may not have found the database yet.
    assert until(look, 5) is not None, f"{title} is not in the list"
    return found[0]


PUBLISH = {"action-publish": "action-publish"}


def until(condition: Callable[[], object], seconds: float) -> float | None:
    """Return after how many seconds the condition came true; None if it did not in time."""
    began = time.monotonic()
    while time.monotonic() - began < seconds:
        with suppress(OSError):
            if condition():
                return time.monotonic() - began
        time.sleep(0.05)
    return None
