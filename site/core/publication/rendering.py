"""Fills published items with what the API and the lists show.

If the rendering is the same as before, `seq` does not change: republishing is not a change.
"""

import hashlib
from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import replace
from datetime import datetime
from itertools import groupby
from typing import Any

import orjson
from django.db import transaction
from django.utils import timezone

from core.background.pacing import Pace
from core.background.problems import Kind, report
from core.language.times import utc
from core.media.missing import make_missing
from core.models import BasePage, ItemDependency, ItemFacet, PublishedItem
from core.publication.counter import lock_publication, next_seqs
from core.publication.former import record_slugs
from core.publication.records import TIMES_OF_CHANGES, ItemRecord
from core.publication.registry import Provenance, Rendering, provenances, renderer_of
from core.publication.texts import words_of, write_texts
from core.publication.visibility import public_models

# Raise it when unchanged pages are rendered differently: `reconcile` then renders them again.
RENDER_VERSION = 15
BATCH = 100
# How many items a transaction renders because something they show has changed. The rest are left
# stale for the worker, so that renaming a topic of ten thousand stories does not hold the lock.
FAN_OUT_LIMIT = 200
_RENDERED_FIELDS = (
    "seq",
    "published_at",
    "updated_at",
    "summary",
    "original_lang",
    "translation_status",
    "card",
    "full",
    "digest",
    "is_stale",
)


def render_items(items: Sequence[PublishedItem], now: datetime) -> None:
    """Render public items, in batches of one type; an error in any of them is raised."""
    models: dict[str, list[type[BasePage]]] = defaultdict(list)
    for model in public_models().values():
        models[model.public_type].append(model)
    ordered = sorted(items, key=lambda item: item.type)
    for public_type, group in groupby(ordered, key=lambda item: item.type):
        by_page = {item.page_id: item for item in group}
        for model in models[public_type]:
            ids = list(by_page)
            for start in range(0, len(ids), BATCH):
                _render_batch(model, by_page, ids[start : start + BATCH], now)


def _render_batch(
    model: type[BasePage], by_page: dict[int | None, PublishedItem], ids: list[Any], now: datetime
) -> None:
    pages = list(model._default_manager.filter(pk__in=ids).select_related("locale"))
    if not pages:
        return
    states = provenances(pages)
    renderer = renderer_of(model)
    renderings = renderer(pages, states) if renderer else (_bare(page) for page in pages)
    found = [
        (by_page[page.pk], page, rendering)
        for page, rendering in zip(pages, renderings, strict=True)
    ]
    _store(found, states, now)


def _bare(page: BasePage) -> Rendering:
    """Return an index page's rendering: it is published for its address, not in the API."""
    keys = {f"work:{page.work}"}
    if page.social_image_id:
        keys.add(f"image:{page.social_image_id}")
        make_missing({page.social_image_id})
    return Rendering(None, dependencies=frozenset(keys))


def _store(
    found: Sequence[tuple[PublishedItem, Any, Rendering]],
    states: Any,
    now: datetime,
) -> None:
    digests = [_digest(item, rendering, states[page.pk]) for item, page, rendering in found]
    changed = [
        (row, digest)
        for row, digest in zip(found, digests, strict=True)
        if row[0].digest != digest or row[0].is_stale
    ]
    if changed:
        first = next_seqs(len(changed))
        for seq, ((item, page, rendering), digest) in enumerate(changed, first):
            if item.digest != digest:
                item.seq, item.updated_at, item.digest = seq, now, digest
                _fill(item, page, rendering, states[page.pk])
            item.is_stale = False
        items = [item for (item, _page, _rendering), _digest in changed]
        PublishedItem.objects.bulk_update(items, _RENDERED_FIELDS, batch_size=50)
    _replace_facets(found)
    _replace_dependencies(found)
    records = {item.pk: rendering.record for item, _page, rendering in found}
    write_texts({pk: words_of(record) if record else None for pk, record in records.items()})


def _digest(item: PublishedItem, rendering: Rendering, state: Provenance) -> str:
    content = [
        _changing(rendering.record.card if rendering.record else {}),
        _changing(rendering.record.full if rendering.record else {}),
        sorted(rendering.facets),
        [item.path, item.title, state.status, state.original_lang],
    ]
    return hashlib.sha256(orjson.dumps(content)).hexdigest()


def _changing(form: dict[str, Any]) -> dict[str, Any]:
    """Return what of a form makes it another one: publishing the same text again does not."""
    return {name: value for name, value in form.items() if name not in TIMES_OF_CHANGES}


