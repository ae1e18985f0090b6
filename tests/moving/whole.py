"""What an import has left behind, as JSON without ids, times and names that chance chose.

    python -m tests.moving.whole

Two sites into which the same posts were imported, with and without interruptions, write the same.
"""

import json
import sys
from typing import Any

import django

django.setup()

from wagtail.models import Page, ReferenceIndex, Revision  # noqa: E402 - Django must be ready

from core.models import PublishedItem, SiteDocument, SiteImage  # noqa: E402
from moving.models import ImportedPost, OldAddress, Question  # noqa: E402
from news.importing.applying import RELATIONS  # noqa: E402

_IDS = {"id", "image", "document"}
_FIELDS = (
    "title", "draft_title", "slug", "summary", "story_date", "source_url", "live",
    "has_unpublished_changes", "translation_key", "url_path",
)  # fmt: skip


def main() -> None:
    """Write everything that must not depend on how often the import was interrupted."""
    found = {
        "pages": sorted(map(_page, Page.objects.filter(depth__gt=2).specific()), key=str),
        "posts": [_post(row) for row in ImportedPost.objects.order_by("site", "post_id")],
        "addresses": sorted(map(_address, OldAddress.objects.all()), key=str),
        "questions": sorted(map(_question, Question.objects.all()), key=str),
        "pictures": sorted(image.file_hash for image in SiteImage.objects.all()),
        "files": all(image.file.storage.exists(image.file.name) for image in _files()),
        "public": sorted(
            PublishedItem.objects.public().values_list("path", "title", "type"), key=str
        ),
    }
    sys.stdout.write(json.dumps(found, ensure_ascii=False, sort_keys=True, default=str))


def _files() -> list[Any]:
    return [*SiteImage.objects.all(), *SiteDocument.objects.all()]


def _page(page: Any) -> dict[str, Any]:
    values = {name: str(getattr(page, name, "")) for name in _FIELDS}
    draft = page.get_latest_revision_as_object()
    for name, each in (("body", page), ("draft", draft)):
        body = getattr(each, "body", None)
        values[name] = _named(list(body.get_prep_value())) if body is not None else None
    values["lead"] = _hash_of(getattr(page, "lead_image_id", None))
    for name in RELATIONS:
        rows = getattr(page, name).all() if hasattr(page, name) else ()
        values[name] = sorted(row.slug for row in rows)
    values["references"] = ReferenceIndex.get_references_for_object(page).count()
    values["revisions"] = bool(Revision.objects.for_instance(page).count() or not page.live)
    return values


def _named(value: Any) -> Any:
    """Return blocks with the content of pictures in place of their ids, and of links their page."""
    if isinstance(value, dict):
        return {
            name: _hash_of(each) if name == "image" else _named(each)
            for name, each in value.items()
            if name == "image" or name not in _IDS
        }
    if isinstance(value, list):
        return [_named(each) for each in value]
    return _with_pages(value) if isinstance(value, str) else value


def _with_pages(text: str) -> str:
    head, *parts = text.split('linktype="page" id="')
    return head + "".join(f"→{_path_of(part)}" for part in parts)


def _path_of(part: str) -> str:
    number, rest = part.split('"', 1)
    return f"{Page.objects.values_list('url_path', flat=True).get(pk=number)}{rest}"


def _hash_of(pk: Any) -> str:
    return SiteImage.objects.values_list("file_hash", flat=True).get(pk=pk) if pk else ""


def _post(row: ImportedPost) -> list[Any]:
    page = row.page
    return [
        row.key, row.outcome, row.reason, row.is_incomplete, row.notes, row.source_digest,
        page and page.url_path, row.repeats and row.repeats.key,
        bool(page and row.revision_id == page.latest_revision_id),
    ]  # fmt: skip


def _address(row: OldAddress) -> list[Any]:
    return [
        row.site, row.address, row.post and row.post.key, row.page and row.page.url_path,
        _hash_of(row.image_id), row.document and row.document.title,
        row.topic and row.topic.slug, row.governorate and row.governorate.slug,
    ]  # fmt: skip


def _question(row: Question) -> list[Any]:
    evidence = [
        {**each, "value": _hash_of(each["value"])} if row.kind == Question.Kind.ALT else each
        for each in row.evidence
    ]
    evidence.sort(key=str)
    other = row.other and row.other.key
    return [row.kind, row.post.key, other, row.reason, row.decision, row.weight, evidence]


if __name__ == "__main__":
    main()
