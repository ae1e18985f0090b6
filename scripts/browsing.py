"""A demonstration site of its own and a browser to look at it: for the scripts that make pictures.

The tests' browser is started with the same arguments.
"""

import os
import shutil
import signal
import subprocess
import sys
import time
import urllib.error
import urllib.request
from collections.abc import Iterator, Mapping
from contextlib import AbstractContextManager, contextmanager
from dataclasses import dataclass
from pathlib import Path

import serve
from playwright.sync_api import Browser, Page, Playwright, sync_playwright

ROOT = Path(__file__).resolve().parent.parent
sys.path[:0] = [str(ROOT), str(ROOT / "site")]

from home.seeding.files import COMMON, DemoUser, read_users  # noqa: E402 - needs the path above

# Without the services that look for hosts outside.
ARGUMENTS = ["--no-sandbox", "--disable-quic", "--disable-background-networking"]


@dataclass(frozen=True)
class Demonstration:
    """A served site: its address, its folder, and the environment of its processes."""

    base: str
    data: Path
    environment: dict[str, str]

    @property
    def users(self) -> dict[str, DemoUser]:
        """The demonstration users by role."""
        return {user.role: user for user in read_users(self.data / COMMON).values()}


def start_chromium(playwright: Playwright, *more: str) -> Browser:
    """Start Debian's Chromium; `more` are further arguments."""
    path = shutil.which("chromium")
    if path is None:
        sys.exit("Chromium is missing: make system-packages installs it.")
    return playwright.chromium.launch(executable_path=path, args=[*ARGUMENTS, *more])


@contextmanager
def browser(*more: str) -> Iterator[Browser]:
    with sync_playwright() as playwright:
        started = start_chromium(playwright, *more)
        yield started
        started.close()


def demonstration(
    data: Path, *steps: tuple[str, ...], base: str = ""
) -> AbstractContextManager[Demonstration]:
    """Fill a site of its own with the demonstration content, in the folder `data`, and serve it.

    `steps` are Python programs, with their arguments, that prepare it further before it is served;
    `base` is its address for others, where something passes their requests on.
    """
    return site_made_by(data, ("scripts/prepare.py",), *steps, base=base)


def edge_site(data: Path) -> AbstractContextManager[Demonstration]:
    """Fill a site with content that pages must bear, and serve it; edge.json lists its pages.

    Most of its stories have no pages behind them: a worker would repair that and withdraw them.
    """
    return site_made_by(data, ("-m", "tests.edge"), has_worker=False)


@contextmanager
def site_made_by(
    data: Path,
    *steps: tuple[str, ...],
    base: str = "",
    has_worker: bool = True,
    settings: Mapping[str, str] | None = None,
) -> Iterator[Demonstration]:
    """Serve the site that these programs make in the folder `data`.

    `settings` are further variables of its environment.
    """
    port = serve.free_port()
    alone = ("-m", *serve.GRANIAN, f"--port={port}")
    program = ("scripts/serve.py",) if has_worker else alone
    environment = _environment(data, port, base) | dict(settings or {})
    for step in steps:
        subprocess.run([sys.executable, *step], cwd=ROOT, env=environment, check=True)
    server = subprocess.Popen(
        [sys.executable, *program], cwd=ROOT, env=environment, stdout=subprocess.DEVNULL
    )
    here = f"http://127.0.0.1:{port}"
    try:
        _wait_until_ready(f"{here}/readyz")
        yield Demonstration(base or here, data, environment)
    finally:
        server.send_signal(signal.SIGTERM)
        server.wait(timeout=30)


def _environment(data: Path, port: int, base: str) -> dict[str, str]:
    return os.environ | {
        "DATA_DIR": str(data),
        "PORT": str(port),
        "DATABASE_URL": "",
        "REDIS_URL": "",
        "BASE_URL": base,
        "SECRET_KEY": "for-screenshots-" + "x" * 50,
        "LOG_LEVEL": "WARNING",
        "DEBUG": "false",
    }


def _wait_until_ready(address: str) -> None:
    # Without the proxy that the environment may name: it does not know this machine's addresses.
    opener = urllib.request.build_opener(urllib.request.ProxyHandler({}))
    for _ in range(450):  # a machine may be busy
        try:
            with opener.open(address, timeout=5):
                return
        except (urllib.error.URLError, OSError):
            time.sleep(0.4)
    sys.exit(f"{address} did not answer within three minutes.")


STEP = 30  # seconds
_used: dict[str, int] = {}


def fresh_code(user: DemoUser) -> str:
    """Return a code of a user's app that was not used here; wait until there is one."""
    step = max(_used.get(user.email, 0) + 1, int(time.time()) // STEP)
    while step > time.time() // STEP + 1:  # the next one is accepted already
        time.sleep(1)
    _used[user.email] = step
    return user.code(step)


def sign_in(page: Page, user: DemoUser) -> None:
    """Sign in at the form that `page` shows, with password and code."""
    page.fill("input[name=username]", user.email)
    page.fill("input[name=password]", user.password)
    page.click("button[type=submit]")
    page.fill("input[name=code]", fresh_code(user))
    page.press("input[name=code]", "Enter")
    page.wait_for_selector("#wagtail-sidebar", state="attached")


def upload_translations(page: Page, path: Path) -> None:
    """Upload a file of translations in the CMS and wait for its preview."""
    page.goto("/admin/translations/import/")
    page.set_input_files("input[type=file]", path)
    page.locator("main form[enctype] button[type=submit]").click()
    page.wait_for_url("**/translations/jobs/*/")
