"""The kit's nginx passes what the old sites are asked for to the application, by their names."""

import http.client
import json

import nginx_config
import pytest
import serve

from benchmarks.slow_clients.proxy import configure, proxied
from benchmarks.slow_clients.target import Target
from tests.security.test_nginx import Upstream, needs_nginx, upstream

pytestmark = pytest.mark.any_database
assert upstream  # a fixture

SETTINGS = {
    "BASE_URL": "https://example.org",
    "OLD_SITES": "en=http://www.old.example|http://old.example,ar=http://ar.old.example/x",
}


def test_without_old_sites_nothing_is_added():
    text = nginx_config.configuration({"BASE_URL": "https://example.org"})
    assert "replaced" not in text
    assert "OLD_" not in text


def test_their_names_are_answered_by_http_and_with_a_certificate_by_https():
    text = nginx_config.configuration(SETTINGS)
    assert "server_name www.old.example old.example ar.old.example;" in text
    assert "www.old.example $host;" in text
    certified = SETTINGS | {
        "OLD_TLS_CERTIFICATE": "/etc/old.pem", "OLD_TLS_CERTIFICATE_KEY": "/etc/old.key"
    }  # fmt: skip
    assert "/etc/old.pem" not in text
    assert "ssl_certificate /etc/old.pem;" in nginx_config.configuration(certified)


@pytest.mark.parametrize("value", ["en=http://a b", "en=http://مثال.example", "en=http://x;y"])
def test_a_name_that_nginx_could_misread_is_refused(value):
    with pytest.raises(nginx_config.SettingError, match="OLD_SITES"):
        nginx_config.configuration(SETTINGS | {"OLD_SITES": value})


@needs_nginx
def test_the_application_learns_which_old_name_was_asked(upstream: Upstream, tmp_path):
    target, port = Target(serve.free_port(), is_tls=True), serve.free_port()
    file = configure(
        tmp_path / "nginx", target.base, upstream.server_address[1],
        OLD_SITES=SETTINGS["OLD_SITES"], NGINX_HTTP_PORT=str(port),
    )  # fmt: skip
    with proxied(file, target.port):
        for host in ("www.old.example", "AR.old.example"):
            connection = http.client.HTTPConnection("127.0.0.1", port, timeout=20)
            connection.request("GET", "/?p=386", headers={"Host": host})
            answer = json.loads(connection.getresponse().read())
            assert answer["headers"]["Host"] == host.lower()
            assert answer["path"] == "/?p=386"
            connection.request("POST", "/?p=386", headers={"Host": host})
            assert connection.getresponse().status == 403
