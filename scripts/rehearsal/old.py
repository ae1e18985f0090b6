"""Both old sites, running, each a WordPress of its own; asked by the names that they have."""

import http.client
import json
import shutil
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from email.message import Message
from pathlib import Path
from urllib.parse import urlsplit

from playwright.sync_api import Browser
from wordpress.database import Database
from wordpress.server import PASSWORD, Site, php, sites

from rehearsal.filling import posts_of, write_given
from rehearsal.posts import HOMES, OldPost

_PHP = Path(__file__).parent / "php"
_MOST_STEPS = 5


@dataclass(frozen=True)
class Answer:
    """What was answered in the end: status, the address it came from, its content."""

    status: int
    address: str
    kind: str = ""
    content: bytes = b""


@dataclass(frozen=True)
class OldSite:
    """A running site, and the posts that were put into it."""

    site: Site
    posts: list[OldPost]

    @property
    def lang(self) -> str:
        return self.site.lang

    @property
    def uploads(self) -> Path:
        return self.site.folder / "wp-content" / "uploads"

    @property
    def addresses(self) -> dict[str, list[dict[str, str]]]:
        """The addresses of its posts and lists."""
        found = php(self.lang, _PHP / "addresses.php", self.site.folder)
        return dict(json.loads(found))

    def ask(self, address: str) -> Answer:
        """Return what a reader gets at an address of the site, after its redirects."""
        for _step in range(_MOST_STEPS):
            status, headers, content = _asked(self.site.base, address)
            led = urlsplit(headers.get("Location", ""))
            if status not in {301, 302} or f"{led.scheme}://{led.netloc}" != HOMES[self.lang]:
                return Answer(status, address, headers.get("Content-Type", ""), content)
            address = f"{led.path or '/'}{'?' + led.query if led.query else ''}"
        return Answer(310, address)


def _asked(base: str, address: str) -> tuple[int, Message, bytes]:
    place = urlsplit(base)
    lang = "ar" if place.hostname == "127.0.0.2" else "en"
    connection = http.client.HTTPConnection(place.hostname or "", place.port, timeout=60)
    try:
        host = urlsplit(HOMES[lang]).netloc
        connection.request("GET", address, headers={"Host": host})
        answer = connection.getresponse()
        return answer.status, answer.headers, answer.read()
    finally:
        connection.close()


@contextmanager
def old_site(
    lang: str, tree: Path, folder: Path, database: Database, count: int, pictures: int
) -> Iterator[OldSite]:
    """Install, fill and serve one old site."""
    with sites(tree, folder / lang, database, {lang: HOMES[lang]}) as (site,):
        plugins = site.folder / "wp-content" / "mu-plugins" / "plugins.php"
        shutil.copy(_PHP / "plugins.php", plugins)
        posts = posts_of(lang, count, pictures)
        given = write_given(lang, posts, folder / lang, pictures)
        php(lang, _PHP / "fill.php", site.folder, str(given))
        yield OldSite(site, posts)


def resolver_rules(*found: OldSite) -> str:
    """Return the argument with which Chromium finds the old sites by their names."""
    rules = ",".join(
        f"MAP {urlsplit(HOMES[each.lang]).netloc} {urlsplit(each.site.base).netloc}"
        for each in found
    )
    return f"--host-resolver-rules={rules}"


def export(browser: Browser, old: OldSite, file: Path) -> None:
    """Sign in and export everything, as the guide describes it."""
    context = browser.new_context(viewport={"width": 1280, "height": 900})
    page = context.new_page()
    page.goto(f"{HOMES[old.lang]}/wp-login.php")
    page.fill("#user_login", "admin")
    page.fill("#user_pass", PASSWORD)
    page.click("#wp-submit")
    page.wait_for_selector("#wpadminbar")
    page.goto(f"{HOMES[old.lang]}/wp-admin/export.php")
    with page.expect_download(timeout=300_000) as download:
        page.click("#submit")
    download.value.save_as(file)
    context.close()
