"""Which questions somebody asked to see; what is unknown in an address is not looked at."""

from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any
from urllib.parse import urlencode

from django.db.models import Count
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from moving.models import Question, QuestionQuerySet
from moving.reasons import MEANINGS, meaning

WAITING, DECIDED = "waiting", "decided"
STATES = {WAITING: _("Waiting"), DECIDED: _("Decided")}
Counts = Counter[tuple[str, str]]


@dataclass(frozen=True)
class Chosen:
    """A kind of questions, in a state, and for one reason if that is not ""."""

    kind: str
    state: str = WAITING
    reason: str = ""

    @property
    def questions(self) -> QuestionQuerySet:
        """The questions in the order of the list; every one of them once."""
        rows = of_state(self.state).filter(kind=self.kind)
        rows = rows.filter(reason=self.reason) if self.reason else rows
        first = "-decided_at" if self.state == DECIDED else "-weight"
        return rows.order_by(first, "pk").select_related("post", "other", "decided_by")

    @property
    def parameters(self) -> dict[str, str]:
        given = {"kind": self.kind, "state": self.state, "reason": self.reason}
        return {name: value for name, value in given.items() if value}

    def address(self, **other: Any) -> str:
        """Return the address of the list, with other parameters in place of these."""
        given = {name: value for name, value in (self.parameters | other).items() if value}
        return f"{reverse('moving_questions')}?{urlencode(given)}"


def of_state(state: str) -> QuestionQuerySet:
    rows: Any = Question.objects.all()
    found: QuestionQuerySet = rows.decided() if state == DECIDED else rows.waiting()
    return found


def counts_of(state: str) -> Counts:
    """Return how many questions there are in a state, by kind and reason; one query."""
    groups = of_state(state).order_by().values_list("kind", "reason").annotate(Count("pk"))
    return Counter({(kind, reason): count for kind, reason, count in groups})


def read_chosen(given: Mapping[str, str], counts: Counts) -> Chosen:
    """Return what an address asks for; without a kind the first one of which something waits."""
    kind, state, reason = (given.get(name, "") for name in ("kind", "state", "reason"))
    state = state if state in STATES else WAITING
    if kind not in Question.Kind.values:
        there = {kind for kind, _reason in counts}
        kinds = [each for each in Question.Kind.values if each in there]
        kind = kinds[0] if kinds else Question.Kind.PAIR.value
    return Chosen(kind, state, reason if reason in MEANINGS else "")


def shortcuts(chosen: Chosen, counts: Counts) -> list[dict[str, Any]]:
    """Return links to each kind, with the number of its questions in this state."""
    return [
        {
            "label": kind.label,
            "count": sum(count for (each, _reason), count in counts.items() if each == kind),
            "url": Chosen(kind.value, chosen.state).address(),
            "is_current": kind == chosen.kind,
        }
        for kind in Question.Kind
    ]


def reasons(chosen: Chosen, counts: Counts) -> list[dict[str, Any]]:
    """Return links to each reason of the kind; none where there is only one."""
    found = {reason: count for (kind, reason), count in counts.items() if kind == chosen.kind}
    if len(found) < 2 and not chosen.reason:
        return []
    every = {
        "label": _("All"),
        "count": sum(found.values()),
        "url": chosen.address(reason=""),
        "is_current": not chosen.reason,
    }
    links = [
        {
            "label": meaning(reason),
            "count": count,
            "url": chosen.address(reason=reason),
            "is_current": reason == chosen.reason,
        }
        for reason, count in sorted(found.items())
        if reason
    ]
    return [every, *links]
