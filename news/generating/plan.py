"""The content of each made-up story: only the seed and its number decide, on every machine."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from random import Random
from typing import Any
from uuid import UUID, uuid5

from news.generating import words

NAMESPACE = UUID("c8a2f0de-51b7-5f4e-8d63-7a90b1e2c3d4")
# A reserved domain, which no real story has: nothing is at its addresses.
ADDRESS = "https://trial.icssi.example/"
FIRST_DAY = datetime(2010, 1, 1, tzinfo=UTC)
DAYS = 15 * 365
LANGS = ("en", "ar")
# Of so many works one is left untranslated, where languages are mixed.
UNTRANSLATED = 5
Block = dict[str, Any]


@dataclass(frozen=True)
class TrialStory:
    """One made-up story in one language.

    `picks`, from 0 to 1, choose among the site's topics, forums and pictures.
    """

    work: UUID
    lang: str
    title: str
    slug: str
    summary: str
    body: list[Block]
    place: str
    governorate: str
    published_at: datetime
    source_url: str
    picks: tuple[float, ...]


def stories(seed: int, works: int, languages: str) -> Iterator[list[TrialStory]]:
    """Yield the stories of each work; `languages` is "both", "en", "ar" or "mixed"."""
    for number in range(1, works + 1):
        random = Random(f"{seed}/{number}")  # noqa: S311 - the same every time is the point
        work = _Work(seed, number, random)
        yield [work.story(lang) for lang in _langs(languages, random)]


def _langs(languages: str, random: Random) -> Sequence[str]:
    alone = random.choice(LANGS) if random.randrange(UNTRANSLATED) == 0 else None
    if languages == "mixed":
        return [alone] if alone else LANGS
    return LANGS if languages == "both" else [languages]


class _Work:
    """The choices that both languages of a work share."""

    def __init__(self, seed: int, number: int, random: Random) -> None:
        self.name = f"{seed}-{number}"
        self.work = uuid5(NAMESPACE, self.name)
        self.source_url = f"{ADDRESS}{seed}/{number}"
        minutes = random.randrange(DAYS * 24 * 60)
        self.published_at = FIRST_DAY + timedelta(minutes=minutes)
        self.city = random.choice(words.CITIES)
        self.event = random.choice(words.EVENTS)
        self.subject = random.choice(words.SUBJECTS)
        self.summary = random.choice(words.SUMMARIES)
        self.number = random.randrange(11, 99)
        self.parts = [
            (random.choice(words.HEADINGS), _paragraphs(random))
            for _part in range(random.randrange(1, 4))
        ]
        self.points = random.sample(words.POINTS, 3) if random.random() < 0.4 else []
        self.picks = tuple(random.random() for _pick in range(6))

    def story(self, lang: str) -> TrialStory:
        which = LANGS.index(lang)
        words_here = {
            "name": self.name,
            "event": self.event[which],
            "subject": self.subject[which],
            "city": self.city[which],
            "number": self.number,
        }
        return TrialStory(
            work=self.work,
            lang=lang,
            title=words.TITLE[which].format(**words_here),
            slug=words.SLUG[which].format(**words_here),
            summary=self.summary[which].format(**words_here),
            body=self._body(which, words_here),
            place=self.city[which],
            governorate=self.city[2],
            published_at=self.published_at,
            source_url=self.source_url,
            picks=self.picks,
        )

    def _body(self, which: int, words_here: dict[str, Any]) -> list[Block]:
        blocks: list[tuple[str, Any]] = []
        for position, (heading, paragraphs) in enumerate(self.parts):
            if position:
                blocks.append(("heading", {"text": heading[which], "level": "h2"}))
            html = "".join(
                f"<p>{' '.join(sentence[which].format(**words_here) for sentence in paragraph)}</p>"
                for paragraph in paragraphs
            )
            blocks.append(("paragraph", html))
        points = "".join(f"<li>{point[which]}</li>" for point in self.points)
        end = f"<ul>{points}</ul>" if points else ""
        blocks.append(("paragraph", f"{end}<p><i>{words.NOTICE[which]}</i></p>"))
        return [
            {"type": kind, "value": value, "id": str(uuid5(self.work, str(position)))}
            for position, (kind, value) in enumerate(blocks)
        ]


def _paragraphs(random: Random) -> list[list[tuple[str, str]]]:
    return [
        random.sample(words.SENTENCES, random.randrange(2, 5))
        for _paragraph in range(random.randrange(1, 4))
    ]
