"""The list of stories: filters by forum, topic and year as plain links, and pages of twelve."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import datetime, timedelta
from itertools import chain, pairwise
from typing import Any
from unicodedata import normalize
from urllib.parse import urlencode

from django.db import connection
from django.db.models import QuerySet
from django.http import Http404
from django.utils import timezone
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from core.language.alphabet import sort_key
from core.language.dates import in_digits_of
from core.models import ItemFacet, PublishedItem, Topic
from core.models.ordering import InOrderOfNames
from core.public.cards import Card, cards
from core.publication.former import former_terms, slug_in, slugs_of_works
from core.publication.records import StoryRecord
from news.years import YEARS

PER_PAGE = 12
_LAST_PAGE = 10_000
# The ORM has no table of values to ask about. A subquery with a limit, because PostgreSQL would
# turn an EXISTS into a join that reads every story for every year.
_YEARS_WITH_STORIES = """
    WITH years (year, first, next) AS (VALUES {rows})
    SELECT year FROM years WHERE (
        SELECT published_at FROM core_shelfitem
        WHERE is_public AND type = %s AND lang = %s
            AND published_at >= first AND published_at < next
            AND (expires_at IS NULL OR expires_at > %s)
        ORDER BY published_at DESC LIMIT 1
    ) IS NOT NULL ORDER BY year DESC
"""


@dataclass(frozen=True)
class Choice:
    """One value of a filter; `key` is its key among the facets."""

    value: str
    name: str
    key: str = ""


@dataclass(frozen=True)
class Filter:
    """A filter of the list: its parameter, its choices and the one that the reader made."""

    parameter: str
    label: str | Promise
    everything: str | Promise
    choices: list[Choice]
    chosen: Choice | None = None


class StoryListing:
    """One page of the stories in `lang`, as the parameters of the address narrow them.

    Unknown parameters are ignored. A value that is none of the choices, or a page that does not
    exist, raises Http404. Whatever the number of stories, it costs four queries.
    """

    def __init__(self, lang: str, parameters: Mapping[str, str]) -> None:
        self.lang = lang
        self.filters = [
            _chosen(parameters, "forum", _("Forum"), _("All forums"), _forums(lang), _forum_named),
            _chosen(parameters, "topic", _("Topic"), _("All topics"), _topics(lang), _topic_named),
            _chosen(parameters, "year", _("Year"), _("All years"), _years(lang)),
        ]
        self.page = _page_number(parameters.get("page", ""))
        start = (self.page - 1) * PER_PAGE
        found = cards(self._stories()[start : start + PER_PAGE + 1], StoryRecord)
        if self.page > 1 and not found:
            raise Http404
        self.cards, self.has_older = found[:PER_PAGE], len(found) > PER_PAGE

    def _stories(self) -> QuerySet[PublishedItem]:
        stories = (
            PublishedItem.objects.public().of_type("news").in_language(self.lang).newest_first()
        )
        for one in self.filters:
            if one.chosen is None:
                continue
            if one.parameter == "year":
                stories = stories.filter(published_at__range=_span(int(one.chosen.key)))
            else:
                facets = ItemFacet.objects.filter(kind=one.parameter, key=one.chosen.key)
                stories = stories.filter(pk__in=facets.values("item"))
        return stories

    @property
    def is_filtered(self) -> bool:
        return any(one.chosen for one in self.filters)

    @property
    def lead(self) -> Card[StoryRecord] | None:
        """The newest story, shown large where the list begins and nothing narrows it."""
        is_start = self.page == 1 and not self.is_filtered
        return self.cards[0] if is_start and self.cards else None

    @property
    def rest(self) -> list[Card[StoryRecord]]:
        return self.cards[1:] if self.lead else self.cards

    def _query(self, page: int) -> str:
        values = {one.parameter: one.chosen.value for one in self.filters if one.chosen}
        if page > 1:
            values["page"] = str(page)
        return f"?{urlencode(values)}" if values else ""

    @property
    def query(self) -> str:
        """The part of the address that makes this list what it is, without what is ignored."""
        return self._query(self.page)

    @property
    def newer(self) -> str | None:
        """The query of the page before, "." for the bare address, or None."""
        return (self._query(self.page - 1) or ".") if self.page > 1 else None

    @property
    def older(self) -> str | None:
        return self._query(self.page + 1) if self.has_older else None


def _chosen(
    parameters: Mapping[str, str],
    parameter: str,
    label: str | Promise,
    everything: str | Promise,
    choices: list[Choice],
    key_of: Callable[[str], str | None] = lambda value: None,
) -> Filter:
    """Return a filter; `key_of` finds the key of what had another value before."""
    value = normalize("NFC", parameters.get(parameter, ""))
    chosen = next((choice for choice in choices if choice.value == value), None)
    if value and chosen is None:
        key = key_of(value)
        chosen = next((choice for choice in choices if choice.key == key), None)
        if chosen is None:
            raise Http404
    return Filter(parameter, label, everything, choices, chosen)


def _page_number(text: str) -> int:
    """Return the number of the page that is asked for; the first one where nothing is."""
    if not text:
        return 1
    is_number = text.isascii() and text.isdecimal() and len(text) <= len(str(_LAST_PAGE))
    if not is_number or not 1 <= int(text) <= _LAST_PAGE:
        raise Http404
    return int(text)


def _forums(lang: str) -> list[Choice]:
    forums = PublishedItem.objects.public().of_type("forum").in_language(lang)
    choices = [
        Choice(slug_in(path), title, str(work))
        for path, title, work in forums.values_list("path", "title", "work")
    ]
    return sorted(choices, key=lambda choice: (sort_key(choice.name), choice.key))


def _forum_named(slug: str) -> str | None:
    """Return the work of a forum that has or had a slug, in any language."""
    slugs = slugs_of_works("forum")
    return slugs.present.get(slug) or slugs.former.get(slug)


def _topic_named(slug: str) -> str | None:
    """Return the slug of the topic that had this one before."""
    pk = former_terms("topic").get(slug)
    return Topic.objects.filter(pk=pk).values_list("slug", flat=True).first() if pk else None


def _topics(lang: str) -> list[Choice]:
    topics = Topic.public(type="news", lang=lang).order_by(InOrderOfNames(lang), "pk")
    return [Choice(topic.slug, topic.name(lang), topic.slug) for topic in topics]


def _years(lang: str) -> list[Choice]:
    """Return the years that have stories, the newest first."""
    # One seek in an index for each year that may be.
    starts = [(year, _database_moment(_start_of(year))) for year in (*YEARS, YEARS.stop)]
    spans = [(year, start, end) for (year, start), (_next, end) in pairwise(starts)]
    rows = ", ".join(["(%s, %s, %s)"] * len(spans))
    with connection.cursor() as cursor:
        values = [*chain(*spans), "news", lang, _database_moment(timezone.now())]
        cursor.execute(_YEARS_WITH_STORIES.format(rows=rows), values)
        found = [str(year) for (year,) in cursor.fetchall()]
    return [Choice(year, in_digits_of(year, lang), year) for year in found]


def _database_moment(moment: datetime) -> Any:
    return connection.ops.adapt_datetimefield_value(moment)


def _start_of(year: int) -> datetime:
    """Return the first moment of a year in Baghdad."""
    return datetime(year, 1, 1, tzinfo=timezone.get_current_timezone())


def _span(year: int) -> tuple[datetime, datetime]:
    """Return the first and last moment of a year in Baghdad."""
    return _start_of(year), _start_of(year + 1) - timedelta(microseconds=1)
