"""A blank Debian in a folder, booted with systemd in namespaces of its own."""

import contextlib
import os
import shutil
import signal
import subprocess
import sys
import time
from collections.abc import Iterator, Sequence
from pathlib import Path

NEEDED = {
    "debootstrap": "debootstrap",
    "systemd-nspawn": "systemd-container",
    "slirp4netns": "slirp4netns",
    "nsenter": "util-linux",
    "ip": "iproute2",
}
BOOT_SECONDS = 60
_NETWORK = "icssi-kit"
# What this machine needs to reach packages, the tree needs too.
_LIKE_HERE = (
    "/etc/resolv.conf",
    "/etc/pip.conf",
    "/etc/ssl/certs/ca-certificates.crt",
    "/usr/local/share/ca-certificates",
)
# Another release of Debian has those that debootstrap gave it.
_OF_RELEASE = ("/etc/apt/sources.list.d",)


def require_programs() -> None:
    """Exit with one line if this cannot run here."""
    missing = sorted(package for name, package in NEEDED.items() if not shutil.which(name))
    if missing:
        sys.exit(f"make kit needs more: sudo apt-get install {' '.join(missing)}")
    if os.geteuid():
        sys.exit("make kit makes namespaces and must be run as root.")


def run(*command: str) -> str:
    """Run a command here; exit with its last lines if it fails."""
    done = subprocess.run(command, capture_output=True, text=True, check=False)
    if done.returncode:
        sys.exit(f"{' '.join(command)} failed:\n{(done.stdout + done.stderr)[-2000:]}")
    return done.stdout


class Machine:
    """The booted tree; `run` runs bash in it."""

    def __init__(self, tree: Path, leader: int) -> None:
        self.tree, self.leader = tree, leader

    def run(self, script: str) -> tuple[int, str]:
        """Return the status of a script of bash in the machine, and all that it printed."""
        done = subprocess.run(
            ["nsenter", "--target", str(self.leader), "--all", "bash", "-c", script],
            stdout=subprocess.PIPE,
            stderr=subprocess.STDOUT,
            env={"PATH": "/usr/local/sbin:/usr/local/bin:/usr/sbin:/usr/bin", "HOME": "/root"},
            text=True,
            check=False,
        )
        return done.returncode, done.stdout


@contextlib.contextmanager
def blank_debian(folder: Path, binds: Sequence[str], release: str) -> Iterator[Machine]:
    """Make a tree below `folder`, boot it, and remove it in the end."""
    tree = folder / "tree"
    run("debootstrap", "--variant=minbase", "--include=ca-certificates,git,systemd,curl,openssl",
        release, str(tree))  # fmt: skip
    _reach_packages(tree, release)
    with contextlib.ExitStack() as stack:
        stack.callback(shutil.rmtree, tree, ignore_errors=True)
        run("ip", "netns", "add", _NETWORK)
        stack.callback(run, "ip", "netns", "delete", _NETWORK)
        yield Machine(tree, _boot(tree, binds, stack))


def _reach_packages(tree: Path, release: str) -> None:
    """Give the tree what this machine has for reaching Debian and Python's packages."""
    is_same = f"VERSION_CODENAME={release}\n" in Path("/etc/os-release").read_text(encoding="utf-8")
    for name in (*_LIKE_HERE, *_OF_RELEASE) if is_same else _LIKE_HERE:
        source, target = Path(name), tree / name[1:]
        if source.is_dir():
            shutil.copytree(source, target, dirs_exist_ok=True, ignore_dangling_symlinks=True)
        elif source.exists():
            target.unlink(missing_ok=True)
            shutil.copy(source, target)


def _boot(tree: Path, binds: Sequence[str], stack: contextlib.ExitStack) -> int:
    place = f"/run/netns/{_NETWORK}"
    machine = _started(
        stack, "systemd-nspawn", "--quiet", "--directory", str(tree), "--register=no",
        "--keep-unit", "--boot", "--resolv-conf=off", "--console=pipe",
        "--capability=CAP_NET_ADMIN",  # for the firewall, in its own network
        f"--network-namespace-path={place}", *[f"--bind-ro={bind}" for bind in binds],
    )  # fmt: skip
    run("ip", "netns", "exec", _NETWORK, "ip", "link", "set", "lo", "up")
    _started(stack, "slirp4netns", "--configure", "--disable-host-loopback", "--netns-type=path",
             place, "tap0")  # fmt: skip
    until = time.monotonic() + BOOT_SECONDS
    children = Path(f"/proc/{machine.pid}/task/{machine.pid}/children")
    while time.monotonic() < until and machine.poll() is None:
        for leader in children.read_text().split():
            _status, printed = Machine(tree, int(leader)).run("systemctl is-system-running")
            if printed.strip() in {"running", "degraded"}:
                return int(leader)
        time.sleep(0.5)
    sys.exit("The blank Debian did not boot here; systemd-nspawn may not be allowed to.")


def _started(stack: contextlib.ExitStack, *command: str) -> subprocess.Popen[bytes]:
    process = subprocess.Popen(
        command, stdin=subprocess.DEVNULL, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL
    )
    stack.callback(_end, process)
    return process


def _end(process: subprocess.Popen[bytes]) -> None:
    process.send_signal(signal.SIGTERM)
    try:
        process.wait(timeout=30)
    except subprocess.TimeoutExpired:
        process.kill()
        process.wait()
