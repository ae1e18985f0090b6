"""A line's keys as values of the story's fields: names looked up, pictures stored, blocks made."""

from collections.abc import Callable
from typing import Any

from core.models import Person, SiteImage
from news.importing.bodies import blocks_of
from news.importing.fields import StoryLine
from news.importing.lines import LineError
from news.importing.names import Names, found_all
from news.importing.pictures import PictureStore

# The line's key and the story's field, where one is simply the other.
PLAIN = ("slug", "place", "event_start", "event_end", "source_url")


class Resolver:
    """Turns lines into field values; what cannot be found is a LineError, all of it at once."""

    def __init__(self, names: Names, pictures: PictureStore) -> None:
        self.names = names
        self.pictures = pictures

    def values(
        self, line: StoryLine, counterpart: Person | None
    ) -> tuple[dict[str, Any], list[str]]:
        """Return the values by field name, and notes of what was left out.

        The body is returned as plain blocks. `counterpart` is who signs the story's translation.
        """
        values = {"title": line.title, "summary": line.summary, "story_date": line.published_at}
        values |= {key: line.given[key] for key in PLAIN if key in line.given}
        if not values.get("slug"):
            values.pop("slug", None)
        reasons: list[str] = []
        for key, look_up in self._look_ups(line, counterpart).items():
            if key in line.given:
                _look_up_into(values, key, look_up, reasons)
        notes = list(line.body.notes)
        values["body"] = blocks_of(
            line.body.pieces, lambda photo: self._photo(photo, line, reasons, notes)
        )
        if not values["body"]:
            reasons.append("body_html: holds nothing but pictures that were left out")
        if reasons:
            raise LineError(*reasons)
        return values, notes

    def _look_ups(
        self, line: StoryLine, counterpart: Person | None
    ) -> dict[str, Callable[[], dict[str, Any]]]:
        names, given, lang = self.names, line.given, line.lang

        def byline() -> dict[str, Any]:
            person, organisation = names.byline(given["byline"], lang, counterpart)
            return {"byline_person": person, "byline_organisation": organisation}

        def forums() -> dict[str, Any]:
            return {
                "forums": found_all(lambda text: names.forums.find(text, lang), given["forums"])
            }

        def governorate() -> dict[str, Any]:
            text = given["governorate"]
            return {"governorate": names.governorates.find(text) if text else None}

        return {
            "forums": forums,
            "topics": lambda: {"topics": found_all(names.topics.find, given["topics"])},
            "organisations": lambda: {
                "partner_organisations": found_all(names.organisations.find, given["organisations"])
            },
            "governorate": governorate,
            "byline": byline,
            "image": lambda: {"lead_image": self._lead_image(line)},
        }

    def _lead_image(self, line: StoryLine) -> SiteImage | None:
        path = line.given["image"]
        if not path:
            return None
        return self._picture(path, line, line.given.get("image_alt") or "")

    def _picture(self, path: str, line: StoryLine, alt: str) -> SiteImage:
        texts = {f"alt_{line.lang}": alt}
        return self.pictures.picture(path, title=line.title, **texts)

    def _photo(
        self, photo: dict[str, str], line: StoryLine, reasons: list[str], notes: list[str]
    ) -> SiteImage | None:
        """Return the picture of an <img> if its file is here; nothing is fetched."""
        if not self.pictures.is_local(photo["src"]):
            notes.append(f"picture “{photo['src'][:120]}” was left out: it is not a file here")
            return None
        try:
            return self._picture(photo["src"], line, photo["alt"])
        except ValueError as error:
            reasons.append(f"body_html: {error}")
            return None


def _look_up_into(
    values: dict[str, Any], key: str, look_up: Callable[[], dict[str, Any]], reasons: list[str]
) -> None:
    try:
        values |= look_up()
    except ValueError as error:
        reasons.append(f"{key}: {error}")
