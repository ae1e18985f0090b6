"""Topics as readers may know them: in each language that has a public story about them."""

from collections import defaultdict
from dataclasses import dataclass
from datetime import datetime
from itertools import groupby
from typing import Any

from django.db.models import CharField, Count, F, Max, OuterRef, QuerySet, Subquery, Value
from django.db.models.functions import Cast, Concat

from core.addresses.topics import topic_path, topics_path
from core.language.alphabet import sort_key
from core.language.languages import DEFAULT_LANGUAGE, LANGUAGES
from core.models import ItemFacet, PublishedItem, Topic
from core.publication.former import former_terms


@dataclass(frozen=True)
class TopicEdition:
    """A topic in a language that has public stories about it: how many, the latest change.

    `original_lang` is the language of the address that search engines offer to all others.
    """

    lang: str
    slug: str
    title: str
    intro: str
    stories: int
    updated_at: datetime
    original_lang: str = DEFAULT_LANGUAGE

    @property
    def path(self) -> str:
        return topic_path(self.lang, self.slug)


@dataclass(frozen=True)
class TopicList:
    """The page that lists the topics of a language, as the other language's page leads to it."""

    lang: str
    original_lang: str = DEFAULT_LANGUAGE

    @property
    def path(self) -> str:
        return topics_path(self.lang)


def topic_lists() -> list[TopicList]:
    """Return the pages that list topics; each is there, even if it has none to list."""
    return [TopicList(lang) for lang in LANGUAGES]


def public_topics() -> list[list[TopicEdition]]:
    """Return the public topics, each as its editions in the order of languages; two queries.

    The sitemap lists them: an edition's `path` and `updated_at`, and the others as alternates.
    """
    return [list(found) for _slug, found in groupby(_editions(), key=lambda one: one.slug)]


def topics_in(lang: str) -> list[TopicEdition]:
    """Return the topics that have public stories in `lang`, in the order of its alphabet."""
    found = [edition for edition in _editions() if edition.lang == lang]
    return sorted(found, key=lambda one: (sort_key(one.title), one.slug))


def topic_at(slug: str) -> list[TopicEdition]:
    """Return the editions of the public topic that has a slug, none if there is no such topic."""
    return _editions(slug=slug)


def present_slug(slug: str) -> str | None:
    """Return the slug of the topic that once was public under another one, or None."""
    pk = former_terms("topic").get(slug)
    return Topic.objects.filter(pk=pk).values_list("slug", flat=True).first() if pk else None


def _editions(**where: str) -> list[TopicEdition]:
    topics = {topic.slug: topic for topic in Topic.objects.filter(**where).order_by()}
    counted = _counted(topics) if topics else ()
    found: dict[str, list[TopicEdition]] = defaultdict(list)
    for slug, lang, stories, updated_at in counted:
        topic = topics[slug]
        edition = TopicEdition(lang, slug, topic.name(lang), topic.intro(lang), stories, updated_at)
        found[slug].append(edition)
    order = list(LANGUAGES)
    return [
        edition
        for slug in sorted(found)
        for edition in sorted(found[slug], key=lambda one: order.index(one.lang))
    ]


def _counted(topics: dict[str, Any]) -> QuerySet[ItemFacet, Any]:
    """Return rows (slug, language, number of public stories, their latest change)."""
    # By the id too: a slug may have been another topic's until a moment ago.
    holder = Topic.objects.filter(slug=OuterRef("key")).order_by().values("pk")[:1]
    own_key = Concat(Value("topic:"), Cast(Subquery(holder), CharField()))
    facets = ItemFacet.objects.filter(
        kind="topic", type="news", key__in=list(topics), item__in=PublishedItem.objects.public()
    )
    shown = facets.annotate(own_key=own_key).filter(item__dependencies__key=F("own_key"))
    groups = shown.order_by().values_list("key", "lang")
    return groups.annotate(stories=Count("pk"), changed=Max("item__updated_at"))
