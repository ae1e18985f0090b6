"""What people decide about what was imported, and taking it back.

Each decision is a savepoint of its own: of many at once, those that cannot be done leave the
others as they are.
"""

from collections.abc import Callable, Iterable
from dataclasses import dataclass, field
from typing import Any

from django.core.exceptions import ValidationError
from django.utils import timezone
from django.utils.translation import gettext as _
from wagtail.models import Page

from core.publication.transactions import publication_transaction
from core.refusals import RefusedError
from moving.models import ImportedPost, Question
from moving.pairs.joining import join_posts, part_posts
from moving.reprints import render_anew
from moving.screens.pictures import remove_texts, without_text, write_texts
from moving.screens.rows import (
    ACCEPT,
    REJECT,
    SETTLE,
    SWAP,
    UNDO,
    actions_of,
    image_ids,
    ordered_posts,
)

_DECISIONS = {
    ACCEPT: Question.Decision.ACCEPTED,
    REJECT: Question.Decision.REJECTED,
    SETTLE: Question.Decision.SETTLED,
}


@dataclass
class Outcome:
    """What became of many decisions: the ids of those that were made, and why others were not."""

    done: list[int] = field(default_factory=list)
    refused: list[str] = field(default_factory=list)


def decide(action: str, ids: Iterable[int], user: Any) -> Outcome:
    """Do one thing about each of the questions; what does not fit a question is left out."""
    outcome = Outcome()
    rows = Question.objects.select_for_update(of=("self",)).filter(pk__in=list(ids))
    for question in rows.select_related("post__page", "other__page").order_by("pk"):
        if action not in dict(actions_of(question)):
            continue
        try:
            with publication_transaction():
                _ACTIONS[action](question, user)
                question.save()
        except (RefusedError, ValidationError) as error:
            outcome.refused.append(_text_of(error))
        else:
            outcome.done.append(question.pk)
    return outcome


def describe(given: dict[str, str], ids: Iterable[int], user: Any) -> Outcome:
    """Write alternative texts, and settle the questions whose pictures all have one now."""
    outcome = Outcome()
    rows = Question.objects.select_for_update().filter(
        pk__in=list(ids), kind=Question.Kind.ALT, decision=""
    )
    for question in rows.order_by("pk"):
        asked = set(image_ids(question))
        mine = {name: text for name, text in given.items() if _picture_of(name) in asked}
        written = write_texts(mine, user)
        # Pictures are in several posts: another question, or their own form, may have the text.
        is_settled = not without_text(asked)
        if not written and not is_settled:
            continue
        before = question.undo.get("written", [])
        question.undo = question.undo | {"written": [*before, *map(list, written)]}
        if is_settled:
            _note_decision(question, Question.Decision.SETTLED, user)
        question.save()
        outcome.done.append(question.pk)
    return outcome


def _picture_of(name: str) -> int:
    number = name.rpartition("-")[2]
    return int(number) if number.isdecimal() and len(number) < 10 else 0


def _decided(action: str) -> Callable[[Question, Any], None]:
    def note(question: Question, user: Any) -> None:
        _note_decision(question, _DECISIONS[action], user)
        if question.kind == Question.Kind.REPRINT:
            _render_anew(question)

    return note


def _accept(question: Question, user: Any) -> None:
    if question.kind == Question.Kind.PAIR:
        _join(question, user)
    elif question.kind == Question.Kind.LANGUAGE:
        _publish(question, user)
    _decided(ACCEPT)(question, user)


def _join(question: Question, user: Any) -> None:
    """Make one work of a pair: a translation where the texts match, else independent pages."""
    original, translation = ordered_posts(question)
    for post in (original, translation):
        _publishable(post, user)
    is_translation = join_posts(original, translation, user)
    question.reason = "pair-joined" if is_translation else "pair-separate"


def _publish(question: Question, user: Any) -> None:
    page = _publishable(question.post, user).specific
    question.undo = question.undo | {"was_public": page.live}
    if not page.live:
        page.get_latest_revision().publish(user=user)


def _swap(question: Question, user: Any) -> None:
    for post in ordered_posts(question):
        _publishable(post, user)
    question.undo = question.undo | {"is_swapped": not question.undo.get("is_swapped")}


def _undo(question: Question, user: Any) -> None:
    if question.decision == Question.Decision.ACCEPTED:
        _undo_accepted(question, user)
    remove_texts(((pk, lang) for pk, lang in question.undo.get("written", [])), user)
    question.undo = {name: value for name, value in question.undo.items() if name == "is_swapped"}
    question.decision, question.decided_by, question.decided_at = "", None, None
    if question.kind == Question.Kind.REPRINT:
        _render_anew(question)


def _undo_accepted(question: Question, user: Any) -> None:
    if question.kind == Question.Kind.PAIR:
        original, translation = ordered_posts(question)
        for post in (original, translation):
            _publishable(post, user)
        part_posts(original, translation)
        question.reason = "pair"
    elif question.kind == Question.Kind.LANGUAGE and not question.undo.get("was_public"):
        page = _publishable(question.post, user).specific
        if page.live:
            page.unpublish(user=user)


def _note_decision(question: Question, decision: str, user: Any) -> None:
    question.decision = decision
    question.decided_by, question.decided_at = user, timezone.now()


def _render_anew(question: Question) -> None:
    if question.post.page_id:
        render_anew(question.post.page_id)


def _publishable(post: ImportedPost, user: Any) -> Page:
    """Return a post's page; raise RefusedError where there is none that the user may publish."""
    page = post.page
    if page is None:
        raise RefusedError(_("One of the pages was deleted here."))
    if not page.permissions_for_user(user).can_publish():
        raise RefusedError(_("You may not publish one of these pages."))
    return page


def _text_of(error: Exception) -> str:
    return " ".join(error.messages) if isinstance(error, ValidationError) else str(error)


_ACTIONS: dict[str, Callable[[Question, Any], None]] = {
    ACCEPT: _accept,
    REJECT: _decided(REJECT),
    SETTLE: _decided(SETTLE),
    SWAP: _swap,
    UNDO: _undo,
}
