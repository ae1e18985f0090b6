"""`make audit` and `make sbom`: what the lock installs, compared with advisories from a file."""

import json
import subprocess
import sys
import zipfile
from pathlib import Path

import pytest
from audit import accepted_ids, report

pytestmark = pytest.mark.any_database

ROOT = Path(__file__).parents[2]
# In the place of the lock: pip-audit installs nothing of it.
LOCK = "".join(
    f"{pin} --hash=sha256:{'0' * 64}\n" for pin in ("spam==1.4", "eggs-of.spam==2.0rc1", "ham==3.0")
)


def advisory(name, package, events, **more):
    ranges = [{"type": "ECOSYSTEM", "events": events}]
    affected = [{"package": {"name": package, "ecosystem": "PyPI"}, "ranges": ranges} | more]
    return {"id": name, "summary": f"What {name} is about", "aliases": [], "affected": affected}


def audit(tmp_path, *advisories, file=None):
    lock = tmp_path / "lock.txt"
    lock.write_text(LOCK)
    if file is None:
        file = tmp_path / "advisories.json"
        file.write_text(json.dumps(list(advisories)))
    command = [sys.executable, ROOT / "scripts/audit.py", "--advisories", file, lock]
    return subprocess.run(command, capture_output=True, text=True, check=False)


@pytest.mark.parametrize(
    ("package", "events", "is_found"),
    [
        ("spam", [{"introduced": "0"}, {"fixed": "1.5"}], True),
        ("spam", [{"introduced": "0"}, {"fixed": "1.4"}], False),
        ("spam", [{"introduced": "1.5"}], False),
        ("spam", [{"introduced": "1.10"}, {"introduced": "0"}, {"fixed": "1.2"}], False),
        ("spam", [{"introduced": "0"}, {"last_affected": "1.4"}], True),
        ("spam", [{"introduced": "0"}, {"last_affected": "1.3"}], False),
        ("spam", [{"introduced": "0"}, {"fixed": "1.1"}, {"introduced": "1.3"}], True),
        ("Eggs_Of-Spam", [{"introduced": "2.0a1"}, {"fixed": "2.0"}], True),
        ("other", [{"introduced": "0"}], False),
    ],
)
def test_a_locked_version_within_the_range_of_an_advisory_is_found(
    tmp_path, package, events, is_found
):
    done = audit(tmp_path, advisory("PYSEC-1", package, events))
    assert done.returncode == is_found, done.stderr
    assert ("What PYSEC-1 is about" in done.stdout) == is_found
    assert f"3 of 3 packages compared, {int(is_found)} advisories to act on" in done.stdout


def test_versions_that_an_advisory_lists_and_withdrawn_ones(tmp_path):
    listed = advisory("PYSEC-1", "ham", [], versions=["2.9", "3.0"])
    withdrawn = advisory("PYSEC-2", "spam", [{"introduced": "0"}]) | {
        "withdrawn": "2026-01-01T00:00:00Z"
    }
    other = advisory("GHSA-3", "spam", [{"introduced": "0"}])
    other["affected"][0]["package"]["ecosystem"] = "npm"
    done = audit(tmp_path, listed, withdrawn, other)
    assert "ham 3.0: PYSEC-1; corrected in: none" in done.stdout
    assert "PYSEC-2" not in done.stdout
    assert "GHSA-3" not in done.stdout


def test_a_zip_with_a_file_for_each_advisory(tmp_path):
    file = tmp_path / "all.zip"
    with zipfile.ZipFile(file, "w") as archive:
        for number, package in enumerate(["spam", "ham"]):
            one = advisory(f"PYSEC-{number}", package, [{"introduced": "0"}, {"fixed": "9"}])
            archive.writestr(f"PYSEC-{number}.json", json.dumps(one))
    done = audit(tmp_path, file=file)
    assert done.returncode == 1
    assert "spam 1.4: PYSEC-0; corrected in: 9" in done.stdout
    assert "2 advisories to act on" in done.stdout


@pytest.mark.parametrize(
    ("content", "said"),
    [
        ("{", "is not JSON"),
        ('["PYSEC-1"]', "is not in the format of OSV"),
        ("[]", "has no advisory about a Python package"),
        (None, "No such file"),
    ],
)
def test_a_file_without_advisories_is_an_error_and_not_good_news(tmp_path, content, said):
    file = tmp_path / "given.json"
    if content is not None:
        file.write_text(content)
    done = audit(tmp_path, file=file)
    assert done.returncode == 2
    assert said in done.stderr
    assert "Traceback" not in done.stderr


def test_what_was_not_asked_about_is_an_error_and_what_was_accepted_is_not(capsys):
    accepted = accepted_ids("# A comment\n\nCVE-1 only on Windows\n")
    found = {"id": "PYSEC-1", "aliases": ["CVE-1"], "fix_versions": [], "description": "…"}
    audited = {"name": "spam", "version": "1.4", "vulns": [found]}
    assert report([audited], accepted) == 0
    assert "PYSEC-1; accepted: only on Windows" in capsys.readouterr().out
    assert report([audited, {"name": "ham", "skip_reason": "not found"}], accepted) == 2
    assert "1 of 2 packages compared" in capsys.readouterr().out
    with pytest.raises(ValueError, match="CVE-2 has no reason"):
        accepted_ids("CVE-2\n")


def test_the_list_of_components_has_every_locked_package_with_its_version(tmp_path):
    lock = (ROOT / "requirements/runtime.txt").read_text()
    locked = {
        tuple(line.split(" ")[0].split("==")) for line in lock.splitlines() if line[:1].isalpha()
    }
    file = tmp_path / "sbom.cdx.json"
    command = (
        *(sys.executable, "-W", "ignore", "-m", "cyclonedx_py", "requirements"),
        *("--output-reproducible", "--pyproject", ROOT / "pyproject.toml"),
        *("--output-file", file, ROOT / "requirements/runtime.txt"),
    )
    subprocess.run(command, check=True, capture_output=True)
    listed = json.loads(file.read_text())
    assert listed["bomFormat"] == "CycloneDX"
    assert {(one["name"], one["version"]) for one in listed["components"]} == locked
