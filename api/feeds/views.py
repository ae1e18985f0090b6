"""`/feeds/{lang}/news.rss` and its like: how a feed is answered."""

from typing import Any

from django.http import HttpRequest
from django.utils.translation import gettext_lazy as _

from api.answers import Answer
from api.feeds.entries import newest
from api.feeds.feed import Feed
from api.feeds.json_feed import json_feed
from api.feeds.subjects import Subject, described, subject_of
from api.feeds.withdrawals import withdrawn_lately
from api.parameters import lookup
from api.problems import Problem, not_found
from api.views.resource import Asked, Resource
from core.addresses.base import absolute
from core.addresses.feeds import ATOM, JSON, MEDIA_TYPES, RSS
from core.language.languages import LANGUAGES


class StoryFeed(Resource):
    """The newest stories of a language, or of a forum or topic in it.

    Its address alone chooses the format: many readers send an Accept that names no feed, and some
    one that excludes it.
    """

    schema = None
    form = RSS
    kind = ""

    def dispatch(self, request: HttpRequest, *args: Any, **path: Any) -> Asked:  # type: ignore[override]
        lang = lookup(path["lang"])
        if lang is None:
            raise _unknown_language()
        # Before anything is compared: what does not exist has no version.
        subject = subject_of(self.kind, path.get("slug", ""))
        asked = super().dispatch(request, subject=subject, lang=lang)
        return Asked(asked.version, lambda: self._answer_at(request.path_info, lang, subject))

    @property
    def media_type(self) -> str:  # type: ignore[override]
        return MEDIA_TYPES[self.form]

    def _answer_at(self, path: str, lang: str, subject: Subject) -> Answer:
        state, entries = newest(lang, subject)
        about = described(subject, lang, state)
        gone = withdrawn_lately(lang, state) if self.form == ATOM else ()
        feed = Feed(lang, self.form, about, entries, gone, state.modified_at)
        address = absolute(feed.path(self.form))
        is_alias = absolute(path) != address
        return Answer(
            _written(feed, self.form),
            state,
            [lang],
            media_type=f"{self.media_type}; charset=utf-8",
            headers={"Content-Location": address} if is_alias else {},
            is_alias=is_alias,
        )


def _written(feed: Feed, form: str) -> bytes:
    if form == JSON:
        return json_feed(feed)
    # With lxml, 4 MB that a worker never needs.
    from api.feeds.atom import atom
    from api.feeds.rss import rss

    return atom(feed) if form == ATOM else rss(feed)


def _unknown_language() -> Problem:
    detail = _("There are no stories in this language; see “available”.")
    problem = not_found(detail, is_lasting=True)
    problem.extra = {"available": list(LANGUAGES)}
    return problem
