"""What the old addresses answer now, and whether each page has the words that readers saw there."""

import re
import unicodedata
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from typing import Any
from urllib.parse import urlsplit

from bs4 import BeautifulSoup

from rehearsal.addresses import FEED, NEVER, POST, Old, home_of
from rehearsal.new import NewSite
from rehearsal.posts import PUBLIC, OldPost

_WORD = re.compile(r"[\w’']{2,}")
_CODE = re.compile(r"\[/?[a-z][^\[\]]*\]", re.IGNORECASE)
_ADDRESS = re.compile(r"\b(?:https?://|www\.)\S+")
# What WordPress adds, what is struck out, and lines for the other language, which pages have here.
_NOT_OF_THE_POST = (
    "script, style, noscript, form, svg, del, .wp-block-latest-posts, .wp-block-file__button"
)
_OF_LANGUAGES = {"arabic", "عربي", "english", "انكليزي"}
_ISOLATES = re.compile("[\u2066-\u2069]")


@dataclass
class Checked:
    """Counts by kind of address and by what both sites answered, and what is wrong."""

    counts: Counter[tuple[str, str, str]] = field(default_factory=Counter)
    wrong: list[str] = field(default_factory=list)
    missing: dict[str, list[str]] = field(default_factory=dict)
    lost: defaultdict[str, list[str]] = field(default_factory=lambda: defaultdict(list))


def check(new: NewSite, asked: Iterable[Old], posts: dict[str, dict[int, OldPost]]) -> Checked:
    """Ask every old address, follow it, and compare with what it was of."""
    found = Checked()
    compared: set[tuple[str, int]] = set()
    for old in asked:
        host = urlsplit(home_of(old)).netloc
        status, headers, content = new.ask(old.address, host)
        end, kind, page = (
            new.follow(headers["Location"]) if status == 301 else (status, "", content)
        )
        shown = f"{status} → {end}" if status == 301 else str(status)
        found.counts[old.kind, str(old.answer.status), shown] += 1
        post = posts[old.lang].get(old.number)
        for fault in _faults(old, post, status, end, kind, page):
            found.wrong.append(f"{host}{old.address}: {fault}")
        if old.answer.status == 200 and status == 404:
            found.lost[old.kind].append(f"{host}{old.address}")
        key = (old.lang, old.number)
        is_story = old.kind == POST and post is not None and post.becomes == PUBLIC
        if is_story and status == 301 and key not in compared:
            compared.add(key)
            _compare(new, found, old, headers["Location"], post)
    return found


def _faults(
    old: Old, post: OldPost | None, status: int, end: int, kind: str, page: bytes
) -> Iterator[str]:
    if status == 301 and end != 200:
        yield f"leads to {end}"
    if old.kind == NEVER and status != 404:
        yield f"was never there, and is answered with {status}"
    # The comments' feed of a post leads to its page.
    if old.kind == FEED and not old.number and status == 301 and "xml" not in kind:
        yield f"is a feed and leads to {kind}"
    if old.kind != POST or post is None:
        return
    if post.becomes != PUBLIC and status != 404:
        yield f"is of what is not public, and is answered with {status}"
    if post.becomes == PUBLIC and old.answer.status == 200 and status != 301:
        yield f"is of a public post, and is answered with {status}"
    if status == 301 and post.title not in _title(page):
        yield f"leads to “{_title(page)}”, not to “{post.title}”"


def _title(page: bytes) -> str:
    heading = BeautifulSoup(page, "html.parser").find("h1")
    return (
        " ".join(heading.get_text().replace("\u2068", "").replace("\u2069", "").split())
        if heading
        else ""
    )


def _compare(new: NewSite, found: Checked, old: Old, location: str, post: OldPost) -> None:
    """Compare what the API knows of the address, and the words of both pages."""
    status, item = new.resolved(f"{home_of(old)}{old.address}")
    if status != 200 or item["url"] != location:
        found.wrong.append(f"{home_of(old)}{old.address}: resolve answers {status}, not {location}")
        return
    here = _text_here(item)
    missing = sorted(word for word in _words_there(old) if word not in here)
    if missing:
        found.missing[f"{old.lang}:{old.number} {post.title}"] = missing


def _words_there(old: Old) -> set[str]:
    soup = BeautifulSoup(old.answer.content, "html.parser")
    content = soup.select_one(".entry-content")
    if content is None:
        return set()
    for hidden in content.select(_NOT_OF_THE_POST):
        hidden.decompose()
    return _words(_CODE.sub(" ", content.get_text(" ")))


def _text_here(item: dict[str, Any]) -> str:
    """Return the words of an item as one text: what were two words may be parts of one here."""
    shown = BeautifulSoup(item["body_html"], "html.parser")
    found = (tag.get(name) for tag in shown.find_all(True) for name in ("href", "src"))
    addresses = " ".join(str(each) for each in found if each)
    return _folded(f"{item['title']} {item['summary']} {shown.get_text(' ')} {addresses}")


def _folded(text: str) -> str:
    return unicodedata.normalize("NFKC", text).replace("\u0640", "").casefold()


def _words(text: str) -> set[str]:
    plain = _folded(_ADDRESS.sub(" ", text))
    return {word.strip("'’") for word in _WORD.findall(plain)} - _OF_LANGUAGES
