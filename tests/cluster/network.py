"""Machines in network namespaces: each has an address, and all are on one switch."""

import subprocess
import time
from collections.abc import Iterator
from contextlib import contextmanager, suppress

_PREFIX = "icssi-cluster"
_SWITCH = f"{_PREFIX}-switch"
# By name, the last part of the address. The reader is where this program runs itself.
MACHINES = {
    "reader": 1, "proxy": 2, "web1": 11, "web2": 12, "cms": 13, "worker1": 14, "worker2": 15,
    "database": 21, "replica": 22, "redis": 23, "files": 24,
}  # fmt: skip


def address(machine: str) -> str:
    return f"10.88.0.{MACHINES[machine]}"


def namespace(machine: str) -> str:
    return f"{_PREFIX}-{machine}"


def inside(machine: str, *command: str) -> list[str]:
    """Return a command that runs in the namespace of a machine."""
    return ["ip", "netns", "exec", namespace(machine), *command]


def _ip(*arguments: str) -> None:
    subprocess.run(["ip", *arguments], check=True, capture_output=True)


@contextmanager
def network() -> Iterator[None]:
    """Make all machines, and remove them in the end; what an earlier run left is removed before."""
    _remove()
    try:
        _ip("netns", "add", _SWITCH)
        _ip("-netns", _SWITCH, "link", "add", "switch", "type", "bridge")
        _ip("-netns", _SWITCH, "link", "set", "switch", "up")
        for machine in MACHINES:
            _add(machine)
        yield
    finally:
        _remove()


def _add(machine: str) -> None:
    own, port = namespace(machine), f"to-{machine}"
    _ip("netns", "add", own)
    _ip("-netns", own, "link", "set", "lo", "up")
    _ip(
        "-netns", own, "link", "add", "eth0", "type", "veth", "peer", "name", port, "netns", _SWITCH
    )
    _ip("-netns", _SWITCH, "link", "set", port, "master", "switch", "up")
    _ip("-netns", own, "address", "add", f"{address(machine)}/24", "dev", "eth0")
    _ip("-netns", own, "link", "set", "eth0", "up")


def _remove() -> None:
    for name in (*map(namespace, MACHINES), _SWITCH):
        with suppress(subprocess.CalledProcessError):
            _ip("netns", "delete", name)


@contextmanager
def unplugged(machine: str) -> Iterator[None]:
    """Take a machine off the switch: nobody is refused, and nobody is answered."""
    port = f"to-{machine}"
    _ip("-netns", _SWITCH, "link", "set", port, "down")
    try:
        yield
    finally:
        _ip("-netns", _SWITCH, "link", "set", port, "up")
        time.sleep(1)
