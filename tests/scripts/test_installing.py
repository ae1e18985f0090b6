"""The lock installs as it is, whatever the index has meanwhile and whichever pip comes along."""

import hashlib
import os
import re
import shutil
import subprocess
import sys
import threading
import zipfile
from collections.abc import Iterator
from functools import partial
from http.server import SimpleHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path

import pytest
from django.conf import settings

ROOT = Path(settings.ROOT)
NEWER = "9999.0"
# What a virtual environment of Debian 12 brings.
DEBIAN_12_PIP = "23.0.1"
NEWEST = "newest"

pytestmark = pytest.mark.any_database


def locked(requirements: str) -> set[tuple[str, str]]:
    """Return the names and versions that a file of requirements/ locks.

    A name has two versions where older Pythons need another one.
    """
    text = (ROOT / "requirements" / requirements).read_text()
    return set(re.findall(r"^([a-z0-9-]+)==([^ ;]+)", text, re.MULTILINE))


def pythons() -> dict[str, str]:
    """Return the interpreters of this machine that the project supports, by minor version."""
    folders = os.environ.get("PATH", "").split(os.pathsep)
    folders += map(str, Path.home().glob(".pyenv/versions/*/bin"))
    found: dict[str, str] = {}
    for minor in range(11, 20):
        for folder in folders:
            path = Path(folder) / f"python3.{minor}"
            code = "import ensurepip, sys, venv; print(sys.version_info[1])"
            if not path.exists() or "shims" in path.parts:
                continue
            asked = subprocess.run(
                [path, "-c", code], capture_output=True, text=True, check=False, timeout=20
            )
            if asked.stdout.strip() == str(minor):
                found.setdefault(f"3.{minor}", str(path))
    return found


PYTHONS = pythons()


def write_newer_release(folder: Path, name: str, version: str) -> None:
    """Put a made-up wheel of `version`, newer than what is locked, into a simple index."""
    distribution = name.replace("-", "_")
    page = folder / name
    page.mkdir(parents=True)
    wheel = page / f"{distribution}-{version}-py3-none-any.whl"
    info = f"{distribution}-{version}.dist-info"
    extras = "".join(f"Provides-Extra: {extra}\n" for extra in ("toml", "binary", "pool"))
    with zipfile.ZipFile(wheel, "w") as archive:
        archive.writestr(
            f"{info}/METADATA", f"Metadata-Version: 2.1\nName: {name}\nVersion: {version}\n{extras}"
        )
        archive.writestr(
            f"{info}/WHEEL", "Wheel-Version: 1.0\nRoot-Is-Purelib: true\nTag: py3-none-any\n"
        )
        archive.writestr(f"{info}/RECORD", "")
    digest = hashlib.sha256(wheel.read_bytes()).hexdigest()
    (page / "index.html").write_text(
        f'<!DOCTYPE html><a href="{wheel.name}#sha256={digest}">{wheel.name}</a>'
    )


class Quiet(SimpleHTTPRequestHandler):
    def log_message(self, format: str, *args: object) -> None:  # noqa: A002 - named by the library
        pass


@pytest.fixture(scope="module")
def newer_index(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """The address of an index with a newer release of everything that is locked."""
    folder = tmp_path_factory.mktemp("index")
    for name in {name for name, _version in locked("development.txt")}:
        write_newer_release(folder / "simple", name, NEWER)
    server = ThreadingHTTPServer(("127.0.0.1", 0), partial(Quiet, directory=str(folder)))
    threading.Thread(target=server.serve_forever, daemon=True).start()
    yield f"http://127.0.0.1:{server.server_port}/simple/"
    server.shutdown()
    server.server_close()


@pytest.fixture
def checkout(tmp_path: Path) -> Path:
    """What an installation needs of the project, in a folder with spaces and an Arabic name."""
    folder = tmp_path / "مجلد with spaces"
    folder.mkdir()
    for name in ("requirements", "scripts"):
        shutil.copytree(ROOT / name, folder / name, ignore=shutil.ignore_patterns("__pycache__"))
    for name in ("pyproject.toml", "README.md", "LICENSE"):
        shutil.copy(ROOT / name, folder)
    return folder


def environment(index: str, python: str) -> dict[str, str]:
    """Return variables with which pip finds the newer releases beside those of its own index."""
    also = os.environ.get("PIP_EXTRA_INDEX_URL", "")
    return os.environ | {
        "PYTHON": python,
        "PIP_NO_COMPILE": "1",  # half of the time
        "PIP_EXTRA_INDEX_URL": f"{index} {also}".strip(),
        "NO_PROXY": "127.0.0.1",
        "no_proxy": "127.0.0.1",
    }


def new_environment(checkout: Path, python: str, pip: str, around: dict[str, str]) -> None:
    """Make an empty .venv in the checkout with one version of pip."""
    subprocess.run([python, "-m", "venv", "--clear", ".venv"], cwd=checkout, check=True)
    wanted = ["--upgrade", "pip"] if pip == NEWEST else [f"pip=={pip}"]
    # From the index alone: the invented newer release of pip must not be installed.
    own = {name: value for name, value in around.items() if name != "PIP_EXTRA_INDEX_URL"}
    command = [".venv/bin/python", "-m", "pip", "--quiet", "install", *wanted]
    result = subprocess.run(command, cwd=checkout, env=own, check=False)
    if result.returncode and not os.environ.get("CI"):
        pytest.skip("This pip cannot be had: no package index can be reached.")
    assert result.returncode == 0


def call(
    checkout: Path, around: dict[str, str], *arguments: str
) -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        [checkout / "scripts/install.sh", *arguments],
        env=around,
        capture_output=True,
        text=True,
        check=False,
    )


