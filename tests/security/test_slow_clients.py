"""Sixteen slow clients hold nothing of the site behind the kit's nginx, and all of it without."""

import time
from collections.abc import Iterator
from pathlib import Path

import pytest
import serve

from benchmarks.processes import BrokenError
from benchmarks.slow_clients import attackers
from benchmarks.slow_clients.attackers import Attack, Paths, exchange
from benchmarks.slow_clients.proxy import configure, proxied, require_nginx
from benchmarks.slow_clients.target import Target, request_head
from tests.servers import served

pytestmark = [
    pytest.mark.django_db(transaction=True),
    pytest.mark.slow,
    pytest.mark.any_database,
]

SOURCE = "127.0.0.2"


@pytest.fixture
def target(tmp_path: Path) -> Iterator[Target]:
    """The site on the tests' database, behind nginx."""
    try:
        require_nginx()
    except BrokenError:
        pytest.skip("make system-packages installs nginx")
    target = Target(serve.free_port(), is_tls=True)
    with served(tmp_path, BASE_URL=target.base, BEHIND_PROXY="true") as address:
        port = int(address.rpartition(":")[2])
        with proxied(configure(tmp_path / "nginx", target.base, port), target.port):
            yield target


def seconds_to_read(target: Target) -> float:
    begun = time.monotonic()
    head = request_head(target, "GET /robots.txt", Connection="close")
    answer = exchange(target, "127.0.0.1", head)
    assert answer.startswith(b"HTTP/1.1 200 ")
    return time.monotonic() - begun


@pytest.mark.parametrize(
    "attacker",
    [attackers.post_slowly, attackers.read_slowly, attackers.send_headers_slowly],
)
def test_readers_behind_nginx_do_not_notice_slow_clients(target, attacker):
    seconds_to_read(target)  # the first is slow
    with Attack(attacker, target, Paths("/robots.txt", "/static/css/site.css"), SOURCE):
        time.sleep(2)
        assert max(seconds_to_read(target) for _time in range(5)) < 5


def test_without_nginx_they_stop_the_site(tmp_path):
    with served(tmp_path) as address:
        target = Target(int(address.rpartition(":")[2]), is_tls=False)
        paths = Paths("/robots.txt", "/static/css/site.css")
        head = request_head(target, "GET /robots.txt", Connection="close")
        with Attack(attackers.post_slowly, target, paths, SOURCE):
            time.sleep(2)
            with target.connect() as connection:
                connection.settimeout(4)
                connection.sendall(head)
                with pytest.raises(TimeoutError):
                    connection.recv(1)
