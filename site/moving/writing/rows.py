"""Identity, old addresses and questions of a post, in the transaction of its page."""

from collections import defaultdict
from collections.abc import Iterable, Sequence
from typing import Any

from core.models import SiteImage
from moving.addresses.normal import LONGEST
from moving.models import ImportedPost, OldAddress, Question
from moving.reprints import render_anew
from moving.survey.briefs import Brief, Key
from moving.survey.index import Index

_OF_LANGUAGE = {"language", "mixed", "kurdish"}


def addresses_of(brief: Brief, index: Index) -> list[str]:
    """Return the forms under which a post was asked for on its site."""
    numbered = index.numbered_address(brief.key)
    written = index.links.get(brief.key, "")
    found = (f"?p={brief.key[1]}", numbered, written)
    return list(dict.fromkeys(address for address in found if address and len(address) <= LONGEST))


def record_addresses(site: str, addresses: Iterable[str], **leads_to: Any) -> None:
    """Have old addresses lead somewhere; those that lead somewhere already stay."""
    OldAddress.objects.bulk_create(
        (OldAddress(site=site, address=address, **leads_to) for address in addresses),
        ignore_conflicts=True,
    )


def row_of(key: Key) -> ImportedPost | None:
    rows = ImportedPost.objects.filter(site=key[0], post_id=key[1])
    return rows.select_related("page").first()


class Rows:
    """The rows of the posts that are written next, read at once for all of them."""

    def __init__(self) -> None:
        self._found: dict[Key, ImportedPost | None] = {}

    def read(self, keys: Iterable[Key]) -> None:
        """Read the rows of these posts, and forget all others."""
        self._found = dict.fromkeys(keys)
        numbers = defaultdict[str, list[int]](list)
        for site, post_id in self._found:
            numbers[site].append(post_id)
        for site, ids in numbers.items():
            rows = ImportedPost.objects.filter(site=site, post_id__in=ids).select_related("page")
            self._found |= {(row.site, row.post_id): row for row in rows}

    def of(self, key: Key) -> ImportedPost | None:
        """Return the row of a post; one that was not read is looked up."""
        if key not in self._found:
            self._found[key] = row_of(key)
        return self._found[key]

    def add(self, row: ImportedPost) -> None:
        """Note a row that was written, for the posts that lead to it."""
        self._found[row.site, row.post_id] = row

    def forget(self, key: Key) -> None:
        """Have a row be looked up anew: what was written of it was rolled back."""
        self._found.pop(key, None)


def ask(kind: Question.Kind, row: ImportedPost, reason: str = "", evidence: Any = ()) -> bool:
    """Have a person decide something, once; return whether it is new. What was decided stays so."""
    _question, is_new = Question.objects.get_or_create(
        kind=kind, post=row, other=None, defaults={"reason": reason, "evidence": list(evidence)}
    )
    return is_new


def ask_about(row: ImportedPost, brief: Brief) -> None:
    """Ask what a post leaves open: its language, why it is a draft."""
    reason = brief.verdict.reason
    if reason in _OF_LANGUAGE:
        ask(Question.Kind.LANGUAGE, row, reason)
    elif reason:
        ask(Question.Kind.DRAFT, row, reason)


def ask_about_reprint(row: ImportedPost, *, is_reprint: bool) -> None:
    """Ask whether a post may be passed on, if it seems to belong to others."""
    if is_reprint and ask(Question.Kind.REPRINT, row, "reprint") and row.page_id:
        render_anew(row.page_id)


def ask_about_pictures(row: ImportedPost, images: Sequence[SiteImage]) -> None:
    """Ask for the alternative text of the pictures that have none, in one question."""
    without = sorted({image.pk for image in images if not image.alt_en and not image.alt_ar})
    if without:
        evidence = [{"code": "alt", "weight": 0, "value": pk} for pk in without]
        ask(Question.Kind.ALT, row, "alt", evidence)
