"""Addresses of categories and tags: they lead to what these became, else to the list of stories."""

from collections import defaultdict
from collections.abc import Iterator
from typing import Any

from core.publication.transactions import publication_transaction
from moving.addresses.normal import normal
from moving.mapping.reading import Mapping
from moving.mapping.targets import Target
from moving.models import OldAddress
from moving.reading.records import Term
from moving.survey.index import Index

_FOLDERS = {"category": "category", "post_tag": "tag"}
_LEADS_TO = ("page", "topic", "governorate")
_FIELDS = {"forum": "page", "topic": "topic", "governorate": "governorate"}


def record_term_addresses(index: Index, mapping: Mapping) -> None:
    """Record where the lists of categories and tags lead, as the mapping file has it now."""
    rows = OldAddress.objects.filter(post=None, image=None, document=None)
    there = {(row.site, row.address): row for row in rows}
    with publication_transaction():
        for site, address, leads_to in _wanted(index, mapping):
            row = there.get((site, address)) or OldAddress(site=site, address=address)
            before = [getattr(row, f"{name}_id") for name in _LEADS_TO]
            wanted = [getattr(leads_to.get(name), "pk", None) for name in _LEADS_TO]
            if row.pk is None or before != wanted:
                for name, pk in zip(_LEADS_TO, wanted, strict=True):
                    setattr(row, f"{name}_id", pk)
                row.save()
                there[site, address] = row


def _wanted(index: Index, mapping: Mapping) -> Iterator[tuple[str, str, dict[str, Any]]]:
    taken: set[tuple[str, str]] = set()
    hidden = _hidden_terms(index)
    for key, term in sorted(index.terms.items()):
        if key in hidden or term.taxonomy not in _FOLDERS:
            continue
        site = key[0]
        leads_to = _leads_to(mapping.terms.get(key, []))
        for address in _addresses(index, site, term):
            if (site, address) not in taken:
                taken.add((site, address))
                yield site, address, leads_to


def _leads_to(targets: list[Target]) -> dict[str, Any]:
    return {_FIELDS[target.kind]: target.row for target in targets[:1]}


def _addresses(index: Index, site: str, term: Term) -> Iterator[str]:
    """Yield the forms of a list's address: below the stories' folder or not, by name or number."""
    folder = _FOLDERS[term.taxonomy]
    above = [term.slug]
    parent = term.parent
    while parent and parent not in above:
        above.insert(0, parent)
        found = index.terms.get((site, term.taxonomy, parent))
        parent = found.parent if found else ""
    for front in dict.fromkeys(["", *index.numbered_folders(site)]):
        for path in dict.fromkeys([term.slug, "/".join(above)]):
            yield normal(f"{front}/{folder}/{path}")
    if term.taxonomy == "category":
        yield normal("/", f"category_name={term.slug}")
        if term.term_id:
            yield normal("/", f"cat={term.term_id}")
    else:
        yield normal("/", f"tag={term.slug}")


def _hidden_terms(index: Index) -> set[tuple[str, str, str]]:
    """Return the terms that only posts have which are not public: their names reveal something."""
    public: defaultdict[tuple[str, str, str], int] = defaultdict(int)
    every: defaultdict[tuple[str, str, str], int] = defaultdict(int)
    for brief in index.briefs.values():
        for taxonomy, slug in brief.terms:
            key = (brief.site, taxonomy, slug)
            every[key] += 1
            public[key] += brief.is_public
    return {key for key, count in every.items() if count and not public[key]}
