"""`/ar/topics/` and `/ar/topics/<topic>/`: topics, and the stories about each."""

from collections.abc import Sequence
from typing import Any
from urllib.parse import urlencode

from django.http import Http404, HttpRequest, HttpResponse, HttpResponsePermanentRedirect
from django.shortcuts import render
from django.utils.translation import gettext as _
from django.views.decorators.csrf import csrf_exempt
from django.views.decorators.http import require_safe

from core.addresses.base import uri
from core.addresses.topics import topic_path, topics_path
from core.language.isolates import isolated_text
from core.language.languages import LANGUAGES, current_language
from core.public.editions import Edition, switch_from
from core.public.errors import words_of_path
from core.public.topics import TopicEdition, present_slug, topic_at, topic_lists, topics_in
from core.public.view_heads import ViewHead
from news.listing import TopicListing, page_number, topic_alone

# Browsers remember a permanent redirect for ever; a slug may become another topic's.
_CACHED = "public, max-age=30"


@csrf_exempt  # nothing is ever posted here: 405 is clearer than a missing token
@require_safe
def topic_list(request: HttpRequest) -> HttpResponse:
    """Answer the public topics of a language; four queries beside those of the frame."""
    lang = current_language()
    lists = topic_lists()
    own = next(one for one in lists if one.lang == lang)
    trail = [(_("Topics"), own.path)]
    head = ViewHead(own, lists, _("Topics"), _("What our stories are about."), trail=trail)
    context = _frame(own, lists, head) | {"topics": topics_in(lang)}
    return render(request, "news/topic_list.html", context)


@csrf_exempt
@require_safe
def topic_page(request: HttpRequest, slug: str) -> HttpResponse:
    """Answer the stories about a topic, at its former slugs the way to it.

    A topic without a public story in the language is not found; the other language's is offered.
    """
    lang = current_language()
    editions = topic_at(slug)
    own = next((one for one in editions if one.lang == lang), None)
    if own is not None:
        return _answer(request, own, editions)
    present = "" if editions else present_slug(slug)
    if present and present != slug:
        editions = topic_at(present)
        if any(one.lang == lang for one in editions):
            return _moved(lang, present, request.GET.dict())
    return _not_found(request, editions)


def _answer(
    request: HttpRequest, own: TopicEdition, editions: Sequence[TopicEdition]
) -> HttpResponse:
    listing = TopicListing(own, request.GET.dict())
    direction = LANGUAGES[own.lang].direction
    title = isolated_text(f"{listing.name}: {listing.counted}", direction)
    trail = [(_("Topics"), topics_path(own.lang)), (own.title, own.path)]
    head = ViewHead(
        own,
        editions,
        title,
        isolated_text(own.intro, direction),
        listing.query,
        listing.is_filtered,
        trail,
    )
    context = {"topic": own, "listing": listing, "feed": listing.feed}
    return render(request, "news/topic_page.html", _frame(own, editions, head) | context)


def _frame(own: Edition, editions: Sequence[Edition], head: ViewHead) -> dict[str, Any]:
    return {"head_given": head, "switch_given": switch_from(own.lang, editions)}


def _not_found(request: HttpRequest, editions: Sequence[TopicEdition]) -> HttpResponse:
    if not editions:
        raise Http404
    context = {"offers": editions, "looked_for": words_of_path(request.path_info)}
    return render(request, "404.html", context, status=404)


def topic_page_instead(lang: str, parameters: dict[str, str]) -> HttpResponse | None:
    """Return the way from a list of stories that only a topic narrows to the topic's own page.

    None where something else is asked for, or no such topic is public in the language.
    """
    asked = topic_alone(parameters)
    if not asked or "\x00" in asked:
        return None
    for slug in (asked, present_slug(asked)):
        if slug and any(one.lang == lang for one in topic_at(slug)):
            return _moved(lang, slug, {"page": parameters.get("page", "")})
    return None


def _moved(lang: str, slug: str, parameters: dict[str, str]) -> HttpResponse:
    """Redirect to a topic's page, with what the list reads of the parameters."""
    page, year = page_number(parameters), parameters.get("year", "")
    values = {"year": year, "page": str(page) if page > 1 else ""}
    query = urlencode({name: value for name, value in values.items() if value})
    address = uri(topic_path(lang, slug))
    response = HttpResponsePermanentRedirect(f"{address}?{query}" if query else address)
    response.headers["Cache-Control"] = _CACHED
    return response
