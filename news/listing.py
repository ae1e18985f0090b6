"""Lists of stories: filters by forum, topic and year as plain links, and pages of twelve."""

from collections.abc import Callable, Mapping, Sequence
from unicodedata import normalize
from urllib.parse import urlencode

from django.db.models import Count, QuerySet, Subquery
from django.http import Http404
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from core.addresses.base import uri
from core.addresses.feeds import FOLDERS
from core.language.alphabet import sort_key
from core.language.lists import joined
from core.models import ItemFacet, PublishedItem, Topic
from core.models.ordering import InOrderOfNames
from core.public.cards import Card, cards
from core.public.choices import Choice, Filter
from core.public.feeds import FeedLinks, feed_links
from core.public.figures import page_of
from core.public.topics import TopicEdition, present_slug
from core.public.years import span_of, years_of
from core.publication.former import slug_in, slugs_of_works
from core.publication.records import StoryRecord
from news.headings import chosen_names, counted_heading

PER_PAGE = 12
_LAST_PAGE = 10_000


class StoryList:
    """One page of the stories in `lang`, as its filters and the parameters narrow them.

    `facet`, a kind and a key, narrows all of them. Unknown parameters are ignored; a page that
    does not exist raises Http404. Beside what the filters need it costs one query.
    """

    def __init__(
        self,
        lang: str,
        parameters: Mapping[str, str],
        filters: Sequence[Filter],
        facet: tuple[str, str] | None = None,
    ) -> None:
        self.lang = lang
        self.filters = filters
        self._facet = facet
        self.page = page_number(parameters)
        start = (self.page - 1) * PER_PAGE
        stories = self._stories()
        # Counted in the query that reads them, so that both are of one moment.
        number = stories.order_by().values("type").annotate(number=Count("pk")).values("number")
        counted = stories.annotate(number=Subquery(number))[start : start + PER_PAGE]
        self.cards = cards(counted, StoryRecord)
        if self.page > 1 and not self.cards:
            raise Http404
        self.count: int = vars(self.cards[0].item)["number"] if self.cards else 0

    def _stories(self) -> QuerySet[PublishedItem]:
        stories = (
            PublishedItem.objects.public().of_type("news").in_language(self.lang).newest_first()
        )
        chosen = [(one.parameter, one.chosen.key) for one in self.filters if one.chosen]
        for kind, key in [*chosen, *([self._facet] if self._facet else [])]:
            if kind == "year":
                stories = stories.filter(published_at__range=span_of(int(key)))
            else:
                facets = ItemFacet.objects.filter(kind=kind, key=key)
                stories = stories.filter(pk__in=facets.values("item"))
        return stories

    @property
    def is_filtered(self) -> bool:
        return any(one.chosen for one in self.filters)

    @property
    def is_narrowable(self) -> bool:
        """Whether a filter leaves readers a choice."""
        return self.is_filtered or any(len(one.choices) > 1 for one in self.filters)

    @property
    def pages(self) -> int:
        return max(1, -(-self.count // PER_PAGE))

    @property
    def page_of(self) -> str:
        return page_of(self.page, self.pages)

    @property
    def name(self) -> str:
        """What the reader chose, or "" if nothing."""
        return chosen_names(self.filters, self.lang)

    @property
    def counted(self) -> str:
        """How many stories there are, and which page of them this is."""
        return counted_heading(self.count, self.page, self.pages)

    @property
    def is_counted(self) -> bool:
        """Whether the heading has their number: whenever it is not simply the newest stories."""
        return self.is_filtered or self.page > 1

    @property
    def lead(self) -> Card[StoryRecord] | None:
        """The newest story, shown large where the list begins and nothing narrows it."""
        return self.cards[0] if self.cards and not self.is_counted else None

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
        return self._query(self.page + 1) if self.page < self.pages else None


class StoryListing(StoryList):
    """All stories of a language, narrowed by forum, topic and year; four queries.

    A value that is none of the choices raises Http404.
    """

    def __init__(self, lang: str, parameters: Mapping[str, str]) -> None:
        filters = [
            _chosen(parameters, "forum", _("Forum"), _("All forums"), _forums(lang), _forum_named),
            _chosen(parameters, "topic", _("Topic"), _("All topics"), _topics(lang), present_slug),
            _year(parameters, years_of("news", lang)),
        ]
        super().__init__(lang, parameters, filters)

    @property
    def topics(self) -> list[Choice]:
        return next(one.choices for one in self.filters if one.parameter == "topic")

    @property
    def forum(self) -> Choice | None:
        """The forum that was chosen."""
        return next(one.chosen for one in self.filters if one.parameter == "forum")

    @property
    def feed(self) -> FeedLinks:
        """The feed of the forum or the topic that was chosen, else that of all stories."""
        for one in self.filters:
            if one.chosen and one.parameter in FOLDERS:
                return feed_links(self.lang, one.chosen.name, one.parameter, one.chosen.value)
        return feed_links(self.lang, _("All stories"))


class TopicListing(StoryList):
    """The stories about one topic, narrowed by year; two queries."""

    def __init__(self, topic: TopicEdition, parameters: Mapping[str, str]) -> None:
        self.topic = topic
        facet = ("topic", topic.slug)
        years = _year(parameters, years_of("news", topic.lang, facet))
        super().__init__(topic.lang, parameters, [years], facet)

    @property
    def name(self) -> str:
        chosen = [one.chosen.name for one in self.filters if one.chosen]
        return joined([self.topic.title, *chosen], self.lang)

    @property
    def is_counted(self) -> bool:
        return True

    @property
    def lead(self) -> Card[StoryRecord] | None:
        return None

    @property
    def feed(self) -> FeedLinks:
        return feed_links(self.lang, self.topic.title, "topic", self.topic.slug)


def topic_alone(parameters: Mapping[str, str]) -> str:
    """Return the topic that is asked for, if nothing else narrows the list; else ""."""
    asked = {name: parameters.get(name, "") for name in ("forum", "topic", "year")}
    return "" if asked["forum"] or asked["year"] else normalize("NFC", asked["topic"])


def _year(parameters: Mapping[str, str], choices: list[Choice]) -> Filter:
    return _chosen(parameters, "year", _("Year"), _("All years"), choices)


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


def page_number(parameters: Mapping[str, str]) -> int:
    """Return the number of the page that is asked for; the first one where nothing is."""
    text = parameters.get("page", "")
    if not text:
        return 1
    is_number = text.isascii() and text.isdecimal() and len(text) <= len(str(_LAST_PAGE))
    if not is_number or not 1 <= int(text) <= _LAST_PAGE:
        raise Http404
    return int(text)


def _forums(lang: str) -> list[Choice]:
    forums = PublishedItem.objects.public().of_type("forum").in_language(lang)
    choices = [
        Choice(slug_in(path), title, str(work), uri(path))
        for path, title, work in forums.values_list("path", "title", "work")
    ]
    return sorted(choices, key=lambda choice: (sort_key(choice.name), choice.key))


def _forum_named(slug: str) -> str | None:
    """Return the work of a forum that has or had a slug, in any language."""
    slugs = slugs_of_works("forum")
    return slugs.present.get(slug) or slugs.former.get(slug)


def _topics(lang: str) -> list[Choice]:
    topics = Topic.public(type="news", lang=lang).order_by(InOrderOfNames(lang), "pk")
    return [Choice(topic.slug, topic.name(lang), topic.slug) for topic in topics]
