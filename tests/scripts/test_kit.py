"""The kit for one server: its units do what `make run` does, and may do little else."""

import re
import shutil
import subprocess
from pathlib import Path

import pytest
import serve
import supervising
from django.conf import settings
from django.core.management import get_commands

pytestmark = pytest.mark.any_database

KIT = Path(settings.ROOT, "deploy")
UNITS = KIT / "systemd"
RELEASE = "/srv/icssi/current"
SERVICES = sorted(UNITS.glob("*.service"))
needs_systemd = pytest.mark.skipif(
    shutil.which("systemd-analyze") is None, reason="Debian's package systemd judges units"
)


def values(unit: Path, name: str) -> list[str]:
    return re.findall(rf"^{name}=(.*)$", unit.read_text(encoding="utf-8"), re.MULTILINE)


def test_the_web_servers_start_as_make_run_starts_one():
    (command,) = values(UNITS / "icssi-web@.service", "ExecStart")
    ours = [f"{RELEASE}/.venv/bin/python", "-m", *serve.GRANIAN, "--port=%i"]
    changed = {f"--working-dir={serve.ROOT / 'site'}": f"--working-dir={RELEASE}/site"}
    changed["--workers=2"] = "--workers=1"  # two units have one each
    assert sorted(command.split()) == sorted(changed.get(part, part) for part in ours)


@pytest.mark.parametrize("name", ["icssi-web@.service", "icssi-worker.service"])
def test_what_ends_is_started_again_for_ever_and_returns_its_memory(name):
    unit = UNITS / name
    found = {key: values(unit, key) for key in ("Restart", "RestartSec", "StartLimitIntervalSec")}
    assert found == {
        "Restart": ["always"],
        "RestartSec": ["1"],
        "StartLimitIntervalSec": ["0"],
    }
    (given,) = values(unit, "Environment")
    assert dict(part.split("=", 1) for part in given.split()) == supervising.MEMORY


@pytest.mark.parametrize("unit", SERVICES, ids=lambda unit: unit.name)
def test_every_unit_runs_as_the_sites_user_a_command_that_there_is(unit):
    assert values(unit, "User") == ["icssi"]
    (command,) = values(unit, "ExecStart")
    found = re.search(r"manage\.py (\w+)", command)
    assert "granian" in command if found is None else found[1] in get_commands()


@needs_systemd
@pytest.mark.parametrize("unit", SERVICES, ids=lambda unit: unit.name)
def test_systemd_finds_little_that_a_taken_process_could_do(unit):
    command = ["systemd-analyze", "security", "--offline=true", "--threshold=30", str(unit)]
    done = subprocess.run(command, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stdout


@needs_systemd
def test_systemd_understands_every_line_of_the_units():
    units = [str(unit) for unit in sorted(UNITS.iterdir())]
    done = subprocess.run(
        ["systemd-analyze", "verify", *units], capture_output=True, text=True, check=False
    )
    lines = done.stderr.splitlines()
    assert not [line for line in lines if RELEASE not in line and "icssi" in line]


@pytest.mark.parametrize("script", ["install.sh", "upgrade.sh", "common.sh", "icssi"])
def test_the_kits_scripts_can_be_read_by_their_shell(script):
    shell = "sh" if script == "icssi" else "bash"
    subprocess.run([shell, "-n", str(KIT / script)], check=True)


def test_every_part_of_the_installer_is_looked_at_and_set_up():
    text = (KIT / "install.sh").read_text(encoding="utf-8")
    parts = re.findall(r"^ensure (\w+) ", text, re.MULTILINE)
    assert len(parts) > 10
    for part in parts:
        assert re.search(rf"^has_{part}\(\)", text, re.MULTILINE)
        assert re.search(rf"^set_up_{part}\(\)", text, re.MULTILINE)
