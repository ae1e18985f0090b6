"""OLD_SITES names the old hosts; a mistake in it ends the start with one clear line."""

import os
import subprocess
import sys
from pathlib import Path

import pytest

from moving.addresses.named import read_old_sites

pytestmark = pytest.mark.any_database

ROOT = Path(__file__).resolve().parent.parent.parent
OWN = {"example.org", "127.0.0.1", "127.0.0.1:8000"}


def read(text: str):
    return read_old_sites(text, ["en", "ar"], OWN)


def test_the_example_of_the_contract_is_read():
    text = "en=http://www.old.example|http://old.example,ar=http://ar.old.example"
    assert read(text) == {
        "en": ("http://www.old.example", "http://old.example"),
        "ar": ("http://ar.old.example",),
    }


def test_nothing_and_spaces_are_no_mistake():
    assert read("") == read(" , ") == {}
    assert read(" en = http://old.example/ | https://WWW.Old.Example ") == {
        "en": ("http://old.example", "https://www.old.example")
    }


def test_sites_below_one_host_ports_and_arabic_names_are_possible():
    assert read("en=http://127.0.0.1:8808,ar=http://127.0.0.1:8808/ar/") == {
        "en": ("http://127.0.0.1:8808",),
        "ar": ("http://127.0.0.1:8808/ar",),
    }
    assert read("ar=http://مبادرة.example")["ar"] == ("http://xn--mgbbexk0j.example",)


@pytest.mark.parametrize(
    ("text", "reason"),
    [
        ("http://old.example", "must be ar= or en="),
        ("fr=http://old.example", "must be ar= or en="),
        ("en=", "must be ar= or en="),
        ("en=old.example", "a scheme and a host"),
        ("en=ftp://old.example", "a scheme and a host"),
        ("en=http://old.example?p=1", "front page"),
        ("en=http://user:word@old.example", "without user or password"),
        ("en=http://old.example:99999", "ort"),
        ("en=http://a.example|", "a scheme and a host"),
        ("en=http://a.example,en=http://b.example", "twice"),
        ("en=http://a.example,ar=https://a.example/", "twice"),
        ("en=http://example.org", "this site itself"),
        ("en=https://127.0.0.1", "this site itself"),
    ],
)
def test_what_it_may_not_hold_is_refused_with_the_reason(text, reason):
    with pytest.raises(ValueError, match=reason):
        read(text)


@pytest.mark.parametrize(
    "value", ["en=old.example", "en=http://www.example.org:8443,ar=https://example.org"]
)
def test_the_start_ends_with_one_line_that_names_the_variable(tmp_path, value):
    around = os.environ | {
        "DATA_DIR": str(tmp_path), "BASE_URL": "https://example.org", "OLD_SITES": value
    }  # fmt: skip
    done = subprocess.run(
        [sys.executable, "scripts/prepare.py"],
        cwd=ROOT, env=around, capture_output=True, encoding="utf-8", check=False,
    )  # fmt: skip
    assert done.returncode == 1
    assert "OLD_SITES is" in done.stderr
    assert "An example: en=http://www.old.example" in done.stderr
    assert done.stderr.count("\n") == 1
