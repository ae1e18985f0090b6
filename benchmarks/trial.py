"""The trial of the API: what is measured, and in which order."""

import json
import sys
import time
from collections.abc import Callable, Mapping
from contextlib import ExitStack
from dataclasses import dataclass, field
from urllib.parse import quote, urlsplit

from benchmarks.client import Answer, get_ok, page_address, send_request
from benchmarks.load import Endpoint, Run, measure
from benchmarks.processes import run, serve
from benchmarks.servers import Server
from benchmarks.sites import LANGUAGES, Site
from benchmarks.yardstick.names import CARD_FIELDS, SAME_FIELDS

LIMIT = 20
LANG = "ar"
LIST = f"/api/v1/news/?lang={LANG}"
FEED = f"/feeds/{LANG}/news.rss"
HTML_INDEX = f"/{LANG}/news/"
SITEMAP = "/sitemap.xml?file=1"
MISSING = f"/{LANG}/news/nothing-of-this-name/"
# Processes that make every answer anew.
FRESH = {"API_CACHE_BYTES": "0", "PAGE_CACHE_BYTES": "0"}
V2_LIST = f"/v2/pages/?type=news.NewsPage&locale={LANG}&order=-story_date&limit={LIMIT}"
V3_LIST = V2_LIST.replace("/v2/", "/v3/")
YARDSTICK = "benchmarks.settings"
# Seconds that slow addresses need for more than a handful of answers.
SLOW = {"v2 list": 5, "v2 item": 2, "v3 list": 2, "v3 item": 2}
# How often an ETag is tried on new connections, which are distributed among the workers.
ETAG_TRIES = 40
# Stands for a server's own address in a parameter: each server refuses those of the others.
_SITE = "{site}"


