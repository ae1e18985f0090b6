"""Whether a post in the export, or its page here, has changed since the last run."""

import hashlib
import json
from collections.abc import Iterable
from datetime import UTC, datetime
from typing import Any

from core.models import BasePage
from moving.html.converting import RULES
from moving.mapping.targets import Target
from moving.reading.records import Post
from moving.survey.briefs import Brief
from news.importing.applying import RELATIONS

_PLAIN = ("title", "summary", "slug", "lead_image_id", "story_date", "source_url")
_CHOSEN = ("governorate_id", "byline_person_id", "byline_organisation_id")
_OF_BLOCKS = {"id"}


def source_digest(
    post: Post, brief: Brief, targets: Iterable[Target], byline: Target | None
) -> str:
    """Return the digest of all that decides what a post becomes."""
    verdict = brief.verdict
    return _digest(
        [
            RULES,
            post.type,
            post.title,
            post.content,
            post.excerpt,
            post.footnotes,
            post.name,
            post.parent,
            post.thumbnail,
            verdict.outcome,
            verdict.reason,
            verdict.lang,
            verdict.moment.isoformat() if verdict.moment else "",
            sorted(map(str, targets)),
            str(byline or ""),
        ]
    )


def written_digest(page: BasePage) -> str:
    """Return the digest of a page's content; ids of blocks, which translating changes, aside."""
    values: list[Any] = [_plain(getattr(page, name, "")) for name in (*_PLAIN, *_CHOSEN)]
    body: Any = getattr(page, "body", None)
    values.append(_without_ids(list(body.get_prep_value())) if body is not None else None)
    for name in RELATIONS:
        rows = getattr(page, name).all() if hasattr(page, name) else ()
        values.append(sorted(str(getattr(row, "translation_key", row.pk)) for row in rows))
    return _digest(values)


def _plain(value: Any) -> str:
    """Return a value as text; a time as revisions store it, whatever its zone."""
    if isinstance(value, datetime):
        return value.astimezone(UTC).isoformat(timespec="milliseconds")
    return str(value)


def _without_ids(value: Any) -> Any:
    if isinstance(value, dict):
        return {key: _without_ids(each) for key, each in value.items() if key not in _OF_BLOCKS}
    if isinstance(value, list):
        return [_without_ids(each) for each in value]
    return value


def _digest(value: Any) -> str:
    written = json.dumps(value, sort_keys=True, ensure_ascii=False)
    return hashlib.sha256(written.encode("utf-8", "replace")).hexdigest()
