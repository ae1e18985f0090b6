"""What of the queue is shown on the start page of the CMS."""

from collections.abc import Iterable

from django.db.models import F
from django.template.loader import render_to_string
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from cms.start.registry import Waiting, WaitingList
from core.language.languages import LANGUAGES
from translation.models import TranslationStatus
from translation.models.status import StatusQuerySet
from translation.rights import AnyUser, rows_for
from translation.status.labels import status_text

_SHOWN = 5


def _queue(user: AnyUser) -> StatusQuerySet:
    """Return what is assigned to `user` and waits for nobody else."""
    return rows_for(user).of(user).open().filter(is_in_review=False)


def pages_in_queue(user: AnyUser) -> Iterable[int]:
    rows = _queue(user).exclude(target_page=None)
    return rows.values_list("target_page_id", flat=True)


def first_of_queue(user: AnyUser) -> WaitingList:
    """Return what is due first."""
    address = reverse("translation_dashboard:queue")
    found = list(_queue(user).order_by(F("due_on").asc(nulls_last=True), "pk")[: _SHOWN + 1])
    return WaitingList(
        [_waiting(row, address) for row in found[:_SHOWN]],
        all_url=address if len(found) > _SHOWN else "",
        all_label=_("The whole queue"),
    )


def _waiting(row: TranslationStatus, queue: str) -> Waiting:
    page = row.target_page_id
    return Waiting(
        title=row.title or "—",
        language=LANGUAGES[row.source_lang],
        url=reverse("wagtailadmin_pages:edit", args=[page]) if page else queue,
        note=render_to_string(
            "translation/status_tag.html", {"status": row.status, "text": status_text(row)}
        ),
        when=render_to_string("translation/dashboard/due.html", {"row": row}),
    )
