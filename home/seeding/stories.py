"""The demonstration stories, through the importer's own code."""

from typing import Any

import orjson
from wagtail.models import Page

from core.language.languages import LANGUAGES
from home.seeding.data import DemoData
from news.importing.lines import LineError, RawLine, raw_lines
from news.importing.pictures import PictureStore
from news.importing.stories import StoryImporter
from news.models import NewsPage

FEATURED = 3


class DemoDataError(Exception):
    """A file of the demonstration content is invalid."""


def seed_stories(data: DemoData, pictures: PictureStore) -> None:
    """Import the stories that are not there; existing ones stay as staff have edited them."""
    with data.stories.open("rb") as file:
        lines = [line for line in raw_lines(file) if not _is_here(_keys(line))]
    for line in lines:
        _describe_picture(_keys(line), data, pictures)
    if not lines:
        return
    importer = StoryImporter(data.folder)
    for line, result in zip(lines, importer.take_all(lines), strict=True):
        if isinstance(result, LineError):
            raise DemoDataError(f"{data.stories.name}, line {line.number}: {result}")


def featured_stories(data: DemoData) -> dict[str, list[NewsPage]]:
    """Return the stories for the front page of each language, as the file orders them."""
    with data.stories.open("rb") as file:
        works = list(dict.fromkeys(_keys(line)["work"] for line in raw_lines(file)))
    featured = {}
    for lang in LANGUAGES:
        pages = NewsPage.objects.in_language(lang).filter(translation_key__in=works, live=True)
        ordered = sorted(pages, key=lambda page: works.index(str(page.translation_key)))
        featured[lang] = ordered[:FEATURED]
    return featured


def _keys(line: RawLine) -> dict[str, Any]:
    return orjson.loads(line.content or b"{}")


def _is_here(keys: dict[str, Any]) -> bool:
    return Page.objects.filter(
        translation_key=keys["work"], locale__language_code=keys["lang"]
    ).exists()


def _describe_picture(keys: dict[str, Any], data: DemoData, pictures: PictureStore) -> None:
    """Store the story's picture with its texts, before the importer finds it there."""
    if path := keys.get("image"):
        pictures.picture(path, **data.pictures[path])
