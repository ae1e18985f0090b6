"""Keeps the rows that lists read: one for each work and the language it is, or could be, put into.

    original                     translation                        state
    public                       none                               missing
    public, or not yet           not public, or text missing        draft (n of m, in review)
    public                       public, made from these words      up to date
    public                       public, made from other words      outdated
    public once, not now         begun or not                       withdrawn
    public                       public, not translated from it     independent

Works of which nothing was ever public have a row once somebody has begun to translate them.
"""

from collections import defaultdict
from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass, field
from typing import Any
from uuid import UUID

from django.contrib.contenttypes.models import ContentType
from django.dispatch import Signal
from django.utils import timezone
from wagtail.models import Page, WorkflowState
from wagtail_localize.models import StringSegment, StringTranslation, Translation

from core.languages import other_language
from core.models import ShelfItem
from translation.models import State, TranslationStatus
from translation.texts import needs_translation, plain

BATCH = 200

# Sent with `status`, the row, and `before`, its state before or "" for a new row, in the
# transaction that changes it.
state_changed = Signal()

_KEPT = (
    "source_lang",
    "source_page_id",
    "target_page_id",
    "title",
    "state",
    "is_begun",
    "is_in_review",
    "done",
    "total",
    "changed_at",
)
_FIELDS = [name.removesuffix("_id") for name in _KEPT]


@dataclass
class _Work:
    """What the database says of one work."""

    pages: dict[str, dict[str, Any]] = field(default_factory=dict)  # by language
    directions: list[tuple[bool, str]] = field(default_factory=list)  # (is enabled, source_lang)
    public: dict[str, str] = field(default_factory=dict)  # original_lang by public language
    texts: dict[str, list[tuple[int, int]]] = field(default_factory=lambda: defaultdict(list))
    translated: dict[str, set[tuple[int, int]]] = field(default_factory=lambda: defaultdict(set))
    in_review: set[int] = field(default_factory=set)

    @property
    def is_begun(self) -> bool:
        return bool(self.directions)

    @property
    def source_lang(self) -> str | None:
        """The language of the original: that of the translation, else of the first page."""
        if self.directions:
            known = [each for each in self.directions if each[1] in self.pages]
            return max(known or self.directions)[1]
        said = set(self.public.values()) & self.pages.keys()
        if len(said) == 1:
            return said.pop()
        return min(self.pages, key=lambda lang: self.pages[lang]["pk"], default=None)


def keep(works: Collection[UUID]) -> None:
    """Bring the rows of these works in line, in as many queries for two hundred as for one."""
    everything = sorted(works)
    for start in range(0, len(everything), BATCH):
        _keep(everything[start : start + BATCH])


def _keep(works: Sequence[UUID]) -> None:
    found = _look_at(works)
    wanted = {work: _wanted(each) for work, each in found.items()}
    known, gone = {}, []
    for row in TranslationStatus.objects.filter(work__in=works):
        if (values := wanted[row.work]) is not None and values["lang"] == row.lang:
            known[row.work] = row
        else:
            gone.append(row.pk)
    TranslationStatus.objects.filter(pk__in=gone).delete()
    _save({work: values for work, values in wanted.items() if values}, known, found)


def _save(
    wanted: dict[UUID, dict[str, Any]],
    known: dict[UUID, TranslationStatus],
    found: dict[UUID, _Work],
) -> None:
    changed = []
    for work, values in wanted.items():
        row = known.get(work) or TranslationStatus(work=work, lang=values["lang"])
        before = row.state if row.pk else ""
        if _take_over(row, values, found[work]):
            changed.append((row, before))
    TranslationStatus.objects.bulk_create(row for row, _before in changed if not row.pk)
    TranslationStatus.objects.bulk_update([row for row, before in changed if before], _FIELDS)
    for row, before in changed:
        if row.state != before:
            state_changed.send(TranslationStatus, status=row, before=before)


def _look_at(works: Sequence[UUID]) -> dict[UUID, _Work]:
    found: dict[UUID, _Work] = {work: _Work() for work in works}
    pages = Page.objects.filter(translation_key__in=works, alias_of=None, depth__gt=1)
    for page in pages.values(
        "pk",
        "translation_key",
        "locale__language_code",
        "title",
        "draft_title",
        "live",
        "last_published_at",
    ):
        found[page["translation_key"]].pages[page["locale__language_code"]] = page
    for work, enabled, lang in Translation.objects.filter(source__object_id__in=works).values_list(
        "source__object_id", "enabled", "source__locale__language_code"
    ):
        found[work].directions.append((enabled, lang))
    for work, lang, original in (
        ShelfItem.objects.public()
        .filter(work__in=works)
        .values_list("work", "lang", "original_lang")
    ):
        found[work].public[lang] = original
    begun = [work for work, each in found.items() if each.is_begun]
    if begun:
        _count_texts(begun, found)
        _look_for_reviews(found)
    return found


