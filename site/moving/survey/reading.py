"""Fills the index from the files of both sites."""

import re
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import closing
from datetime import datetime
from pathlib import Path
from zoneinfo import ZoneInfo

from moving.addresses.sites import Place, Sites
from moving.reading.errors import ExportError
from moving.reading.records import Author, BadItem, Channel, Post, Record, Term
from moving.reading.values import line
from moving.reading.wxr import read_export
from moving.survey.briefs import Brief, Faults, FileFault, Key
from moving.survey.claims import without_language_lines
from moving.survey.index import Index
from moving.survey.repeats import find_repeats, likeness
from moving.survey.verdicts import OWN_TYPES, TYPES, verdict_of

Files = Mapping[str, Sequence[Path]]
_PICTURE = re.compile(r"wp-image-(\d{1,12})|<img\b[^>]*?\bsrc=[\"']([^\"']+)", re.IGNORECASE)
# From so many characters on that could not be read, and this part of them, nothing is certain.
_UNREADABLE, _UNREADABLE_PART = 5, 0.02


class Survey:
    """Reads the files once; `index` and `faults` are complete after `read`."""

    def __init__(
        self, files: Files, sites: Sites, uploads: Mapping[str, Path], zone: ZoneInfo, now: datetime
    ) -> None:
        self.files = files
        self.index = Index(sites, dict(uploads))
        self.faults = Faults()
        self.zone = zone
        self.now = now
        self._claims: dict[Key, list[Place]] = {}
        self._seen: dict[Key, bytes] = {}

    def read(self, on_item: Callable[[], None] = lambda: None) -> None:
        """Read all files; `on_item` is called for each item."""
        self._read_channels()
        for site, path in self._paths():
            for record in self._records(site, path):
                self._take(site, path, record)
                on_item()
        find_repeats(self.index.briefs.values())
        self._resolve_claims()
        self._seen.clear()

    def _paths(self) -> Iterator[tuple[str, Path]]:
        return ((site, path) for site, paths in self.files.items() for path in paths)

    def _read_channels(self) -> None:
        """Learn the addresses of both sites first: posts of one link to the other."""
        for site, path in self._paths():
            try:
                with closing(read_export(path)) as records:  # type: ignore[type-var]
                    for record in records:
                        if not isinstance(record, Channel):
                            break
                        self.index.sites.add(site, record.base)
            except ExportError:
                continue  # it is reported when it is read whole

    def _records(self, site: str, path: Path) -> Iterator[Record]:
        is_empty = True
        try:
            for record in read_export(path):
                is_empty = is_empty and not isinstance(record, (Post, BadItem))
                yield record
        except ExportError as error:
            self.faults.found.append(FileFault(site, path.name, str(error)))
            self.faults.readable += not is_empty
        else:
            self.faults.readable += 1

    def _take(self, site: str, path: Path, record: Record) -> None:
        index = self.index
        if isinstance(record, Channel):
            index.sites.add(site, record.base)
        elif isinstance(record, Term):
            index.terms.setdefault((site, record.taxonomy, record.slug), record)
        elif isinstance(record, Author):
            index.authors.setdefault((site, record.login), record)
        elif isinstance(record, BadItem):
            self._fault(site, path, f"item {record.number}: {record.reason}")
        else:
            self._take_post(site, path, record)

    def _take_post(self, site: str, path: Path, post: Post) -> None:
        key = (site, post.post_id)
        mark = likeness(post)
        if key in self._seen:
            if self._seen[key] != mark:
                self._fault(site, path, "another post has the same number", post.post_id)
            return
        self._seen[key] = mark
        if is_unreadable(post):
            self._fault(site, path, "its encoding is not the one that the file names", post.post_id)
        elif post.type == "attachment":
            self.index.add_attachment(site, post)
        elif post.type == "wp_block" and post.status == "publish":
            self.index.shared_blocks[key] = post.content
        elif post.type in OWN_TYPES:
            left_out = self.index.left_out
            left_out[site, post.type] = left_out.get((site, post.type), 0) + 1
        else:
            self._add_brief(key, post, mark)

    def _add_brief(self, key: Key, post: Post, mark: bytes) -> None:
        site = key[0]
        verdict = verdict_of(post, site, self.zone, self.now)
        is_content = post.type in TYPES
        self.index.briefs[key] = Brief(
            key,
            post.type == "page",
            verdict,
            line(post.title)[:200],
            post.name,
            post.parent,
            post.thumbnail,
            _first_picture(post.content) if is_content else "",
            tuple(post.terms),
            likeness=mark,
        )
        if is_content:
            self.index.add_address(key, post.link)
            _text, places = without_language_lines(post.content, self.index.sites, site)
            if places:
                self._claims[key] = places

    def _resolve_claims(self) -> None:
        for key, places in self._claims.items():
            found = [self.index.post_at(place) for place in places if place.site != key[0]]
            keys = [brief.key for brief in found if brief is not None]
            self.index.briefs[key].claims = tuple(dict.fromkeys(keys))
        self._claims.clear()

    def _fault(self, site: str, path: Path, reason: str, post_id: int | None = None) -> None:
        self.faults.found.append(FileFault(site, path.name, reason, post_id))


def is_unreadable(post: Post) -> bool:
    """Whether so many characters of a post could not be read that its text is worth nothing."""
    length = len(post.content) + len(post.title)
    return post.unreadable > max(_UNREADABLE, length * _UNREADABLE_PART)


def _first_picture(content: str) -> str:
    """Return the number of the first picture's attachment, or its address; "" without one."""
    found = _PICTURE.search(content)
    return (found[1] or found[2]) if found else ""
