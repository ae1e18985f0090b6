"""Makes two pages of one work a translation of each other, segment by segment.

    source                       target                       becomes
    body.<a>.text  "Voices"      body.<x>.text  "أصوات"       a translated string at body.<a>.text
    body.<a>.image 4             body.<x>.image 9             an override at body.<a>.image

The target then gets the source's blocks with its own texts, as publishing it from the editor of
translations would write it. Where that would change a word, the pages stay independent.
"""

import re
from collections.abc import Sequence
from typing import Any

from django.db import transaction
from wagtail.models import Page
from wagtail_localize.models import Translation, TranslationSource
from wagtail_localize.segments import OverridableSegmentValue, StringSegmentValue
from wagtail_localize.segments.extract import extract_segments
from wagtail_localize.strings import StringValue, validate_translation_links

from core.publication.transactions import publication_transaction
from translation.content.segments import store_overrides, store_source, store_translations
from translation.content.texts import accepted, field_path, refresh_source, text_digest
from translation.content.translated import missing_texts
from translation.content.values import forbidden_addresses
from translation.models import COMPLETE, TranslationStatus
from translation.rights import AnyUser
from translation.status.provenance import note_target
from translation.workflow.write_page import record_revision

_EDITOR_KEY = re.compile(r' data-block-key="[^"]*"')


class _DiffersError(Exception):
    """The two pages differ in structure."""


def join(original: Page, translation: Page, user: AnyUser | None = None) -> bool:
    """Join two saved pages of one work; return whether `translation` is now a translation.

    A pair that was joined before is aligned again if the translation's text has changed since; a
    translation that stayed as it was stays outdated when only its original has changed.
    """
    original, translation = (_from_database(page) for page in (original, translation))
    if original.translation_key != translation.translation_key:
        raise ValueError("Only pages of one work can be joined.")
    if _is_reverse(original, translation):
        original, translation = translation, original
    if _is_joined(original, translation):
        return True
    try:
        with publication_transaction(), transaction.atomic():
            _join(original, translation, user)
    except _DiffersError:
        return False
    return True


def _from_database(page: Page) -> Page:
    return Page.objects.select_related("locale").get(pk=page.pk).specific


def _is_reverse(original: Page, translation: Page) -> bool:
    return Translation.objects.filter(
        source__object_id=original.translation_key,
        source__locale_id=translation.locale_id,
        target_locale_id=original.locale_id,
    ).exists()


def _is_joined(original: Page, translation: Page) -> bool:
    row = TranslationStatus.objects.filter(
        work=original.translation_key, lang=translation.locale.language_code
    ).first()
    if row is None or row.made_text != text_digest(translation):
        return False
    source = TranslationSource.objects.get_for_instance_or_none(original)
    if source is None or row.public_status != COMPLETE:
        return source is not None
    refresh_source(source)
    known = accepted(source.object_id, translation.locale)
    stored = set(known.values_list("translation_of_id", "context_id"))
    # What repeats its original is open, and joining again would change nothing about it.
    missing = missing_texts(source, translation.locale)
    return all((each.string_id, each.context_id) in stored for each in missing)


def correspond(original: Page, translation: Page) -> bool:
    """Whether two specific pages correspond text by text, judged by their structure.

    `join` then joins them, unless it finds while writing that it would change a word.
    """
    try:
        _check_match(original, translation)
    except _DiffersError:
        return False
    return True


def _check_match(original: Page, target: Page) -> tuple[Sequence[Any], Sequence[Any]]:
    """Return the segments of both pages; raise _DiffersError where they do not match."""
    ours, theirs = extract_segments(original), extract_segments(target)
    if _built(original, ours) != _built(target, theirs) or forbidden_addresses(target):
        raise _DiffersError
    _check_links(list(zip(ours, theirs, strict=True)))
    return ours, theirs


def _join(original: Page, target: Page, user: AnyUser | None) -> None:
    ours, theirs = _check_match(original, target)
    pairs = list(zip(ours, theirs, strict=True))
    source = store_source(original, ours)
    Translation.objects.update_or_create(
        source=source, target_locale=target.locale, defaults={"enabled": True}
    )
    strings = [
        (mine.path, mine.string.data, other.string.data)
        for mine, other in pairs
        if isinstance(mine, StringSegmentValue)
    ]
    overrides = {
        mine.path: other.data
        for mine, other in pairs
        if isinstance(mine, OverridableSegmentValue) and mine.data != other.data
    }
    store_translations(source, target.locale, strings, user)
    store_overrides(source, target.locale, overrides, user)
    _rebuild(source, target, theirs, user)


def _built(page: Page, segments: Sequence[Any]) -> list[tuple[Any, ...]]:
    """Return how a page is built: the kind and place of each segment, without its text."""
    return [
        (
            type(segment),
            field_path(page, segment.path),
            _EDITOR_KEY.sub("", getattr(segment, "template", "")),
        )
        for segment in segments
    ]


def _check_links(pairs: Sequence[tuple[Any, Any]]) -> None:
    """Raise _DiffersError if the target links elsewhere in a way that no override can express."""
    pages: set[tuple[str, str]] = set()
    for mine, other in pairs:
        if not isinstance(mine, StringSegmentValue):
            continue
        try:
            StringValue.from_translated_html(other.string.data)
            validate_translation_links(mine.string.data, other.string.data)
        except ValueError as error:
            raise _DiffersError from error
        pages |= _linked_pages(mine.attrs or {}, other.attrs or {})
    ids = {pk for pair in pages for pk in pair}
    works = dict(Page.objects.filter(pk__in=ids).values_list("pk", "translation_key"))
    if any(works.get(int(one)) != works.get(int(two)) for one, two in pages):
        raise _DiffersError


def _linked_pages(mine: dict[str, Any], theirs: dict[str, Any]) -> set[tuple[str, str]]:
    """Return the (source, target) ids of linked pages that differ; raise for other differences."""
    pages = set()
    for key in mine.keys() & theirs.keys():
        one, two = mine[key], theirs[key]
        if one == two or ("href" in one and "href" in two):
            continue
        if not one.get("linktype") == two.get("linktype") == "page":
            raise _DiffersError
        pages.add((one["id"], two["id"]))
    return pages


def _rebuild(
    source: TranslationSource, target: Page, theirs: Sequence[Any], user: AnyUser | None
) -> None:
    """Save the target as the strings make it, if that changes no word."""
    page = source.get_ephemeral_translated_instance(target.locale, fallback=True)
    if _contents(extract_segments(page)) != _contents(theirs):
        raise _DiffersError
    if not page.live:
        page.save()
    revision = page.save_revision(user=user, changed=False)
    record_revision(revision, text_digest(source.as_instance()), [])
    if page.live:
        revision.publish(user=None, changed=False)
    else:
        row = TranslationStatus.objects.get(
            work=page.translation_key, lang=page.locale.language_code
        )
        note_target(row, page, revision.pk)


def _contents(segments: Sequence[Any]) -> list[Any]:
    return [
        segment.string.data if isinstance(segment, StringSegmentValue) else segment.data
        for segment in segments
        if isinstance(segment, (StringSegmentValue, OverridableSegmentValue))
    ]
