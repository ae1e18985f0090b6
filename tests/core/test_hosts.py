"""Hosts in Arabic letters, or written otherwise than browsers send them, are one and the same."""

import http.client

import pytest

from core.addresses.hosts import ascii_host, read_origin
from core.addresses.ours import own_address
from tests.servers import served

pytestmark = pytest.mark.any_database

ARABIC = "مبادرة.example"
SENT = "xn--mgbbexk0j.example"
SETTINGS = {
    "DJANGO_SETTINGS_MODULE": "config.settings",  # those of the tests have a host of their own
    "BASE_URL": f"http://{ARABIC}",
    "ALLOWED_HOSTS": "منتدى.example",
}


def status_for(address, host):
    connection = http.client.HTTPConnection(address.removeprefix("http://"), timeout=20)
    connection.request("GET", "/api/v1/openapi.json", headers={"Host": host})
    return connection.getresponse().status


@pytest.mark.django_db(transaction=True)
def test_a_site_with_an_arabic_host_answers_what_browsers_ask(tmp_path):
    with served(tmp_path, **SETTINGS) as address:
        assert status_for(address, SENT) == 200
        assert status_for(address, ascii_host("منتدى.example")) == 200
        assert status_for(address, "xn--mgbb.example") == 400


@pytest.mark.parametrize(
    ("written", "sent"),
    [
        (f"https://{ARABIC}/", f"https://{SENT}"),
        (f" https://{ARABIC}。 ", f"https://{SENT}"),
        ("https://Bücher.EXAMPLE:443", "https://xn--bcher-kva.example"),
        ("http://[::1]:8000", "http://[::1]:8000"),
        ("http://web_1:80", "http://web_1"),
        ("https://example.org:8443", "https://example.org:8443"),
    ],
)
def test_an_origin_is_read_as_browsers_send_it(written, sent):
    assert read_origin(written) == sent


@pytest.mark.parametrize(
    "written",
    [
        "", "example.org", "ftp://example.org", "https://", "https://user:word@example.org",
        "https://example.org/path", "https://example.org?x", "https://example.org#x",
        "https://two words.example", "https://مبا درة.example", "https://example.org:99999",
        "https://[::1", "https://a\u202eb.example", "https://exa<mple>.org", "https://*",
    ],
)  # fmt: skip
def test_what_is_no_origin_is_refused(written):
    with pytest.raises(ValueError, match=r"."):
        read_origin(written)


@pytest.mark.parametrize("host", [ARABIC, SENT, "XN--MGBBEXK0J.example", f"{ARABIC}."])
def test_links_to_an_arabic_host_lead_to_this_site(settings, host):
    settings.BASE_URL = f"https://{SENT}"
    found = own_address(f"https://{host}/ar/")
    assert found is not None
    assert found.path == "/ar"
