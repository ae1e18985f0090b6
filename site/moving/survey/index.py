"""All briefs, files, terms and addresses of both sites, and how they are found."""

import re
from collections import Counter, defaultdict
from dataclasses import dataclass, field
from functools import cached_property
from pathlib import Path
from typing import Protocol

from moving.addresses.normal import UPLOADS, normal, upload_candidates
from moving.addresses.sites import Place, Sites
from moving.reading.records import Author, Post, Term
from moving.survey.briefs import Attachment, Brief, Key

_TERM_PATH = re.compile(r"/(category|tag)/(.+)$")
_TERM_QUERY = re.compile(r"\?(cat|tag|category_name)=(.+)")


class Fetches(Protocol):
    """Fetches a file of the uploads; `fetch` returns whether it is there then."""

    fetched: int

    def fetch(self, path: str) -> bool: ...


@dataclass
class Index:
    """What both exports have. `uploads` are the folders of the sites' files, by site."""

    sites: Sites
    uploads: dict[str, Path]
    # What completes the uploads of a site, where that is allowed.
    fetchers: dict[str, Fetches] = field(default_factory=dict)
    briefs: dict[Key, Brief] = field(default_factory=dict)
    attachments: dict[Key, Attachment] = field(default_factory=dict)
    # Contents of blocks that several posts share.
    shared_blocks: dict[Key, str] = field(default_factory=dict)
    terms: dict[tuple[str, str, str], Term] = field(default_factory=dict)
    # What each site is called here, for links that only had its address.
    names: dict[str, str] = field(default_factory=dict)
    authors: dict[tuple[str, str], Author] = field(default_factory=dict)
    left_out: dict[tuple[str, str], int] = field(default_factory=dict)
    _paths: dict[tuple[str, str], Key] = field(default_factory=dict)
    # How many addresses of posts begin so, and how many of these end in the post's number.
    _folders: Counter[tuple[str, str]] = field(default_factory=Counter)
    _numbered: Counter[tuple[str, str]] = field(default_factory=Counter)
    _files: dict[tuple[str, str], int] = field(default_factory=dict)
    _attached: defaultdict[Key, list[int]] = field(default_factory=lambda: defaultdict(list))

    def add_address(self, key: Key, link: str) -> None:
        """Have the address under which a post was published lead to it."""
        try:
            place = self.sites.place(link, key[0])
        except ValueError:
            return
        if place is None or place.site != key[0] or place.address == "/":
            return
        self._paths.setdefault((place.site, place.address), key)
        folder, _, last = place.address.rpartition("/")
        self._folders[place.site, folder] += 1
        self._numbered[place.site, folder] += last == str(key[1])

    def add_attachment(self, site: str, post: Post) -> None:
        path = self._path_of(site, post)
        if not path:
            return
        texts = (_own(text, post.exif) for text in (post.title, post.excerpt, post.alt))
        title, caption, alt = texts
        attachment = Attachment(post.post_id, path, title, caption, alt, post.parent)
        self.attachments[site, post.post_id] = attachment
        self._files.setdefault((site, path), post.post_id)
        if post.parent:
            self._attached[site, post.parent].append(post.post_id)

    def attached_to(self, key: Key) -> list[int]:
        """Return the numbers of the files that were uploaded for a post, as they were added."""
        return self._attached.get(key, [])

    def post_at(self, place: Place) -> Brief | None:
        """Return the post that a place is about; None for files, terms and what is not there."""
        if place.address.startswith("?p="):
            digits = place.address[3:]
            return self.briefs.get((place.site, int(digits))) if digits else None
        key = self._paths.get((place.site, place.address)) or self._by_number(place)
        return self.briefs.get(key) if key else None

    def _by_number(self, place: Place) -> Key | None:
        """Return the post of an address such as /archives/386, of a draft too."""
        folder, _, last = place.address.rpartition("/")
        is_number = last.isascii() and last.isdecimal() and len(last) < 19
        is_post = is_number and folder in self.numbered_folders(place.site)
        return (place.site, int(last)) if is_post else None

    def numbered_folders(self, site: str) -> list[str]:
        """Return what is in front of the number in addresses of posts, such as “/archives”."""
        return sorted(
            folder
            for (of, folder), count in self._numbered.items()
            if of == site and count * 2 > self._folders[of, folder]
        )

    @cached_property
    def links(self) -> dict[Key, str]:
        """The addresses under which posts were published, but for ?p=."""
        return {key: address for (_site, address), key in self._paths.items()}

    def numbered_address(self, key: Key) -> str:
        """Return the address that a post's number gives it; "" where numbers give none."""
        folders = self.numbered_folders(key[0])
        return f"{folders[0]}/{key[1]}" if folders and not self.briefs[key].is_page else ""

    def term_at(self, place: Place) -> Term | None:
        """Return the category or tag whose list a place is."""
        found = _TERM_PATH.search(place.address) or _TERM_QUERY.fullmatch(place.address)
        if found is None:
            return None
        kind, name = found[1], found[2].rpartition("/")[2].casefold()
        taxonomy = "post_tag" if kind == "tag" else "category"
        own = (term for key, term in self.terms.items() if key[:2] == (place.site, taxonomy))
        if kind == "cat":
            return next((term for term in own if str(term.term_id) == name), None)
        return next((term for term in own if term.slug.casefold() == name), None)

    def file_at(self, place: Place) -> tuple[str, Attachment | None] | None:
        """Return the file of which an upload is a size, and its attachment; None if it is none.

        The path is that of the original where it is known or there, else the one that was asked
        for.
        """
        if not place.address.startswith(UPLOADS):
            return None
        asked = place.address.removeprefix(UPLOADS)
        candidates = upload_candidates(asked)
        for path in reversed(candidates):
            post_id = self._files.get((place.site, path))
            if post_id is not None:
                return path, self.attachments[place.site, post_id]
        there = (path for path in reversed(candidates) if self.is_there(place.site, path))
        return next(there, asked), None

    def is_there(self, site: str, path: str) -> bool:
        """Whether there is such a file within the uploads of a site, and not outside of them.

        Where files may be fetched, one that is not there is asked for.
        """
        folder = self.uploads.get(site)
        if folder is None:
            return False
        fetcher = self.fetchers.get(site)
        return _is_within(folder, path) or (fetcher is not None and fetcher.fetch(path))

    def _path_of(self, site: str, post: Post) -> str:
        """Return the path of an attachment below the uploads; "" where it leads elsewhere."""
        if post.attached_file and "://" not in post.attached_file:
            path = normal(UPLOADS + post.attached_file)
            return path.removeprefix(UPLOADS) if path.startswith(UPLOADS) else ""
        try:
            place = self.sites.place(post.attachment_url, site)
        except ValueError:
            return ""
        is_upload = place is not None and place.address.startswith(UPLOADS)
        return place.address.removeprefix(UPLOADS) if place and is_upload else ""


def _is_within(folder: Path, path: str) -> bool:
    try:
        file = (folder / path).resolve()
        return file.is_relative_to(folder.resolve()) and file.is_file()
    except (OSError, ValueError, RuntimeError):
        return False


def _own(text: str, exif: frozenset[str]) -> str:
    """Return what people wrote about a file; not what a camera did, which WordPress copies."""
    return "" if text.strip() in exif else text.strip()
