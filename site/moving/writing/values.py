"""A post as values of a page's fields."""

import re
from html import unescape
from typing import Any

from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import override

from core.addresses.tracking import direct
from core.body.reading.markup import Piece
from core.language.tidying import tidied
from moving.html.blocks import body_of
from moving.html.converting import Converted
from moving.mapping.reading import Mapping
from moving.mapping.targets import Target, stored
from moving.survey.briefs import Brief
from moving.writing.resolving import Resolver

_TITLE_LIMIT, _SUMMARY_LIMIT, _SOURCE_LIMIT = 255, 500, 500
_SUMMARY_ENOUGH = 280  # characters
_TAG = re.compile(r"<[^<>]*>")
_PARAGRAPH = re.compile(r"<p>(.*?)</p>", re.DOTALL)
_SENTENCE_END = re.compile(r"[.!?؟…][”»\"')]?(?=\s)")
_TEASER_END = re.compile(r"\s*(?:\[(?:…|\.\.\.|&hellip;)\]|…|\.\.\.)\s*$")


def values_of(
    converted: Converted, brief: Brief, mapping: Mapping, author: int, resolver: Resolver
) -> dict[str, Any]:
    """Return the values of a post by field; a story's and a standard page's differ."""
    lead = converted.lead
    values: dict[str, Any] = {
        "title": title_of(converted, brief),
        "summary": summary_of(converted),
        "body": body_of(converted, resolver),
        "lead_image": resolver.picture(lead) if lead else None,
    }
    if brief.is_page:
        return values
    return values | _story_values(converted, brief, mapping, author)


def _story_values(
    converted: Converted, brief: Brief, mapping: Mapping, author: int
) -> dict[str, Any]:
    targets = targets_of(brief, mapping)
    address = direct(converted.credit.address) if converted.credit else ""
    governorates = [target.row for target in targets if target.kind == "governorate"]
    return {
        "story_date": brief.verdict.moment or timezone.now(),
        "source_url": address if len(address) <= _SOURCE_LIMIT else "",
        "forums": _rows(targets, "forum"),
        "topics": _rows(targets, "topic"),
        # A story of two governorates belongs to neither.
        "governorate": governorates[0] if len(set(governorates)) == 1 else None,
        **_byline(mapping.bylines.get((brief.site, author))),
    }


def targets_of(brief: Brief, mapping: Mapping) -> list[Target]:
    """Return what a post's categories and tags become, each once."""
    found: dict[Target, None] = {}
    for term in brief.all_terms:
        found |= dict.fromkeys(mapping.terms.get(term, []))
    return list(found)


def title_of(converted: Converted, brief: Brief) -> str:
    """Return the title, cut at a word; one is made of the number of a post that has none."""
    title = " ".join(tidied(converted.title).split())
    if title:
        return _shortened(title, _TITLE_LIMIT)
    with override(brief.verdict.lang):
        return _("Post %(number)d without a title") % {"number": brief.key[1]}


def summary_of(converted: Converted) -> str:
    """Return the excerpt, else the first sentences of the text."""
    excerpt = _TEASER_END.sub("", " ".join(tidied(converted.excerpt).split()))
    if excerpt:
        return _shortened(excerpt, _SUMMARY_LIMIT)
    text = _beginning(converted.pieces)
    if len(text) <= _SUMMARY_ENOUGH:
        return text
    ends = [found.end() for found in _SENTENCE_END.finditer(text[:_SUMMARY_ENOUGH])]
    return text[: ends[-1]] if ends else _shortened(text, _SUMMARY_ENOUGH)


def _beginning(pieces: list[Piece]) -> str:
    """Return the text of the first paragraphs, as much as a summary needs."""
    text = ""
    for piece in pieces:
        if piece.kind != "paragraph":
            continue
        for paragraph in _PARAGRAPH.findall(piece.value):
            plain = unescape(_TAG.sub("", paragraph.replace("<br/>", " ")))
            text = f"{text} {' '.join(tidied(plain).split())}".strip()
        if len(text) > _SUMMARY_ENOUGH:
            break
    return text


def _shortened(text: str, limit: int) -> str:
    if len(text) <= limit:
        return text
    return text[: limit - 1].rpartition(" ")[0].rstrip(" ,،;؛:") + "…"


def _rows(targets: list[Target], kind: str) -> list[Any]:
    return [target.row for target in targets if target.kind == kind]


def _byline(target: Target | None) -> dict[str, Any]:
    signed = stored(target) if target else None
    is_person = target is not None and target.kind == "person"
    return {
        "byline_person": signed if is_person else None,
        "byline_organisation": None if is_person else signed,
    }
