"""Forums, vocabularies and bylines, found by whatever an import file calls them."""

import re
from collections.abc import Iterable, Sequence
from typing import Any
from uuid import UUID

from django.core.exceptions import ValidationError
from django.db.models import Q

from core.language.folding import fold
from core.models import BilingualName, Governorate, Organisation, Person, Topic
from forums.models import ForumPage

SHOWN_NAMES = 20
_SIGNED_FOR = re.compile(r"\s*[,،]\s*")


def unknown(kind: str, text: str, known: Iterable[str]) -> str:
    """Return the message that nothing is called `text`, with the names that there are."""
    names = sorted(set(known))
    more = ", …" if len(names) > SHOWN_NAMES else ""
    shown = f"Known: {', '.join(names[:SHOWN_NAMES])}{more}" if names else "There are none yet"
    return f"there is no {kind} “{text[:80]}”. {shown}"


class Vocabulary:
    """The rows of one bilingual vocabulary, by slug and by either name."""

    def __init__(self, model: type[BilingualName]) -> None:
        self.kind = str(model._meta.verbose_name)
        rows = list(model._default_manager.all())
        self.slugs = {row.slug: row for row in rows}
        self.by_name = {row.folded_ar: row for row in rows} | {row.folded_en: row for row in rows}

    def find(self, text: str) -> Any:
        """Return the row, or raise ValueError with the slugs that are known."""
        found = self.slugs.get(text) or self.by_name.get(fold(text))
        if found is None:
            raise ValueError(unknown(self.kind, text, self.slugs))
        return found


class Forums:
    """The forums, by work and by slug or title in either language."""

    def __init__(self) -> None:
        pages = ForumPage.objects.filter(alias_of=None).select_related("locale").order_by("pk")
        self.by_work: dict[UUID, dict[str, ForumPage]] = {}
        self.by_slug: dict[tuple[str, str], UUID] = {}
        self.titles: set[str] = set()
        for page in pages:
            lang = page.locale.language_code
            self.by_work.setdefault(page.translation_key, {})[lang] = page
            self.by_slug[lang, page.slug] = page.translation_key
            self.titles.add(fold(page.title))

    def find(self, text: str, lang: str) -> ForumPage:
        """Return the forum, in `lang` if it is there, or raise ValueError."""
        pages = self.by_work.get(self._work(text, lang))  # type: ignore[arg-type]
        if not pages:
            raise ValueError(unknown("forum", text, (slug for _lang, slug in self.by_slug)))
        return pages.get(lang) or next(iter(pages.values()))

    def _work(self, text: str, lang: str) -> UUID | None:
        try:
            return UUID(text)
        except ValueError:
            own = self.by_slug.get((lang, text))
            return own or next((work for key, work in self.by_slug.items() if key[1] == text), None)

    def is_title(self, text: str) -> bool:
        return fold(text) in self.titles


class Names:
    """Everything that lines refer to by name, read once for a whole file."""

    def __init__(self) -> None:
        self.forums = Forums()
        self.topics = Vocabulary(Topic)
        self.organisations = Vocabulary(Organisation)
        self.governorates = Vocabulary(Governorate)

    def byline(
        self, text: str, lang: str, stands_for: Person | None
    ) -> tuple[Person | None, Organisation | None]:
        """Return the person and the organisation that sign a story, making the person if new.

        “Name, Organisation” and “Name, Forum” are taken apart. `stands_for` is who signs the
        story's translation: if their name is known in one language only, this is the other.
        """
        if not text:
            return None, None
        organisation = self._organisation(text)
        if organisation is not None:
            return None, organisation
        parts = _SIGNED_FOR.split(text)
        name, signed_for = _SIGNED_FOR.sub(", ", text), parts[-1]
        if len(parts) == 2 and (
            (organisation := self._organisation(signed_for)) or self.forums.is_title(signed_for)
        ):
            name = parts[0]
        if not re.search(r"\w", name):
            raise ValueError(f"“{text}” names nobody")
        return self._person(name, lang, stands_for), organisation

    def _organisation(self, text: str) -> Organisation | None:
        return self.organisations.by_name.get(fold(text))  # type: ignore[return-value]

    def _person(self, name: str, lang: str, stands_for: Person | None) -> Person:
        folded = fold(name)
        found = Person.objects.filter(Q(folded_en=folded) | Q(folded_ar=folded)).first()
        if found is not None:
            return found
        person = Person(name_en=name, name_ar=name)
        if stands_for is not None and stands_for.folded_en == stands_for.folded_ar:
            person = stands_for
            setattr(person, f"name_{lang}", name)
        try:
            person.full_clean(exclude=["slug"])
        except ValidationError as error:
            raise ValueError(" ".join(error.messages)) from error
        person.save()
        return person


def found_all(find: Any, texts: Sequence[str]) -> list[Any]:
    """Return what `find` finds for each text, each once; ValueError tells all that are unknown."""
    found: dict[int, Any] = {}
    missing = []
    for text in texts:
        try:
            row = find(text)
        except ValueError as error:
            missing.append(str(error))
        else:
            found[row.pk] = row
    if missing:
        raise ValueError("; ".join(missing))
    return list(found.values())
