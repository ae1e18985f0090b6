"""Every address of an old site: of posts, lists, feeds and files, and such as never were."""

from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from urllib.parse import quote, urlsplit

from rehearsal.old import Answer, OldSite
from rehearsal.posts import HOMES

POST, LIST, FEED, FILE, FRONT, OTHER, NEVER = (
    "post", "list", "feed", "file", "front page", "other list", "never was",
)  # fmt: skip
_AT_ONCE = 3


@dataclass(frozen=True)
class Old:
    """An address: what it is of, the number of its post, and what the old site answered."""

    lang: str
    kind: str
    address: str
    number: int
    answer: Answer


def all_addresses(old: OldSite) -> list[Old]:
    """Return every address with what the old site answers, by the time it is switched off."""
    wanted = list(_wanted(old))
    with ThreadPoolExecutor(_AT_ONCE) as pool:
        answers = pool.map(lambda each: old.ask(each[1]), wanted)
        return [Old(old.lang, *each, answer) for each, answer in zip(wanted, answers, strict=True)]


def _wanted(old: OldSite) -> Iterator[tuple[str, str, int]]:
    found = old.addresses
    for post in found["posts"]:
        yield from _of_post(int(post["number"]), _below(post["link"]), _below(post["feed"]))
    for term in found["terms"]:
        link = _below(term["link"])
        yield from ((LIST, each, 0) for each in (link, f"{link}/page/2", f"/{term['query']}"))
        yield FEED, _below(term["feed"]), 0
    for file in sorted(old.uploads.rglob("*")):
        if file.is_file():
            yield FILE, quote(f"/wp-content/uploads/{file.relative_to(old.uploads)}"), 0
    yield from ((FEED, each, 0) for each in ("/feed/", "/?feed=rss2", "/feed/atom/"))
    yield from ((FRONT, each, 0) for each in ("/", "/index.php", "/?utm_source=x"))
    yield from ((OTHER, each, 0) for each in _OTHERS)
    yield from ((NEVER, each, 0) for each in _NEVER)


_OTHERS = (
    "/archives/date/2011", "/archives/date/2011/01", "/?m=201101", "/archives/author/admin",
    "/?author=1", "/page/2", "/?paged=2", "/?s=river", "/archives/type/quote",
)  # fmt: skip
_NEVER = (
    "/archives/999999", "/?p=999999", "/?page_id=999999", "/nothing-here", "/?cat=9999",
    "/archives/category/nothing", "/wp-content/uploads/2016/03/nothing.jpg",
)  # fmt: skip


def _of_post(number: int, link: str, feed: str) -> Iterator[tuple[str, str, int]]:
    is_query = "?" in link
    yield POST, link, number
    yield POST, f"/?p={number}", number
    yield POST, f"/?page_id={number}", number
    yield POST, f"/index.php?p={number}&utm_source=x", number
    if not is_query:
        yield POST, f"{link.rstrip('/')}/", number
        yield POST, f"{link}?utm_source=x", number
        yield FEED, feed, number


def _below(address: str) -> str:
    parts = urlsplit(address)
    path = quote(parts.path, safe="/%")
    return f"{path or '/'}{'?' + parts.query if parts.query else ''}"


def home_of(old: Old) -> str:
    return HOMES[old.lang]