@dataclass
class Trial:
    """Measures `sites`, by number of stories: the middle one in detail, the others for growth."""

    sites: Mapping[int, Site]
    rounds: int
    seconds: int
    report: Callable[[str], None]
    runs: list[Run] = field(default_factory=list)
    queries: dict[str, dict[str, int]] = field(default_factory=dict)
    memory: dict[str, list[dict[str, float]]] = field(default_factory=dict)
    sizes: dict[str, int] = field(default_factory=dict)
    seconds_to_rebuild: float = 0
    share_of_304: float | None = None
    escaped_characters: int = 0

    def __post_init__(self) -> None:
        self.few, self.many = min(self.sites), max(self.sites)
        self.middle = sorted(self.sites)[len(self.sites) // 2]

    @property
    def last_page(self) -> int:
        """The page that is measured as the last: four before the end, so that it is full."""
        return self.many // LANGUAGES // LIMIT - 4

    def measure_all(self) -> None:
        self._rebuild()
        with ExitStack() as stack:
            site = self.sites[self.middle]
            fresh = stack.enter_context(Server(site, **FRESH))
            cached = stack.enter_context(Server(site))
            yardstick = stack.enter_context(Server(site, YARDSTICK))
            self._measure_speed(fresh, cached, yardstick)
            _fill_cache(cached)
            self.memory |= {"not cached": fresh.memory(), "cached": cached.memory()}
        self._measure_growth()

    def _rebuild(self) -> None:
        self.report(f"Rebuilding the published items of {self.many:,} stories")
        began = time.monotonic()
        self.sites[self.many].manage("rebuild_publication")
        self.seconds_to_rebuild = time.monotonic() - began

    def _measure_speed(self, fresh: Server, cached: Server, yardstick: Server) -> None:
        story = get_ok(fresh.base + LIST).json["results"][0]
        paths = {"item": urlsplit(story["api_url"]).path, "HTML story": urlsplit(story["url"]).path}
        wagtail = _wagtails(yardstick)
        topic = get_ok(f"{fresh.base}/api/v1/topics/").json["results"][0]["slug"]
        feed = f"/feeds/{LANG}/topics/{topic}/news.rss"
        narrowed = {"filtered list": f"{LIST}&topic={topic}", "feed of a topic": feed}
        shown = _shown_elsewhere(story)
        self._count(paths | shown | narrowed, wagtail)
        ours = {"list": LIST, "item": paths["item"], "feed": FEED, **shown}
        html = {
            "HTML index": HTML_INDEX,
            "HTML story": paths["HTML story"],
            "sitemap": SITEMAP,
        }
        kept = {"list": LIST, "feed": FEED, **shown}
        found = {
            **self._endpoints(fresh, ours | {"sitemap made": SITEMAP}),
            **self._endpoints(cached, {f"cached {name}": path for name, path in kept.items()}),
            **self._endpoints(cached, html),
            **self._endpoints(yardstick, wagtail),
        }
        found |= self._floors(yardstick, found)
        found |= self._conditional(cached, "304", LIST)
        found |= self._conditional(cached, "304 of the feed", FEED)
        self._compare_sizes(fresh, yardstick)
        self.report(f"Measuring {len(found)} addresses in {self.rounds} rounds")
        order = [found[name] for name in _ORDER if name in found]
        self.runs += measure(order, self.rounds, self.seconds, SLOW)

    def _floors(self, yardstick: Server, found: Mapping[str, Endpoint]) -> dict[str, Endpoint]:
        """Return, for each kind of answer, one as long that costs nothing to make."""
        kinds = "list", "item", "feed", "card", "sitemap"
        sized = {f"floor of {like}s": found[like] for like in kinds}
        return self._endpoints(
            yardstick, {name: f"/floor/{like.body_bytes}/" for name, like in sized.items()}
        )

    def _compare_sizes(self, fresh: Server, yardstick: Server) -> None:
        same = get_ok(f"{fresh.base}{LIST}&fields={','.join(SAME_FIELDS)}")
        self.sizes["list of v2's fields"] = len(same.body)
        whole = get_ok(f"{yardstick.base}{V2_LIST}&fields=*")
        self.sizes["v2 list of all fields"] = len(whole.body)
        self.escaped_characters = get_ok(fresh.base + LIST).body.count(b"\\u")

    def _count(self, paths: Mapping[str, str], wagtail: Mapping[str, str]) -> None:
        self.report("Counting queries")
        site = self.sites[self.middle]
        fresh = {
            "list": LIST,
            "list of 100": f"{LIST}&limit=100",
            "HTML index": HTML_INDEX,
            "HTML missing": MISSING,
            "sitemap": SITEMAP,
            "feed": FEED,
            **paths,
        }
        self.queries |= _counted(site, fresh, **FRESH)
        cached = {"cached list": LIST, "cached item": paths["item"], "cached feed": FEED}
        self.queries |= _counted(site, cached)
        self.queries |= _counted(site, wagtail, settings=YARDSTICK)
        self.queries |= _counted(self.sites[self.many], {"list of many stories": LIST}, **FRESH)

    def _endpoints(self, server: Server, paths: Mapping[str, str]) -> dict[str, Endpoint]:
        """Return what there is at these paths, having asked for each once."""
        found = {}
        for name, path in paths.items():
            url = server.base + _on_site(path, server.base)
            size = self.sizes[name] = len(get_ok(url).body)
            found[name] = Endpoint(name, url, size, server.workers())
        return found

    def _conditional(self, server: Server, name: str, path: str) -> dict[str, Endpoint]:
        """Return what somebody asks for who has it, where that is answered with 304."""
        url = server.base + path
        etag = get_ok(url).headers.get("etag")
        if etag is None:
            return {}
        headers = {"If-None-Match": etag}
        answers: list[Answer] = [send_request(url, headers) for _try in range(ETAG_TRIES)]
        right = [answer for answer in answers if answer.status == 304 and not answer.body]
        share = len(right) / ETAG_TRIES
        self.share_of_304 = share if self.share_of_304 is None else min(share, self.share_of_304)
        return (
            {name: Endpoint(name, url, 0, server.workers(), headers)}
            if len(right) == ETAG_TRIES
            else {}
        )

    def _measure_growth(self) -> None:
        with ExitStack() as stack:
            few, many = (
                stack.enter_context(Server(self.sites[size], **FRESH))
                for size in (self.few, self.many)
            )
            order: list[Endpoint] = []
            for kind in ("list", "item"):
                for server, size in ((few, "few"), (many, "many")):
                    story = get_ok(server.base + LIST).json["results"][0]
                    path = LIST if kind == "list" else urlsplit(story["api_url"]).path
                    order += self._endpoints(server, {f"{kind} of {size}": path}).values()
            last = urlsplit(page_address(many.base + LIST, self.last_page, LIMIT))
            path = f"{last.path}?{last.query}"
            order += self._endpoints(many, {"last page": path}).values()
            order.insert(2, order.pop())  # beside the first page
            self.report(f"Measuring growth from {self.few:,} to {self.many:,} stories")
            self.runs += measure(order, self.rounds, self.seconds, {})
            self.memory["many stories"] = many.memory()


def _wagtails(yardstick: Server) -> dict[str, str]:
    """Return the addresses of Wagtail's own APIs that answer as ours do."""
    page = get_ok(f"{yardstick.base}{V2_LIST}").json["items"][0]["id"]
    return {
        "v2 list": f"{V2_LIST}&fields={','.join(CARD_FIELDS)}",
        "v3 list": V3_LIST,
        "v2 item": f"/v2/pages/{page}/",
        "v3 item": f"/v3/pages/{page}/",
    }


def _shown_elsewhere(story: Mapping[str, str]) -> dict[str, str]:
    """Return what shows a story on other sites; oEmbed is asked as by WordPress."""
    address = quote(urlsplit(story["short_url"]).path, safe="")
    asked = f"/oembed/?url={_SITE}{address}&maxwidth=600&maxheight=900"
    return {"oEmbed": asked, "card": urlsplit(story["embed_url"]).path}


def _on_site(path: str, base: str) -> str:
    """Return a path whose parameter names the site, as the site of `base` is asked for it."""
    return path.replace(_SITE, quote(base, safe=""))


_ORDER = (
    "floor of lists", "list", "v2 list", "floor of lists", "cached list", "304",
    "floor of lists", "HTML index", "HTML story", "v3 list", "floor of sitemaps", "sitemap",
    "sitemap made", "floor of items", "item",
    "v2 item", "floor of items", "v3 item", "floor of feeds", "feed", "cached feed",
    "304 of the feed", "floor of cards", "oEmbed", "card", "floor of cards", "cached oEmbed",
    "cached card",
)  # fmt: skip


def _counted(
    site: Site, paths: Mapping[str, str], settings: str = "config.settings", **changes: str
) -> dict[str, dict[str, int]]:
    base = f"http://{serve.HOST}"
    environment = site.environment(settings) | {"BASE_URL": base} | changes
    asked = {name: _on_site(path, base) for name, path in paths.items()}
    command = (sys.executable, "-m", "benchmarks.query_counts", json.dumps(asked))
    lines = run(*command, environment=environment).splitlines()  # warnings may come before
    return dict(json.loads(lines[-1]))


def _fill_cache(server: Server) -> None:
    """Ask for many different lists, so that memory is measured with a cache that holds some."""
    for _worker in range(2):
        for limit in range(1, 101):
            for lang in ("ar", "en", "en,ar"):
                get_ok(f"{server.base}/api/v1/news/?lang={lang}&limit={limit}")
