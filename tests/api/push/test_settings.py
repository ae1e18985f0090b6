"""WEBHOOK_TEST_HOSTS lets tests through, and no public site starts with it."""

import os
import subprocess
import sys

import pytest
from django.conf import settings

pytestmark = pytest.mark.any_database


@pytest.mark.parametrize(("debug", "hosts", "starts"), [
    ("true", "127.0.0.1", True), ("false", "127.0.0.1", False), ("false", "", True),
])  # fmt: skip
def test_hosts_for_tests_need_debug(tmp_path, debug, hosts, starts):
    environment = {"DATA_DIR": str(tmp_path), "SECRET_KEY": "x" * 50, "DEBUG": debug}
    environment |= {"WEBHOOK_TEST_HOSTS": hosts, "DATABASE_URL": "", "REDIS_URL": ""}
    environment |= {"DJANGO_SETTINGS_MODULE": "config.settings", "PYTHONPATH": "site"}
    done = subprocess.run(
        [sys.executable, "-c", "import config.settings"],
        cwd=settings.ROOT, env=os.environ | environment,
        capture_output=True, text=True, timeout=60, check=False,
    )  # fmt: skip
    assert (done.returncode == 0) is starts, done.stderr
    assert ("WEBHOOK_TEST_HOSTS is '127.0.0.1'" in done.stderr) is not starts
