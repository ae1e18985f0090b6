"""A forum, topic, governorate, person or organisation, as the mapping file names it."""

from collections.abc import Callable, Iterable
from dataclasses import dataclass, field
from typing import Any

from core.language.folding import fold
from core.models import Organisation, Person
from forums.models import ForumPage
from news.importing.names import Names, Vocabulary

TERM_KINDS = ("forum", "topic", "governorate")
BYLINE_KINDS = ("person", "organisation")


@dataclass(frozen=True, slots=True)
class Target:
    """What a term or an author becomes: `kind`, the slug, and the row or page."""

    kind: str
    slug: str
    row: Any = field(compare=False)

    def __str__(self) -> str:
        return f"{self.kind}:{self.slug}"


@dataclass(frozen=True, slots=True)
class NewForum:
    """A forum that the file makes as a draft."""

    slug: str
    titles: dict[str, str]
    cities: dict[str, str]
    governorate: Target


class Targets:
    """Looks up what the file names, by slug or by a name in either language.

    `made` are forums that the file makes: in a dry run they are not there.
    """

    def __init__(self, made: Iterable[NewForum] = ()) -> None:
        self._made = {forum.slug: forum for forum in made}
        self.names = Names()
        self.people = Vocabulary(Person)

    def find(self, text: str, kinds: tuple[str, ...]) -> Target:
        """Return the target of a text such as “topic:peace-building”, or raise ValueError."""
        kind, _, name = (part.strip() for part in text.partition(":"))
        if kind not in kinds or not name:
            known = ", ".join(f"{each}:…" for each in kinds)
            raise ValueError(f"“{text[:80]}” is not understood; it must be {known}")
        look_up: dict[str, Callable[[str], Any]] = {
            "forum": self._forum,
            "topic": self.names.topics.find,
            "governorate": self.names.governorates.find,
            "organisation": self.names.organisations.find,
            "person": self._person,
        }
        row = look_up[kind](name)
        return Target(kind, row.slug or name, row)

    def _forum(self, name: str) -> Any:
        try:
            return self.names.forums.find(name, "en")
        except ValueError:
            if name not in self._made:
                raise
            return ForumPage(title=self._made[name].titles["en"], slug=name)

    def _person(self, name: str) -> Any:
        """Return a person; “English name | Arabic name” makes one who is not there yet."""
        english, bar, arabic = (part.strip() for part in name.partition("|"))
        if not bar:
            return self.people.find(name)
        found = self.people.by_name.get(fold(english)) or self.people.by_name.get(fold(arabic))
        return found or Person(name_en=english, name_ar=arabic)


def stored(target: Target) -> Person | Organisation:
    """Return who signs; a person whom the file makes is stored now."""
    if target.row.pk is None:
        target.row.full_clean(exclude=["slug"])
        target.row.save()
    return target.row  # type: ignore[no-any-return]
