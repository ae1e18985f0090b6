"""Two sites of one WordPress: English from left to right, Arabic from right to left."""

import os
import signal
import subprocess
import sys
import time
from collections.abc import Iterator, Mapping
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass
from pathlib import Path

import serve

from wordpress.asking import fetched
from wordpress.database import Database
from wordpress.trees import copied

PHP = Path(__file__).parent / "php"
HOSTS = {"en": "127.0.0.1", "ar": "127.0.0.2"}
PASSWORD = "only-for-tests-1"  # noqa: S105 - of a site that lives for minutes on this machine
LIMITS = ("-d", "upload_max_filesize=32M", "-d", "memory_limit=512M")


@dataclass(frozen=True)
class Site:
    """One site of a WordPress."""

    lang: str
    version: str
    base: str
    folder: Path
    database: Database
    # Its own address, where that is not the one at which it is asked.
    home: str = ""

    @property
    def name(self) -> str:
        return f"{self.version.partition('-')[0]}-{self.lang}"

    def run(self, code: str) -> str:
        """Run a piece of PHP inside the site; return what it prints."""
        return php(self.lang, PHP / "run.php", self.folder, code)

    def everything(self) -> str:
        """Return all that the site's database holds."""
        return self.database.everything(f"wordpress_{self.lang}")

    def run_scheduled_tasks(self) -> None:
        """Do what a host's cron does."""
        fetched(f"{self.base}/wp-cron.php?doing_wp_cron")
        time.sleep(1)  # it answers before it works

    def errors(self) -> list[str]:
        """Return what PHP complained about in the plugin."""
        log = self.folder.parent / "debug.log"
        lines = log.read_text("utf-8", "replace").splitlines() if log.exists() else []
        return [line for line in lines if "icssi-news" in line]


@contextmanager
def sites(
    tree: Path, folder: Path, database: Database, homes: Mapping[str, str] | None = None
) -> Iterator[list[Site]]:
    """Install and serve both sites of a WordPress in `folder`.

    With `homes` only those that have one, with these addresses for their own: who asks names the
    host. Their uploads are then where every WordPress has them.
    """
    folder.mkdir(parents=True)
    root, port = folder / "wp", serve.free_port()
    copied(tree, root)
    bases = {lang: f"http://{host}:{port}" for lang, host in HOSTS.items()}
    _configure(root, folder, database, homes or bases, "wp-content/uploads" if homes else "")
    with ExitStack() as stack:
        made = []
        for lang in homes or HOSTS:
            database.ask(f"DROP DATABASE IF EXISTS wordpress_{lang}")
            database.ask(f"CREATE DATABASE wordpress_{lang} CHARACTER SET utf8mb4")
            version = php(lang, PHP / "install.php", root, PASSWORD).strip()
            stack.enter_context(_served(root, HOSTS[lang], port, folder / f"{lang}.log"))
            home = (homes or bases)[lang]
            made.append(Site(lang, version, bases[lang], root, database, home))
        yield made


def _configure(
    root: Path, folder: Path, database: Database, homes: Mapping[str, str], uploads: str
) -> None:
    values = {
        "@SOCKET@": str(database.socket),
        "@FOLDER@": str(folder),
        "@UPLOADS@": uploads,
        **{f"@HOME_{lang.upper()}@": homes.get(lang, "") for lang in HOSTS},
    }
    config = (PHP / "config.php").read_text("utf-8")
    for name, value in values.items():
        config = config.replace(name, value)
    (root / "wp-config.php").write_text(config, "utf-8")
    (root / "wp-content" / "mu-plugins" / "for-tests.php").write_bytes(
        (PHP / "for-tests.php").read_bytes()
    )


@contextmanager
def _served(root: Path, host: str, port: int, log: Path) -> Iterator[None]:
    command = ["php", *LIMITS, "-S", f"{host}:{port}", "-t", str(root), str(PHP / "router.php")]
    environment = os.environ | {"PHP_CLI_SERVER_WORKERS": "4"}
    with log.open("w") as output:
        server = subprocess.Popen(
            command, stdout=output, stderr=output, env=environment, start_new_session=True
        )
        try:
            # One of its files, which does not lead to the site's own address.
            _wait_until_ready(f"http://{host}:{port}/wp-includes/version.php")
            yield
        finally:
            # Its workers are children of its own.
            os.killpg(server.pid, signal.SIGTERM)
            server.wait(timeout=30)


def _wait_until_ready(address: str) -> None:
    for _ in range(100):
        try:
            fetched(address, timeout=10)
        except OSError:
            time.sleep(0.3)
        else:
            return
    sys.exit(f"WordPress did not answer at {address}")


def php(lang: str, *arguments: Path | str) -> str:
    """Run a PHP program for a site; return what it prints."""
    errors = ("-d", "display_errors=stderr", "-d", "error_reporting=E_ALL & ~E_DEPRECATED")
    command = ["php", *errors, *map(str, arguments)]
    environment = os.environ | {"WP_SITE": lang}
    done = subprocess.run(command, capture_output=True, text=True, env=environment, check=False)
    if done.returncode:
        raise RuntimeError(f"{arguments[-1]}: {done.stderr}{done.stdout}")
    return done.stdout
