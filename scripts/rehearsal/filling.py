"""Puts posts, pictures and files into a WordPress."""

import json
from dataclasses import asdict
from pathlib import Path

from rehearsal import kinds, kinds_arabic
from rehearsal.pictures import FILM, PDF, SOUND, make_files
from rehearsal.posts import CATEGORIES, HOMES, OldPost, stories

_KINDS = {"en": kinds.kinds, "ar": kinds_arabic.kinds}
_FILES = {"@PDF@": PDF, "@MP3@": SOUND, "@MP4@": FILM}


def posts_of(lang: str, count: int, pictures: int) -> list[OldPost]:
    """Return the posts of a site: of every kind, and `count` ordinary stories."""
    return [*_KINDS[lang](), *stories(lang, count, pictures)]


def write_given(lang: str, posts: list[OldPost], folder: Path, pictures: int) -> Path:
    """Write what `php/fill.php` reads; return the file."""
    files = make_files(lang, folder / "files", pictures)
    given = json.dumps(
        {"categories": CATEGORIES[lang], "files": files, "posts": [asdict(each) for each in posts]},
        ensure_ascii=False,
    )
    uploads = f"{HOMES[lang]}/wp-content/uploads/2016/03"
    for mark, name in _FILES.items():
        given = given.replace(mark, f"{uploads}/{name}")
    path = folder / "given.json"
    path.write_text(given, "utf-8")
    return path
