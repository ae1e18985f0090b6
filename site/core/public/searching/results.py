"""One page of what was found on the site, and help where nothing was."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from functools import cached_property

from django.utils.safestring import SafeString

from core.addresses.topics import topics_path
from core.language.languages import LANGUAGES, other_language
from core.public.choices import Choice, Filter
from core.public.editions import LanguageSwitch
from core.public.figures import page_of
from core.public.searching import labels
from core.public.searching.asked import NEWEST, Asked, read_asked, without_year
from core.public.searching.choosing import PARAMETERS, Choosing
from core.public.searching.finding import NOTHING, Found, Hit, Wanted, find
from core.public.searching.kinds import Kind
from core.search.analysis.levels import Level
from core.search.fewer import fewer_words

PER_PAGE = 10


def search_path(lang: str) -> str:
    """Return the path of the search page in a language.

    >>> search_path("ar")
    '/ar/search/'
    """
    return f"/{lang}/search/"


@dataclass(frozen=True)
class ShownHit:
    """A hit as the list shows it: `kind` is what readers call such a page."""

    hit: Hit
    kind: Kind | None

    @property
    def is_related(self) -> bool:
        return self.hit.level == Level.RELATED

    @property
    def is_spelling(self) -> bool:
        return self.hit.level == Level.SPELLING


@dataclass(frozen=True)
class Offer:
    """Another search that finds something: the query of its address, and how much, as HTML."""

    query: str
    label: SafeString


class Results:
    """One page of what is found in `lang`, as the parameters of the address ask.

    Whatever an address holds, there is a page: choices that nobody has count as not made, and
    behind the last page is the last one. It costs two queries beside those of `find`, and two where
    nothing is found or asked for; where nothing is found for several words, those of `fewer_words`,
    and one if a year is among them.
    """

    def __init__(self, lang: str, parameters: Mapping[str, str]) -> None:
        self.lang = lang
        self.other = LANGUAGES[other_language(lang)]
        self.asked = read_asked(parameters, PARAMETERS)
        self._choosing = Choosing(lang, self.asked.values)

    @property
    def text(self) -> str:
        return self.asked.text

    @property
    def is_newest_first(self) -> bool:
        return self.asked.order == NEWEST

    @property
    def filters(self) -> list[Filter]:
        return self._choosing.filters

    @property
    def is_narrowed(self) -> bool:
        return bool(self._choosing.values)

    @property
    def topics(self) -> list[Choice]:
        """The topics of public items, as help."""
        return self._choosing.topics

    @property
    def _checked(self) -> Asked:
        """What is asked for, without choices that nobody has."""
        return replace(self.asked, values=self._choosing.values)

    @cached_property
    def _page_found(self) -> tuple[int, Found]:
        """The number of the page that is shown, and what is on it."""
        page = self.asked.page
        found = self._find(page)
        last = max(1, -(-found.reachable // PER_PAGE))
        return (page, found) if page <= last else (last, self._find(last))

    def _find(self, page: int) -> Found:
        if not self.text:
            return NOTHING
        wanted = self._choosing.wanted(self.text, is_newest_first=self.is_newest_first)
        return find(wanted, (page - 1) * PER_PAGE, PER_PAGE, self.other.tag)

    @property
    def _found(self) -> Found:
        return self._page_found[1]

    @property
    def count(self) -> int:
        return self._found.count

    @property
    def hits(self) -> Sequence[ShownHit]:
        kind_of = self._choosing.kind_of_type
        return [ShownHit(hit, kind_of(hit.card.item.type)) for hit in self._found.hits]

    @property
    def first_place(self) -> int:
        """The place of the first hit on this page among all."""
        return (self.page - 1) * PER_PAGE + 1

    @property
    def is_cut(self) -> bool:
        """Whether only the beginning of what was typed is looked for."""
        return self.asked.is_cut or self._found.is_cut

    @property
    def is_spelling(self) -> bool:
        """Whether nothing is spelled as it was typed, so that similar words are shown."""
        hits = self._found.hits
        return bool(hits) and all(hit.level == Level.SPELLING for hit in hits)

    @property
    def page(self) -> int:
        return self._page_found[0]

    @property
    def pages(self) -> int:
        return max(1, -(-self._found.reachable // PER_PAGE))

    @property
    def page_of(self) -> str:
        return page_of(self.page, self.pages)

    @property
    def previous(self) -> str:
        return self._checked.query(page=self.page - 1) if self.page > 1 else ""

    @property
    def next(self) -> str:
        return self._checked.query(page=self.page + 1) if self.page < self.pages else ""

    @property
    def heading(self) -> SafeString:
        """How much is found for what, as HTML."""
        return labels.heading_of(self.count, self.text)

    @property
    def title(self) -> str:
        return labels.title_of(self.count, self.text, self.page, self.pages)

    @property
    def elsewhere(self) -> str:
        """How much is found in the other language; "" where it is nothing."""
        count = self._found.elsewhere
        return labels.in_other_language(count, self.other.tag) if count else ""

    @property
    def switch(self) -> LanguageSwitch:
        """The way to the same search in the other language."""
        query = self._checked.query(page=1) if self.text else ""
        return LanguageSwitch(self.other, search_path(self.other.tag) + query, is_translation=True)

    @property
    def unnarrowed_query(self) -> str:
        """The query of the same search without filters."""
        return replace(self.asked, values={}).query(page=1)

    @cached_property
    def unnarrowed(self) -> str:
        """How much is found without the filters, where with them nothing is; "" if nothing is."""
        if self.count or not self.is_narrowed:
            return ""
        count = find(Wanted(self.text, self.lang), 0, 0, self.other.tag).count
        return labels.unnarrowed(count) if count else ""

    @cached_property
    def fewer(self) -> Offer | None:
        """What is found for fewer of the words, where no text has all of them."""
        if self.count or not self.text:
            return None
        wanted = self._choosing.wanted(self.text, is_newest_first=False)
        words = fewer_words(self.text, self.lang, wanted.narrowing)
        count = find(replace(wanted, text=words), 0, 0, self.other.tag).count if words else 0
        if not count:
            return None
        query = replace(self._checked, text=words).query(page=1)
        return Offer(query, labels.heading_of(count, words))

    @cached_property
    def of_year(self) -> Offer | None:
        """What was published in the year that is among the words, where no text has all of them."""
        words, typed = without_year(self.text)
        year = self._choosing.year(typed)
        if self.count or not year or "year" in self._choosing.values:
            return None
        wanted = self._choosing.wanted(words, is_newest_first=False)
        count = find(replace(wanted, year=int(year.value)), 0, 0, self.other.tag).count
        if not count:
            return None
        values = {**self._choosing.values, "year": year.value}
        query = replace(self.asked, text=words, values=values).query(page=1)
        return Offer(query, labels.of_year(count, words, year.name))

    @property
    def topics_path(self) -> str:
        return topics_path(self.lang)
