"""What supports a pair without a link: pictures, days, forums, names of pages."""

import hashlib
import re
from collections import defaultdict
from collections.abc import Callable, Hashable, Iterable, Iterator, Mapping
from datetime import date
from pathlib import Path

from django.utils import timezone

from core.language.folding import fold
from moving.survey.briefs import Brief, Key
from moving.survey.index import Index

# What pages that every site has are called, in one language and the other.
_PAGES = (
    "about|about us|who we are|about the initiative|من نحن|عنا|عن المبادرة|حول المبادرة|من نحن؟",
    "contact|contact us|اتصل بنا|اتصلوا بنا|تواصل معنا|تواصلوا معنا|للاتصال",
    "mission|our mission|vision|our vision|رسالتنا|رؤيتنا|مهمتنا",
    "donate|support us|ادعمونا|تبرع|تبرعوا",
    "partners|our partners|شركاؤنا|الشركاء",
    "get involved|take part|join us|شارك معنا|شاركوا معنا|انضم إلينا",
    "privacy|privacy policy|الخصوصية|سياسة الخصوصية",
    "home|الرئيسية",
)
_NAMES = {fold(name): number for number, names in enumerate(_PAGES) for name in names.split("|")}
_NUMBER_ADDED = re.compile(r"-\d{1,2}$")
_READ_AT_ONCE = 2**20
# A picture that many posts show, such as a logo, means nothing for any of them.
_MOST_WITH_PICTURE = 3


class Likeness:
    """Finds posts of both sites that are alike."""

    def __init__(self, index: Index, forum_of: Callable[[Brief], set[str]]) -> None:
        self.index = index
        self.forum_of = forum_of

    def pairs(
        self, briefs: Iterable[Brief], taken: set[Key]
    ) -> Iterator[tuple[Key, Key, list[str]]]:
        """Yield pairs of English and Arabic posts, with the codes of what they have in common."""
        stories: list[Brief] = []
        pages: list[Brief] = []
        for brief in briefs:
            if brief.key not in taken:
                (pages if brief.is_page else stories).append(brief)
        yield from self._of_pages(pages)
        common: dict[tuple[Key, Key], tuple[Brief, Brief, list[str]]] = {}
        files = {brief.key: file for brief in stories if (file := self._picture_of(brief))}
        pictured = [brief for brief in stories if brief.key in files]
        for code, alike in (
            ("same-picture", _with_same_picture(pictured, files)),
            ("same-file", _with_same_name(pictured, files)),
            ("", _of_same_day(stories)),
        ):
            for english, arabic in alike:
                codes = [code] if code else []
                common.setdefault((english.key, arabic.key), (english, arabic, codes))
        for english, arabic, codes in common.values():
            is_of_one = bool(self.forum_of(english) & self.forum_of(arabic))
            found = [*codes, *(["same-forum"] if is_of_one else [])]
            if found:
                yield english.key, arabic.key, found

    def _of_pages(self, pages: list[Brief]) -> Iterator[tuple[Key, Key, list[str]]]:
        by_name: defaultdict[int, list[Brief]] = defaultdict(list)
        for page in pages:
            name = _NAMES.get(fold(page.title))
            if name is not None:
                by_name[name].append(page)
        for named in by_name.values():
            for english, arabic in _across(named):
                yield english.key, arabic.key, ["same-name"]

    def _picture_of(self, brief: Brief) -> Path | None:
        """Return the file of the picture that represents a post, if it is in the uploads."""
        site = brief.site
        attachment = self.index.attachments.get((site, brief.thumbnail))
        path = attachment.path if attachment else self._path_of(site, brief.first_picture)
        if not path or not self.index.is_there(site, path):
            return None
        return self.index.uploads[site] / path

    def _path_of(self, site: str, picture: str) -> str:
        if picture.isdecimal():
            attachment = self.index.attachments.get((site, int(picture)))
            return attachment.path if attachment else ""
        try:
            place = self.index.sites.place(picture, site) if picture else None
        except ValueError:
            return ""
        found = self.index.file_at(place) if place else None
        return found[0] if found else ""


def _with_same_picture(
    briefs: list[Brief], files: Mapping[Key, Path]
) -> Iterator[tuple[Brief, Brief]]:
    """Yield pairs whose first pictures are the same file; only files of one size are read."""
    by_size: defaultdict[int, list[Brief]] = defaultdict(list)
    for brief in briefs:
        by_size[files[brief.key].stat().st_size].append(brief)
    for some in by_size.values():
        if len({brief.site for brief in some}) > 1:
            yield from _few_alike(some, lambda brief: _digest(files[brief.key]))


def _with_same_name(
    briefs: list[Brief], files: Mapping[Key, Path]
) -> Iterator[tuple[Brief, Brief]]:
    """Yield pairs whose pictures have one name, but for the number that WordPress adds to a second.

    A picture that was made smaller for one of the sites is another file.
    """
    return _few_alike(briefs, lambda brief: _NUMBER_ADDED.sub("", files[brief.key].stem).casefold())


def _few_alike(
    briefs: list[Brief], mark_of: Callable[[Brief], Hashable]
) -> Iterator[tuple[Brief, Brief]]:
    """Yield pairs with one mark, unless so many have it that it means nothing for any of them."""
    by_mark: defaultdict[Hashable, list[Brief]] = defaultdict(list)
    for brief in briefs:
        by_mark[mark_of(brief)].append(brief)
    for alike in by_mark.values():
        if len(alike) <= _MOST_WITH_PICTURE:
            yield from _across(alike)


def _of_same_day(briefs: list[Brief]) -> Iterator[tuple[Brief, Brief]]:
    """Yield pairs of one day on which each site has so few stories that this means something."""
    by_day: defaultdict[date, list[Brief]] = defaultdict(list)
    for brief in briefs:
        if brief.verdict.moment is not None:
            by_day[timezone.localtime(brief.verdict.moment).date()].append(brief)
    for some in by_day.values():
        if len(some) <= 2 * _MOST_WITH_PICTURE:
            yield from _across(some)


def _across(briefs: Iterable[Brief]) -> Iterator[tuple[Brief, Brief]]:
    by_site: defaultdict[str, list[Brief]] = defaultdict(list)
    for brief in briefs:
        by_site[brief.site].append(brief)
    return ((one, two) for one in by_site["en"] for two in by_site["ar"])


def _digest(file: Path) -> bytes:
    digest = hashlib.blake2b(digest_size=16)
    with file.open("rb") as opened:
        while content := opened.read(_READ_AT_ONCE):
            digest.update(content)
    return digest.digest()
