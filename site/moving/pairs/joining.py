"""Pairs as one work here: joined as translation where the texts match, else as independent."""

from collections.abc import Iterable
from typing import Any

from django.utils import timezone
from django.utils.translation import gettext as _
from wagtail.models import Page

from core.publication.transactions import publication_transaction
from core.refusals import RefusedError
from moving.models import ImportedPost, Question
from moving.pairs.candidates import Candidate
from moving.survey.briefs import Key
from moving.writing.digests import written_digest
from moving.writing.rows import row_of
from news.importing.applying import apply_values
from news.models import NewsPage
from translation.pairs import actions
from translation.rights import AnyUser


def join_posts(
    original: ImportedPost, translation: ImportedPost, user: AnyUser | None = None
) -> bool:
    """Join the pages of two posts; return whether the texts match. Raises RefusedError."""
    if original.page is None or translation.page is None:
        raise RefusedError(_("One of the pages was deleted here."))
    with publication_transaction():
        share_facts(original.page.specific, translation.page.specific)
        is_translation = actions.link(original.page, translation.page, user=user)
        for row in (original, translation):
            note_written(row)
    return is_translation


def joined_keys() -> list[tuple[Key, Key]]:
    """Return the posts that were joined in earlier runs, or by people."""
    accepted = Question.objects.filter(
        kind=Question.Kind.PAIR, decision=Question.Decision.ACCEPTED, other__isnull=False
    )
    names = ("post__site", "post__post_id", "other__site", "other__post_id")
    return [
        ((one, first), (two, second)) for one, first, two, second in accepted.values_list(*names)
    ]


def share_facts(original: Page, translation: Page) -> None:
    """Give the original what both languages share and only the translation has.

    Joining makes these facts those of the original: forums and topics would be lost.
    """
    if not isinstance(original, NewsPage) or not isinstance(translation, NewsPage):
        return
    draft = original.get_latest_revision_as_object()
    values: dict[str, Any] = {
        name: list(
            {each.pk: each for each in _rows(draft, name) + _rows(translation, name)}.values()
        )
        for name in ("forums", "topics")
    }
    values["governorate"] = draft.governorate or translation.governorate
    values["lead_image"] = draft.lead_image or translation.lead_image
    if apply_values(draft, values):
        revision = draft.save_revision()
        if original.live:
            revision.publish()


def _rows(page: NewsPage, name: str) -> list[Any]:
    return list(getattr(page, name).all())


def part_posts(original: ImportedPost, translation: ImportedPost) -> None:
    """Give the page that was linked its former work again. Raises RefusedError."""
    if translation.page is None:
        raise RefusedError(_("One of the pages was deleted here."))
    with publication_transaction():
        actions.unlink(translation.page)
        for row in (original, translation):
            note_written(row)


def ordered(one: ImportedPost, two: ImportedPost) -> tuple[ImportedPost, ImportedPost]:
    """Return the original and the translation of two posts."""
    first, second = sorted((one, two), key=_order)
    return first, second


def note_written(row: ImportedPost) -> None:
    """Record the page as it is now as what was written: joining is no edit of a person."""
    row.refresh_from_db()
    if row.page is None:
        return
    draft = row.page.specific.get_latest_revision_as_object()
    row.revision_id = row.page.latest_revision_id
    row.written_digest = written_digest(draft)
    row.written_at = timezone.now()
    row.save(update_fields=["revision_id", "written_digest", "written_at"])


def settle_pairs(found: Iterable[Candidate]) -> dict[str, int]:
    """Join the pairs that are sure, and ask about the others, each once; return the counts."""
    counts = {"pair-joined": 0, "pair-separate": 0, "pair": 0}
    for candidate in found:
        code = _settle(candidate)
        if code:
            counts[code] += 1
    return counts


def _settle(candidate: Candidate) -> str:
    one, two = row_of(candidate.english), row_of(candidate.arabic)
    if one is None or two is None or one.page is None or two.page is None:
        return ""
    if one.page.translation_key == two.page.translation_key:
        return ""
    original, translation = ordered(one, two)
    if Question.objects.filter(kind=Question.Kind.PAIR, post=original, other=translation).exists():
        return ""
    if not candidate.is_sure:
        _ask(candidate, original, translation)
        return "pair"
    return _join(candidate, original, translation)


def _join(candidate: Candidate, original: ImportedPost, translation: ImportedPost) -> str:
    try:
        with publication_transaction():
            is_translation = join_posts(original, translation)
            code = "pair-joined" if is_translation else "pair-separate"
            question = _ask(candidate, original, translation, code)
            question.decision = Question.Decision.ACCEPTED
            question.decided_at = timezone.now()
            question.save()
    except RefusedError:
        _ask(candidate, original, translation, "pair-refused")
        return "pair"
    return code


def _ask(
    candidate: Candidate, original: ImportedPost, translation: ImportedPost, reason: str = "pair"
) -> Question:
    return Question.objects.create(
        kind=Question.Kind.PAIR,
        post=original,
        other=translation,
        reason=reason,
        evidence=candidate.evidence,
        weight=candidate.weight,
    )


def _order(row: ImportedPost) -> tuple[bool, str, bool, int]:
    page = row.page.specific if row.page else None
    date = getattr(page, "story_date", None) or getattr(page, "first_published_at", None)
    is_live = bool(page and page.live)
    return not is_live, date.isoformat() if date else "", row.site != "en", row.post_id
