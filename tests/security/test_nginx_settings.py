"""The settings that nginx is configured with, and limits that it shares with the application."""

import re
from pathlib import Path

import nginx_config
import pytest
import serve

pytestmark = pytest.mark.any_database


@pytest.mark.parametrize(
    ("name", "value"),
    [
        ("BASE_URL", "http://example.org"),
        ("BASE_URL", "https://example.org/path"),
        ("BASE_URL", ""),
        ("CMS_HOST", "cms.example.org; return 200"),
        ("PORT", "8000; }"),
        ("PORTS", "8001,8002; }"),
        ("TLS_CERTIFICATE", "$uri"),
        ("MIRROR_HOSTS", "a.example, b.example;"),
        ("ONION_PORT", "9080; }"),
        ("SERVERS", "10.0.0.1"),
        ("SERVERS", "10.0.0.1:8000,10.0.0.2:80; }"),
        ("CMS_SERVER", "10.0.0.3"),
    ],
)
def test_a_setting_with_which_there_is_no_configuration_is_named(name, value):
    with pytest.raises(nginx_config.SettingError, match=name):
        nginx_config.configuration({"BASE_URL": "https://example.org"} | {name: value})


def test_several_machines_answer_for_each_other_and_the_cms_has_its_own():
    settings = {
        "BASE_URL": "https://example.org",
        "CMS_HOST": "cms.example.org",
        "SERVERS": "10.0.0.1:8000, 10.0.0.2:8000",
        "CMS_SERVER": "10.0.0.3:8000",
    }
    text = nginx_config.configuration(settings)
    site, cms = text.split("# The CMS for staff")
    assert site.count("max_fails=1 fail_timeout=5s;") == 2
    assert "proxy_next_upstream error timeout;" in site
    assert "http://cms;" not in site
    assert "server 10.0.0.3:8000 max_fails=0;" in site
    assert "http://application;" not in cms
    assert cms.count("http://cms;") > 4
    with pytest.raises(nginx_config.SettingError, match="CMS_HOST"):
        nginx_config.configuration(settings | {"CMS_HOST": ""})
    one = nginx_config.configuration(settings | {"CMS_SERVER": ""})
    assert "http://cms;" not in one


@pytest.mark.parametrize(
    ("variables", "warns"),
    [
        ({"BASE_URL": "https://example.org"}, True),
        ({"BASE_URL": "https://example.org", "BEHIND_PROXY": "true"}, False),
        ({"BASE_URL": "http://localhost:8000"}, False),
        ({"BASE_URL": ""}, False),
    ],
)
def test_the_embedded_server_warns_where_it_would_serve_strangers(variables, warns, monkeypatch):
    for name in ("BASE_URL", "BEHIND_PROXY"):
        monkeypatch.delenv(name, raising=False)
    for name, value in variables.items():
        monkeypatch.setenv(name, value)
    assert ("one\nmachine" in serve.exposure()) == warns


def test_the_limits_of_uploads_are_those_of_the_application(settings):
    from translation.offline.uploads import LARGEST

    text = Path(nginx_config.KIT / "nginx.conf.template").read_text(encoding="utf-8")
    limits = [int(found) << 20 for found in re.findall(r"client_max_body_size (\d+)m;", text)]
    assert limits == [
        3 << 20,
        settings.WAGTAILIMAGES_MAX_UPLOAD_SIZE + (1 << 20),
        LARGEST + (1 << 20),
    ]
    assert settings.WAGTAILDOCS_MAX_UPLOAD_SIZE == settings.WAGTAILIMAGES_MAX_UPLOAD_SIZE