def _fill(item: PublishedItem, page: BasePage, rendering: Rendering, state: Provenance) -> None:
    item.published_at = page.published_at or item.published_at
    item.summary = page.summary
    item.original_lang, item.translation_status = state.original_lang, state.status
    item.card, item.full = "", ""
    if rendering.record:
        item.card, item.full = stored_forms(rendering.record, item.seq, item.updated_at)


def stored_forms(record: ItemRecord, seq: int, updated_at: datetime) -> tuple[str, str]:
    """Return the JSON of (card, full) with their number and the time of that number."""
    versioned = replace(record, updated_at=utc(updated_at), version=seq)
    return orjson.dumps(versioned.card).decode(), orjson.dumps(versioned.full).decode()


def _replace_facets(found: Sequence[tuple[PublishedItem, Any, Rendering]]) -> None:
    """Update the filters of the items, with the sort key that lists seek by."""
    wanted = {
        (item.pk, kind, key, item.type, item.lang, item.published_at)
        for item, _page, rendering in found
        for kind, key in rendering.facets
    }
    ids = [item.pk for item, _page, _rendering in found]
    columns = ("item_id", "kind", "key", "type", "lang", "published_at")
    present = {
        row[1:]: row[0]
        for row in ItemFacet.objects.filter(item__in=ids).values_list("pk", *columns)
    }
    extra = [pk for row, pk in present.items() if row not in wanted]
    if extra:
        ItemFacet.objects.filter(pk__in=extra).delete()
    new = sorted(wanted - present.keys())
    ItemFacet.objects.bulk_create(ItemFacet(**dict(zip(columns, row, strict=True))) for row in new)
    keys = {key for _item, _page, rendering in found for key in rendering.dependencies}
    record_slugs({(kind, key) for _item_id, kind, key, *_rest in new}, keys)


def _replace_dependencies(found: Sequence[tuple[PublishedItem, Any, Rendering]]) -> None:
    wanted = {(item.pk, key) for item, _page, rendering in found for key in rendering.dependencies}
    ids = [item.pk for item, _page, _rendering in found]
    present = {
        (item_id, key): pk
        for pk, item_id, key in ItemDependency.objects.filter(item__in=ids).values_list(
            "pk", "item_id", "key"
        )
    }
    extra = [pk for row, pk in present.items() if row not in wanted]
    if extra:
        ItemDependency.objects.filter(pk__in=extra).delete()
    ItemDependency.objects.bulk_create(
        ItemDependency(item_id=item_id, key=key) for item_id, key in sorted(wanted - present.keys())
    )


def render_or_mark_stale(item_ids: Iterable[int], now: datetime) -> int:
    """Render items whose surroundings changed; one that cannot be rendered waits as stale.

    A fault in another page must not stop the change that is being published. Returns how many
    are rendered.
    """
    items = list(PublishedItem.objects.filter(pk__in=list(item_ids), is_public=True))
    try:
        with transaction.atomic():
            render_items(items, now)
    except Exception:  # noqa: BLE001 - whatever a renderer raises, the others must go on
        return sum(_render_alone(item, now) for item in items)
    return len(items)


def _render_alone(item: PublishedItem, now: datetime) -> bool:
    try:
        with transaction.atomic():
            render_items([PublishedItem.objects.get(pk=item.pk)], now)
    except Exception as error:  # noqa: BLE001 - it is reported
        report(problem_key(item.page_id), Kind.RENDERING, error, page_id=item.page_id)
        PublishedItem.objects.filter(pk=item.pk).update(is_stale=True)
        return False
    return True


def problem_key(page_id: int | None) -> str:
    """Return the key of the problem that a page cannot be rendered."""
    return f"rendering:{page_id}"


def render_stale() -> int:
    """Render what earlier transactions left stale, some items at a time; return how many.

    Items that fail stay stale and are skipped until the next call.
    """
    done, last_id, pace = 0, 0, Pace(most=BATCH)
    while PublishedItem.objects.filter(is_stale=True, pk__gt=last_id).exists():
        with pace.batch(pace.size):
            lock_publication()
            ids = list(
                PublishedItem.objects.filter(is_stale=True, pk__gt=last_id)
                .order_by("pk")
                .values_list("pk", flat=True)[: pace.size]
            )
            done += render_or_mark_stale(ids, timezone.now())
        if not ids:  # somebody else has just rendered them
            break
        last_id = ids[-1]
    return done