def run(checkout: Path, around: dict[str, str], *arguments: str) -> str:
    """Run scripts/install.sh, which must succeed, and return what it printed."""
    result = call(checkout, around, *arguments)
    assert result.returncode == 0, result.stdout + result.stderr
    return result.stdout


def installed(checkout: Path) -> set[tuple[str, str]]:
    """Return the names and versions of what is in the checkout's .venv, besides pip's own."""
    command = [".venv/bin/python", "-m", "pip", "list", "--format=freeze", "--exclude-editable"]
    listed = subprocess.run(command, cwd=checkout, capture_output=True, text=True, check=True)
    found = dict(line.split("==") for line in listed.stdout.splitlines())
    names = {name: re.sub(r"[-_.]+", "-", name).lower() for name in found}  # as the lock has them
    own = {"pip", "setuptools", "wheel"}
    return {(names[name], version) for name, version in found.items() if names[name] not in own}


@pytest.mark.slow
# What development needs holds all that the site needs; between the oldest and the newest Python,
# nothing is locked that neither has.
@pytest.mark.parametrize(
    ("version", "pip"),
    [("3.11", DEBIAN_12_PIP), *((version, NEWEST) for version in list(PYTHONS)[1:][-1:])],
)
def test_the_lock_installs_though_the_index_has_newer_releases_of_everything(
    checkout, newer_index, version, pip
):
    if version not in PYTHONS:
        pytest.skip(f"There is no Python {version} on this machine.")
    around = environment(newer_index, PYTHONS[version])
    new_environment(checkout, PYTHONS[version], pip, around)
    run(checkout, around, "development")
    found = installed(checkout)
    assert found
    assert found <= locked("development.txt")
    assert "No broken requirements found." in run(checkout, around, "verify", "development")


def test_both_locks_agree():
    runtime = locked("runtime.txt")
    assert runtime
    assert runtime <= locked("development.txt")


@pytest.mark.slow
def test_an_environment_whose_python_is_gone_is_made_anew_and_what_it_lacks_is_found(
    checkout, newer_index
):
    """As after an upgrade of Debian, which brings another Python and takes the old one away.

    `pip check` alone would not miss what only an extra asks for.
    """
    (checkout / ".venv/bin").mkdir(parents=True)
    (checkout / ".venv/bin/python").symlink_to("/nowhere/python3.11")
    (checkout / ".venv/.runtime-installed").touch()
    around = environment(newer_index, sys.executable)
    run(checkout, around, "runtime")
    assert installed(checkout) <= locked("runtime.txt")
    assert run(checkout, around, "runtime") == ""  # all is there
    assert "No broken requirements found." in run(checkout, around, "verify")

    command = [".venv/bin/python", "-m", "pip", "uninstall", "--quiet", "--yes", "psycopg-pool"]
    subprocess.run(command, cwd=checkout, check=True)
    result = call(checkout, around, "verify")
    assert result.returncode == 1
    assert "psycopg-pool" in result.stderr
    assert result.stderr.splitlines()[-1] == (
        "requirements/runtime.txt is not complete; make lock writes it anew."
    )


def refused(checkout: Path, **environment: str) -> list[str]:
    """Return the output of scripts/install.sh, which gives the reason why it does not install."""
    result = call(checkout, os.environ | {"PYTHON": sys.executable} | environment, "runtime")
    assert result.returncode == 1
    assert not (checkout / ".venv/.runtime-installed").exists()
    return result.stderr.strip().splitlines()


def test_without_a_package_index_the_last_line_names_what_is_missing(checkout):
    lines = refused(checkout, PIP_NO_INDEX="1", PIP_FIND_LINKS=str(checkout))
    assert lines[-1] == (
        "requirements/runtime.txt could not be installed; see pip's message above. It needs the "
        "package index: behind a proxy, set HTTPS_PROXY."
    )


@pytest.fixture
def small_disk(checkout: Path) -> Iterator[Path]:
    """The checkout on a disk of its own, on which ten megabytes are free."""
    disk = checkout.with_name("disk")
    disk.mkdir()
    mount = ["mount", "-t", "tmpfs", "-o", "size=12m", "tmpfs", str(disk)]
    if subprocess.run(mount, capture_output=True, check=False).returncode:
        pytest.skip("only root may mount a disk")
    try:
        yield Path(shutil.copytree(checkout, disk / "checkout"))
    finally:
        subprocess.run(["umount", "--lazy", str(disk)], check=True)


def test_too_little_room_is_one_line_before_anything_is_fetched(small_disk):
    lines = refused(small_disk)
    assert len(lines) == 1
    assert re.fullmatch(
        r"Only 1\d MB are free for \.venv in .*/checkout; 500 MB are needed\. "
        r"Make room, then run the command again\.",
        lines[0],
    )
