"""Derives the rows that lists read: one for each work and the language it is translated into.

    original                     translation                        status
    public                       none                               missing
    public, or not yet           not public, or text missing        draft (n of m, in review)
    public                       public, made from these words      up to date
    public                       public, made from other words      outdated
    public                       public, a text is the original's   outdated
    public once, not now         begun or not                       withdrawn
    public                       public, not translated from it     independent

Works of which nothing was ever public have a row once somebody has begun to translate them.
"""

from collections import defaultdict
from collections.abc import Collection, Sequence
from dataclasses import dataclass, field
from typing import Any
from uuid import UUID

from django.contrib.contenttypes.models import ContentType
from django.utils import timezone
from wagtail.models import Page, WorkflowState
from wagtail_localize.models import StringSegment, Translation

from core.language.languages import other_language
from core.models import PublishedItem
from translation.content.texts import accepted_in, needs_translation
from translation.content.translated import is_open_repetition, is_translation
from translation.models import COMPLETE, Status, TranslationStatus
from translation.status.sources import refresh_changed

BATCH = 200
_Key = tuple[int, int]

_DERIVED = (
    "source_lang",
    "source_page_id",
    "target_page_id",
    "title",
    "status",
    "is_begun",
    "is_in_review",
    "done",
    "total",
    "changed_at",
)


@dataclass
class _Work:
    """One work, as the database has it."""

    pages: dict[str, dict[str, Any]] = field(default_factory=dict)  # by language
    # Whether it is enabled, its id, the source's language; if there are several, the latest wins.
    directions: list[tuple[bool, int, str]] = field(default_factory=list)
    public: dict[str, str] = field(default_factory=dict)  # original_lang by public language
    was_public: bool = False  # ever, in either language
    # The texts to be translated, by their language and then by their string and context.
    texts: dict[str, dict[_Key, str]] = field(default_factory=lambda: defaultdict(dict))
    # What people stored for them, by its language: those that count, and those that repeat.
    translated: dict[str, set[_Key]] = field(default_factory=lambda: defaultdict(set))
    repeated: dict[str, set[_Key]] = field(default_factory=lambda: defaultdict(set))
    in_review: set[int] = field(default_factory=set)

    @property
    def is_begun(self) -> bool:
        return bool(self.directions)

    @property
    def was_published(self) -> bool:
        """Whether somebody published it; the public top pages of a new site do not count."""
        return self.was_public and any(page["last_published_at"] for page in self.pages.values())

    @property
    def source_lang(self) -> str | None:
        """The language of the original: that of the translation, else of the first page."""
        if self.directions:
            known = [each for each in self.directions if each[-1] in self.pages]
            return max(known or self.directions)[-1]
        recorded = set(self.public.values()) & self.pages.keys()
        if len(recorded) == 1:
            return recorded.pop()
        return min(self.pages, key=lambda lang: self.pages[lang]["pk"], default=None)


def derive(works: Collection[UUID]) -> None:
    """Update the rows of these works, in as many queries for two hundred as for one."""
    everything = sorted(works)
    for start in range(0, len(everything), BATCH):
        _derive_batch(everything[start : start + BATCH])


def _derive_batch(works: Sequence[UUID]) -> None:
    refresh_changed(works)
    found = _read_works(works)
    wanted = {work: _values_of(each) for work, each in found.items()}
    known, gone = {}, []
    for row in TranslationStatus.objects.filter(work__in=works):
        if (values := wanted[row.work]) is not None and values["lang"] == row.lang:
            known[row.work] = row
        else:
            gone.append(row.pk)
    TranslationStatus.objects.filter(pk__in=gone).delete()
    new: list[TranslationStatus] = []
    changed: list[TranslationStatus] = []
    for work, values in wanted.items():
        if values is None:
            continue
        row = known.get(work) or TranslationStatus(work=work, lang=values["lang"])
        if _apply(row, values, found[work]):
            (changed if row.pk else new).append(row)
    TranslationStatus.objects.bulk_create(new)
    TranslationStatus.objects.bulk_update(changed, _DERIVED)


def _read_works(works: Sequence[UUID]) -> dict[UUID, _Work]:
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
    translations = Translation.objects.filter(source__object_id__in=works)
    for work, *direction in translations.values_list(
        "source__object_id", "enabled", "pk", "source__locale__language_code"
    ):
        found[work].directions.append(tuple(direction))
    items = PublishedItem.objects.filter(work__in=works)
    for item in items.only("work", "lang", "original_lang", "is_public", "expires_at"):
        found[item.work].was_public = True
        if not item.is_gone:
            found[item.work].public[item.lang] = item.original_lang
    begun = [work for work, each in found.items() if each.is_begun]
    if begun:
        _count_texts(begun, found)
        _find_reviews(found)
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
            found[work].texts[lang][string, context] = data
    for work, lang, string, context, data, tool in accepted_in(works).values_list(
        "context__object_id",
        "locale__language_code",
        "translation_of_id",
        "context_id",
        "data",
        "tool_name",
    ):
        original = found[work].texts[other_language(lang)].get((string, context))
        if original is None:
            continue
        if is_translation(original, data, tool, lang):
            found[work].translated[lang].add((string, context))
        elif is_open_repetition(original, data, tool, lang):
            found[work].repeated[lang].add((string, context))


def _find_reviews(found: dict[UUID, _Work]) -> None:
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


def _values_of(work: _Work) -> dict[str, Any] | None:
    """Return the values of a work's row except its status, or None if it has no row."""
    source_lang = work.source_lang
    if source_lang is None or not (work.is_begun or work.was_published):
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
        "done": len(work.translated[lang]),
        "total": len(texts),
    } | _title(source, is_public=source_lang in work.public)


def _title(source: dict[str, Any] | None, *, is_public: bool) -> dict[str, str]:
    """Return the title to be shown; that of a withdrawn work stays as it was."""
    if source is None or (source["last_published_at"] and not is_public):
        return {}
    return {"title": _known_title(source)}


def _known_title(page: dict[str, Any]) -> str:
    """Return the public title, or the draft's if the page was never public."""
    return str(page["title"] if page["last_published_at"] else page["draft_title"])


def _apply(row: TranslationStatus, values: dict[str, Any], work: _Work) -> bool:
    """Write these values and the status that follows into `row`; return whether it changed."""
    before = {name: getattr(row, name) for name in _DERIVED}
    for name, value in values.items():
        setattr(row, name, value)
    row.title = row.title or _known_title(next(iter(work.pages.values())))
    row.status = _status(row, work)
    if row.status != before["status"]:
        row.changed_at = timezone.now()
    return row.pk is None or any(getattr(row, name) != value for name, value in before.items())


def _status(row: TranslationStatus, work: _Work) -> str:
    source, target = work.pages.get(row.source_lang), work.pages.get(row.lang)
    if source is None or (row.source_lang not in work.public and source["last_published_at"]):
        return Status.WITHDRAWN
    if target is None:
        return Status.MISSING
    if not row.is_begun:
        return Status.INDEPENDENT
    if row.lang not in work.public:
        return Status.DRAFT
    is_complete = row.public_status == COMPLETE and not work.repeated[row.lang]
    return Status.UP_TO_DATE if is_complete else Status.OUTDATED