def _count_texts(works: Sequence[UUID], found: dict[UUID, _Work]) -> None:
    segments = StringSegment.objects.filter(source__object_id__in=works)
    for work, lang, string, context, data in segments.values_list(
        "source__object_id",
        "source__locale__language_code",
        "string_id",
        "context_id",
        "string__data",
    ):
        if needs_translation(data):
            found[work].texts[lang].append((string, context))
    accepted = StringTranslation.objects.filter(
        context__object_id__in=works,
        has_error=False,
        translation_type=StringTranslation.TRANSLATION_TYPE_MANUAL,
    )
    for work, lang, string, context, data in accepted.values_list(
        "context__object_id",
        "locale__language_code",
        "translation_of_id",
        "context_id",
        "data",
    ):
        if plain(data):
            found[work].translated[lang].add((string, context))


def _look_for_reviews(found: dict[UUID, _Work]) -> None:
    owners = {
        str(page["pk"]): (each, page["pk"])
        for each in found.values()
        if each.is_begun
        for page in each.pages.values()
    }
    reviews = WorkflowState.objects.filter(
        base_content_type=ContentType.objects.get_for_model(Page),
        object_id__in=owners,
        status=WorkflowState.STATUS_IN_PROGRESS,
    )
    for object_id in reviews.values_list("object_id", flat=True):
        work, page_id = owners[object_id]
        work.in_review.add(page_id)


def _wanted(work: _Work) -> dict[str, Any] | None:
    """Return what a work's row must say apart from its state, or None if it has none."""
    source_lang = work.source_lang
    if source_lang is None or not (work.is_begun or _was_public(work.pages.values())):
        return None
    lang = other_language(source_lang)
    source, target = work.pages.get(source_lang), work.pages.get(lang)
    if source is None and target is None:
        return None
    texts = work.texts[source_lang]
    return {
        "lang": lang,
        "source_lang": source_lang,
        "source_page_id": source["pk"] if source else None,
        "target_page_id": target["pk"] if target else None,
        "is_begun": work.is_begun,
        "is_in_review": bool(target and target["pk"] in work.in_review),
        "done": sum(text in work.translated[lang] for text in texts),
        "total": len(texts),
    } | _title(source, is_public=source_lang in work.public)


def _title(source: dict[str, Any] | None, *, is_public: bool) -> dict[str, str]:
    """Return the title to be shown; that of a withdrawn work stays as it was."""
    if source is None or (source["last_published_at"] and not is_public):
        return {}
    return {"title": _known_title(source)}


def _known_title(page: dict[str, Any]) -> str:
    """Return the title as readers know it, or that of the draft which they never knew."""
    return str(page["title"] if page["last_published_at"] else page["draft_title"])


def _was_public(pages: Iterable[dict[str, Any]]) -> bool:
    return any(page["last_published_at"] for page in pages)


def _take_over(row: TranslationStatus, wanted: dict[str, Any], work: _Work) -> bool:
    """Write what is wanted and the state that follows into `row`; return whether it changed."""
    before = {name: getattr(row, name) for name in _KEPT}
    for name, value in wanted.items():
        setattr(row, name, value)
    row.title = row.title or _known_title(next(iter(work.pages.values())))
    row.state = _state(row, work)
    if row.state != before["state"]:
        row.changed_at = timezone.now()
    return row.pk is None or any(getattr(row, name) != value for name, value in before.items())


def _state(row: TranslationStatus, work: _Work) -> str:
    source, target = work.pages.get(row.source_lang), work.pages.get(row.lang)
    if source is None or (row.source_lang not in work.public and source["last_published_at"]):
        return State.WITHDRAWN
    if target is None:
        return State.MISSING
    if not row.is_begun:
        return State.INDEPENDENT
    if not target["live"] or row.is_unwritten:
        return State.DRAFT
    return State.UP_TO_DATE if row.made_from in {"", row.source_digest} else State.OUTDATED
