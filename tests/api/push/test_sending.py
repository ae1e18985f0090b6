"""One request: what is sent, how long it may take, and what is read of the answer."""

import datetime
import socket
import ssl
import threading
import time
from contextlib import contextmanager, suppress

import pytest
from cryptography import x509
from cryptography.hazmat.primitives import hashes, serialization
from cryptography.hazmat.primitives.asymmetric import ec
from cryptography.x509.oid import NameOID

from api.push import sending
from api.push.sending import post
from api.push.targets import Target, read_target
from tests.api.push.receiver import receiving

pytestmark = pytest.mark.any_database


def ask(url: str, body: bytes = b"{}"):
    return post(read_target(url), body, {"webhook-id": "msg_1"})


def test_a_message_arrives_as_json_at_the_address_with_its_query():
    with receiving() as partner:
        answer = ask(f"{partner.url}?key=1", b'{"type":"ping"}')
        message = partner.messages[0]
    assert (answer.status, answer.is_accepted, answer.fault) == (204, True, "")
    assert (message.path, message.body) == ("/hook?key=1", b'{"type":"ping"}')
    assert message.headers["content-type"] == "application/json"
    assert message.headers["host"] == f"127.0.0.1:{partner.port}"


def test_a_redirect_is_not_followed():
    with receiving() as other, receiving() as partner:
        partner.answer = lambda _message: (302, {"Location": other.url}, b"")
        answer = ask(partner.url)
        assert (answer.status, answer.is_accepted) == (302, False)
        assert not other.messages


def test_proxies_of_the_environment_are_not_asked(monkeypatch):
    with receiving() as proxy, receiving() as partner:
        for name in ("http_proxy", "https_proxy", "all_proxy", "HTTP_PROXY"):
            monkeypatch.setenv(name, proxy.url)
        assert ask(partner.url).is_accepted
        assert not proxy.messages


def test_of_an_answer_little_is_read_and_as_plain_text():
    with receiving() as partner:
        text = "No\x00\x1b[31m\r\n<b>\u202e" + "x" * 5_000_000
        partner.answer = lambda _message: (500, {}, text.encode())
        answer = ask(partner.url)
    assert answer.text.startswith("No [31m <b> x")
    assert len(answer.text) == 200
    assert answer.text.isprintable()


@contextmanager
def listening(talk):
    """A server that does `talk(connection)` with whoever connects."""
    server = socket.create_server(("127.0.0.1", 0))

    def serve():
        with suppress(OSError):
            connection, _address = server.accept()
            with connection:
                talk(connection)

    thread = threading.Thread(target=serve, daemon=True)
    thread.start()
    yield f"http://127.0.0.1:{server.getsockname()[1]}/"
    server.close()
    thread.join(5)


def drip(connection, start: bytes = b"HTTP/1.1 200 OK\r\nX-Slow: "):
    connection.sendall(start)
    for _ in range(100):
        connection.sendall(b"x")
        time.sleep(0.1)


@pytest.mark.parametrize("start", [b"", b"HTTP/1.1 200 OK\r\nX-Slow: "])
def test_a_server_that_sends_a_byte_now_and_then_is_cut_off(monkeypatch, start):
    monkeypatch.setattr(sending, "TOTAL", 1.0)
    with listening(lambda connection: drip(connection, start)) as url:
        began = time.monotonic()
        assert ask(url).fault == "timeout"
        assert time.monotonic() - began < 2


def test_a_body_that_never_ends_is_no_failure_once_the_status_is_known(monkeypatch):
    monkeypatch.setattr(sending, "TOTAL", 1.0)
    with listening(lambda c: drip(c, b"HTTP/1.1 200 OK\r\n\r\n")) as url:
        began = time.monotonic()
        assert ask(url).is_accepted
        assert time.monotonic() - began < 2


def test_a_server_that_is_silent_ends_in_time(monkeypatch):
    monkeypatch.setattr(sending, "TOTAL", 0.5)
    with listening(lambda _connection: time.sleep(2)) as url:
        assert ask(url).fault == "timeout"


@pytest.mark.parametrize(
    "answer",
    [b"", b"SSH-2.0-x\r\n", b"HTTP/1.1 abc\r\n\r\n", b"HTTP/1.1 200 OK\r\n" + b"a: b\r\n" * 9999],
)
def test_what_is_no_http_is_a_fault(answer):
    def talk(connection):
        connection.recv(1000)
        connection.sendall(answer)

    with listening(talk) as url:
        assert ask(url).fault == "broken"


def test_nobody_there_and_no_such_host_are_faults():
    with socket.create_server(("127.0.0.1", 0)) as server:
        port = server.getsockname()[1]
    assert ask(f"http://127.0.0.1:{port}/").fault == "no_connection"
    target = Target(is_https=True, host="nobody.invalid", port=443, path="/")
    assert post(target, b"", {}).fault == "unknown_host"


def certificate(folder, name: str) -> str:
    """Make a certificate of its own for a host; return its file, which has the key too."""
    key = ec.generate_private_key(ec.SECP256R1())
    subject = x509.Name([x509.NameAttribute(NameOID.COMMON_NAME, name)])
    now = datetime.datetime.now(datetime.UTC)
    made = (
        x509.CertificateBuilder()
        .subject_name(subject)
        .issuer_name(subject)
        .public_key(key.public_key())
        .serial_number(x509.random_serial_number())
        .not_valid_before(now - datetime.timedelta(hours=1))
        .not_valid_after(now + datetime.timedelta(hours=1))
        .add_extension(x509.SubjectAlternativeName([x509.DNSName(name)]), critical=False)
        .sign(key, hashes.SHA256())
    )
    file = folder / f"{name}.pem"
    pem, plain = serialization.Encoding.PEM, serialization.NoEncryption()
    private = key.private_bytes(pem, serialization.PrivateFormat.PKCS8, plain)
    file.write_bytes(made.public_bytes(pem) + private)
    return str(file)


def test_tls_is_of_the_host_and_not_of_the_address(settings, tmp_path, monkeypatch):
    """The name is sent (SNI) and the certificate must be its, though an address is connected to."""
    file = certificate(tmp_path, "partner.invalid")
    settings.WEBHOOK_TEST_HOSTS = ["partner.invalid", "other.invalid"]
    names = []
    context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    context.load_cert_chain(file)
    context.sni_callback = lambda _sock, name, _context: names.append(name)
    with receiving(lambda sock: context.wrap_socket(sock, server_side=True)) as partner:

        def ask_host(host):
            target = read_target(f"https://{host}:{partner.port}/")
            return post(target, b"{}", {}, lambda *_: ["127.0.0.1"])

        assert ask_host("partner.invalid").fault == "tls"  # nobody vouches for it
        monkeypatch.setenv("SSL_CERT_FILE", file)
        assert ask_host("partner.invalid").status == 204
        assert ask_host("other.invalid").fault == "tls"
    assert names == ["partner.invalid", "partner.invalid", "other.invalid"]
