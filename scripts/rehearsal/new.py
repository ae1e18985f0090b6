"""This project's site: filled by the import, then served behind nginx with the old names."""

import http.client
import json
import ssl
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from email.message import Message
from pathlib import Path
from typing import Any
from urllib.parse import quote, urlsplit

import serve
from browsing import ROOT, Demonstration, site_made_by

from benchmarks.slow_clients.proxy import configure, proxied
from rehearsal.posts import HOMES

OLD_SITES = f"en={HOMES['en']}|http://old.example,ar={HOMES['ar']}"


@dataclass(frozen=True)
class NewSite:
    """The site: where its nginx answers, by https its own name and by http the old ones."""

    made: Demonstration
    http_port: int

    def ask(self, address: str, host: str = "") -> tuple[int, Message, bytes]:
        """Return what is answered at an address of the site, or of an old host."""
        place = urlsplit(self.made.base)
        if host:
            connection = http.client.HTTPConnection("127.0.0.1", self.http_port, timeout=60)
        else:
            # A certificate of a day, for no name that anybody could check.
            context = ssl.create_default_context()
            context.check_hostname, context.verify_mode = False, ssl.CERT_NONE
            connection = http.client.HTTPSConnection(
                place.hostname or "", place.port, timeout=60, context=context
            )
        try:
            connection.request("GET", address, headers={"Host": host or place.netloc})
            answer = connection.getresponse()
            return answer.status, answer.headers, answer.read()
        finally:
            connection.close()

    def follow(self, location: str) -> tuple[int, str, bytes]:
        """Return what is at an absolute address of the site: status, kind, content."""
        if not location.startswith(f"{self.made.base}/"):
            return 0, location, b""
        status, headers, content = self.ask(location.removeprefix(self.made.base))
        return status, headers.get("Content-Type", ""), content

    def resolved(self, address: str) -> tuple[int, Any]:
        """Return what the API answers about an address of an old site."""
        status, _headers, content = self.ask(f"/api/v1/resolve/?url={quote(address, safe='')}")
        return status, json.loads(content)


@contextmanager
def new_site(folder: Path, data: Path, *, has_old_sites: bool) -> Iterator[NewSite]:
    """Serve the site behind nginx; with the old names as soon as it has them."""
    port, http_port = serve.free_port(), serve.free_port()
    base = f"https://localhost:{port}"
    settings = {"OLD_SITES": OLD_SITES if has_old_sites else "", "BEHIND_PROXY": "true"}
    steps = () if has_old_sites else (("scripts/prepare.py",),)
    with site_made_by(data, *steps, base=base, settings=settings) as made:
        file = configure(
            folder, base, int(made.environment["PORT"]),
            NGINX_HTTP_PORT=str(http_port), **settings,
        )  # fmt: skip
        with proxied(file, port):
            yield NewSite(made, http_port)


def import_with(made: Demonstration, arguments: list[str], *more: str) -> str:
    """Run the import as the guide has it; return what it printed."""
    command = [sys.executable, "manage.py", "import_wordpress", *arguments, *more]
    done = subprocess.run(
        command, cwd=ROOT, env=made.environment, capture_output=True, text=True, check=False
    )
    print(done.stdout.strip(), done.stderr.strip(), sep="\n", flush=True)
    if done.returncode > 1:
        raise RuntimeError(f"the import ended with {done.returncode}")
    return done.stdout
