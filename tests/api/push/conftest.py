"""Loopback is allowed as a receiver, as with WEBHOOK_TEST_HOSTS=127.0.0.1."""

import pytest


@pytest.fixture(autouse=True)
def allow_loopback(settings):
    settings.WEBHOOK_TEST_HOSTS = ["127.0.0.1"]
