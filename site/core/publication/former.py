"""Slugs by which readers may still ask for what is, or was, public.

A partner stores a filter once and uses it for years; meanwhile a name is renamed or withdrawn.
What was never public has no entry here, so it cannot be distinguished from a typo.
"""

from collections.abc import Collection, Iterable
from dataclasses import dataclass
from typing import Any
from unicodedata import normalize

from core.language.languages import LANGUAGES
from core.models import FormerAddress, FormerSlug, Governorate, Organisation, PublishedItem, Topic
from core.publication.links import slug_at

_RANK = {tag: rank for rank, tag in enumerate(LANGUAGES)}
# By the kind of their facets.
VOCABULARIES = {model.item_key: model for model in (Topic, Governorate, Organisation)}


def record_slugs(facets: Iterable[tuple[str, str]], shown: Collection[str]) -> None:
    """Record the slugs of names that items begin to show, given their facets as (kind, slug).

    `shown` are the items' dependency keys: a slug may belong to another name by now.
    """
    slugs = {facet for facet in facets if facet[0] in VOCABULARIES}
    found: dict[tuple[str, str], int] = {}
    for kind, model in VOCABULARIES.items():
        if wanted := [slug for each, slug in slugs if each == kind]:
            rows = model._default_manager.filter(slug__in=wanted).order_by()
            found |= {(kind, slug): pk for slug, pk in rows.values_list("slug", "pk")}
    terms = {facet: pk for facet, pk in found.items() if f"{facet[0]}:{pk}" in shown}
    if not terms:
        return
    rows = FormerSlug.objects.filter(slug__in=[slug for _kind, slug in terms])
    known = {(kind, slug): term for kind, slug, term in rows.values_list("kind", "slug", "term")}
    FormerSlug.objects.bulk_create(
        [
            FormerSlug(kind=kind, slug=slug, term=pk)
            for (kind, slug), pk in sorted(terms.items())
            if known.get((kind, slug)) != pk
        ],
        update_conflicts=True,
        unique_fields=["kind", "slug"],
        update_fields=["term"],
    )


def former_terms(kind: str) -> dict[str, int]:
    """Return the ids of the names of a vocabulary by the slugs by which they were ever public."""
    return dict(FormerSlug.objects.filter(kind=kind).values_list("slug", "term"))


@dataclass(frozen=True)
class WorkSlugs:
    """Works of one type by the last part, in NFC, of their addresses: those of now, and of before.

    `present` has public works alone; English slugs come before Arabic ones. `known` are all works
    that ever were public.
    """

    present: dict[str, str]
    former: dict[str, str]
    known: frozenset[str]


def slugs_of_works(public_type: str) -> WorkSlugs:
    """Return the slugs of all works of a type that are, or were, public."""
    fields = ("lang", "path", "work", "is_public", "expires_at")
    items = list(PublishedItem.objects.of_type(public_type).only(*fields))
    before = FormerAddress.objects.filter(item__type=public_type)
    present = _by_slug((item.lang, item.path, item.work) for item in items if not item.is_gone)
    public = set(present.values())
    gone = [(item.lang, item.path, item.work) for item in items if item.is_gone]
    moved = list(before.values_list("item__lang", "path", "item__work"))
    # What moved and is still public comes before what was withdrawn, as on the site.
    left = _by_slug(row for row in moved if str(row[2]) in public)
    former = _by_slug([*gone, *moved]) | left
    known = public.union(former.values(), (str(work) for _lang, _path, work in gone))
    return WorkSlugs(present, former, frozenset(known))


def _by_slug(rows: Iterable[tuple[str, str, Any]]) -> dict[str, str]:
    works: dict[str, str] = {}
    for _lang, path, work in sorted(rows, key=lambda row: (_RANK[row[0]], row[1])):
        works.setdefault(slug_in(path), str(work))
    return works


def slug_in(path: str) -> str:
    """Return the last part of a path, in the form in which slugs are compared."""
    return normalize("NFC", slug_at(path))
