"""Which addresses are refused: nobody reaches by a webhook what only the server reaches."""

import socket
from ipaddress import ip_address

import pytest
from django.core.exceptions import ValidationError

from api.push.sending import post
from api.push.targets import checked_addresses, read_target
from core.addresses.outside import ForbiddenAddressError, UnknownHostError, is_public
from tests.api.push.receiver import receiving

pytestmark = pytest.mark.any_database


@pytest.fixture(autouse=True)
def none_for_tests(settings):
    settings.WEBHOOK_TEST_HOSTS = []


FORBIDDEN = [
    "127.0.0.1", "127.8.9.1", "0.0.0.0",  # noqa: S104 - it is refused
    "0.1.2.3", "10.0.0.1", "172.16.0.1", "172.31.255.255",
    "192.168.1.1", "169.254.169.254", "169.254.0.1", "100.64.0.1", "100.127.255.254", "192.0.0.8",
    "192.0.2.1", "198.18.0.1", "198.19.255.255", "198.51.100.1", "203.0.113.1", "192.88.99.1",
    "224.0.0.1", "239.255.255.255", "240.0.0.1", "255.255.255.255",
    "::", "::1", "::7f00:1", "::ffff:127.0.0.1", "::ffff:10.0.0.1", "::ffff:169.254.169.254",
    "64:ff9b::7f00:1", "64:ff9b::a9fe:a9fe", "64:ff9b:1::1", "2002:7f00:1::", "2002:a00:1::",
    "2001:0:4136:e378:8000:63bf:80ff:fffe", "fe80::1", "fe80::1%lo", "fec0::1", "fc00::1",
    "fd00:ec2::254", "ff02::1", "100::1", "2001:db8::1", "3fff::1", "3fff:fff:ffff::1",
]  # fmt: skip
PUBLIC = ["8.8.8.8", "93.184.216.34", "::ffff:8.8.8.8", "64:ff9b::808:808", "2606:4700::1111"]


@pytest.mark.parametrize("text", FORBIDDEN)
def test_an_address_that_is_not_public_is_never_connected_to(text):
    assert not is_public(ip_address(text))
    target = read_target("https://partner.example/hook")
    with pytest.raises(ForbiddenAddressError):
        checked_addresses(target, lambda _host, _port: ["8.8.8.8", text])


@pytest.mark.parametrize("text", PUBLIC)
def test_public_addresses_may_be(text):
    target = read_target("https://partner.example/hook")
    assert checked_addresses(target, lambda _host, _port: [text]) == [text]


@pytest.mark.parametrize(
    "address",
    [
        "", "partner.example", "//partner.example/", "http://partner.example/", "ftp://a.example/",
        "file:///etc/passwd", "gopher://a.example/", "javascript:alert(1)", "https://",
        "https:///hook", "https://user@partner.example/", "https://user:pw@partner.example/",
        "https://partner.example/#part", "https://partner.example/#", "https://partner.example/a b",
        "https://partner.example/\r\nHost: x", "https://partner.example/\x00", "https://a.example/ø",
        "https://localhost/", "https://LOCALHOST./", "https://intranet/", "https://127.0.0.1/",
        "https://[::1]/", "https://[::ffff:10.0.0.1]/", "https://169.254.169.254/latest/",
        "https://10.1.2.3:8443/", "https://partner.example:22/", "https://partner.example:80/",
        "https://partner.example:0/", "https://partner.example:99999/", "https://[bad/",
        "https://partner.example:https/", "https://xn--zzzz99999999.\u2028/", "https://a..b/",
        "https://\u0000/", "https://١٢٧.٠.٠.١/", "https://127。0。0。1/",
    ],
)  # fmt: skip
def test_an_address_that_no_partner_has_is_refused(address):
    with pytest.raises(ValidationError) as refusal:
        read_target(address)
    assert refusal.value.messages[0]


@pytest.mark.parametrize(
    "host", ["127.1", "0x7f.1", "2130706433.", "0177.0.0.1", "127.0.0.1.nip.x"]
)
def test_odd_forms_of_an_address_are_what_they_resolve_to(host):
    """As a form takes them they may be names; the system's resolver shows what they are."""
    try:
        target = read_target(f"https://{host}/")
    except ValidationError:
        return
    with pytest.raises((ForbiddenAddressError, UnknownHostError)):
        checked_addresses(target)


def test_an_arabic_host_and_a_port_are_read_as_they_are_sent():
    target = read_target("https://شريك.example:8443/hook?key=1")
    assert (target.host, target.port, target.path) == ("xn--wgbf0c1a.example", 8443, "/hook?key=1")
    assert read_target("https://partner.example").path == "/"


def test_a_name_that_changes_between_the_check_and_the_connection_gains_nothing():
    """DNS rebinding: the name is resolved once; a second answer is never asked for."""
    answers = iter([["203.0.113.9", "127.0.0.1"], ["127.0.0.1"]])
    target = read_target("https://rebinding.example/")
    assert post(target, b"{}", {}, lambda _host, _port: next(answers)).fault == "forbidden"
    assert next(answers) == ["127.0.0.1"]


def test_the_address_that_was_checked_is_connected_to_whatever_the_name_means(settings):
    settings.WEBHOOK_TEST_HOSTS = ["partner.invalid"]
    with pytest.raises(socket.gaierror):
        socket.getaddrinfo("partner.invalid", 80)
    asked = []

    def resolve(host, _port):
        asked.append(host)
        return ["127.0.0.1"]

    with receiving() as partner:
        target = read_target(f"http://partner.invalid:{partner.port}/x")
        assert post(target, b"{}", {}, resolve).status == 204
    assert asked == ["partner.invalid"]
    assert partner.messages[0].headers["host"] == f"partner.invalid:{partner.port}"


def test_the_brackets_of_an_address_are_in_the_host_that_is_named(settings):
    settings.WEBHOOK_TEST_HOSTS = ["::1"]
    with receiving() as partner:
        target = read_target(f"http://[::1]:{partner.port}/x")
        assert post(target, b"{}", {}, lambda *_: ["127.0.0.1"]).status == 204
    assert partner.messages[0].headers["host"] == f"[::1]:{partner.port}"


def test_without_the_setting_loopback_is_refused_at_every_step(settings):
    settings.WEBHOOK_TEST_HOSTS = []
    with receiving() as partner:
        with pytest.raises(ValidationError):
            read_target(partner.url)
        target = read_target(f"https://partner.example:{partner.port}/")
        assert post(target, b"{}", {}, lambda *_: ["127.0.0.1"]).fault == "forbidden"
    assert not partner.messages
