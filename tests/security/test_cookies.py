"""Cookies: for one host alone where there is https, and none that scripts need not read."""

import os
import subprocess
import sys

import pytest
from django.conf import settings

from core.setup.roles import COMMUNICATIONS
from tests import factories
from tests.signing_in import sign_in, sign_in_by_form

pytestmark = [pytest.mark.django_db, pytest.mark.any_database]


@pytest.mark.parametrize(
    ("base_url", "prefix"), [("https://icssi.example", "__Host-"), ("http://localhost:8000", "")]
)
def test_cookies_belong_to_one_host_where_there_is_https(base_url, prefix):
    show = (
        "from django.conf import settings as s; print(s.SESSION_COOKIE_NAME, s.CSRF_COOKIE_NAME, "
        "s.DEVICE_COOKIE_NAME, s.SESSION_COOKIE_DOMAIN, s.SESSION_COOKIE_SECURE)"
    )
    environment = {"DJANGO_SETTINGS_MODULE": "config.settings", "BASE_URL": base_url}
    found = subprocess.run(
        [sys.executable, "-c", show],
        cwd=settings.ROOT / "site",
        env=os.environ | environment,
        capture_output=True,
        text=True,
        check=True,
    )
    names = [f"{prefix}{name}" for name in ("sessionid", "csrftoken", "device")]
    assert found.stdout.split() == [*names, "None", str(bool(prefix))]


def test_the_cookies_of_a_sign_in_are_not_for_scripts(client, settings):
    settings.SESSION_COOKIE_NAME, settings.DEVICE_COOKIE_NAME = "__Host-s", "__Host-d"
    settings.SESSION_COOKIE_SECURE = True
    user = factories.make_user(COMMUNICATIONS)
    sign_in_by_form(client, user.email, "a long password")
    for name in ("__Host-s", "__Host-d"):
        cookie = client.cookies[name]
        assert cookie["httponly"]
        assert cookie["secure"]
        assert (cookie["path"], cookie["domain"], cookie["samesite"]) == ("/", "", "Lax")


def test_the_script_that_renews_tokens_knows_the_name_of_the_cookie(client, settings):
    settings.CSRF_COOKIE_NAME = "__Host-csrftoken"
    sign_in(client, COMMUNICATIONS)
    assert 'data-cookie="__Host-csrftoken"' in client.get("/admin/").content.decode()
