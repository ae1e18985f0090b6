"""Events that stories announce."""

from django.db.models import OuterRef, Q, Subquery
from django.utils import timezone

from core.language.dates import first_moment_of_today
from core.models import PublishedItem
from core.public.cards import Card, cards
from core.publication.records import StoryRecord
from news.models import NewsPage


def coming_events(lang: str, most: int) -> list[Card[StoryRecord]]:
    """Return the public stories in `lang` whose event is not over, the nearest first.

    An event without an end lasts until midnight in Baghdad. The items have the times of the event
    as `starts` and `ends`.
    """
    is_not_over = Q(event_end__gte=timezone.now()) | Q(
        event_end=None, event_start__gte=first_moment_of_today()
    )
    announced = NewsPage.objects.filter(is_not_over)
    own_page = NewsPage.objects.filter(pk=OuterRef("page_id"))
    found = (
        PublishedItem.objects.public()
        .of_type("news")
        .in_language(lang)
        .filter(page_id__in=announced.values("pk"))
        .annotate(
            starts=Subquery(own_page.values("event_start")),
            ends=Subquery(own_page.values("event_end")),
        )
        .order_by("starts", "pk")
    )
    return cards(found[:most], StoryRecord)
