"""Fills a site with generated works in every status of translation.

    python -m benchmarks.workbench.sample_works 5000

Of six works two are outdated, two up to date, one is a draft and one missing; half of them begin
in each language. The rows are those that translating, publishing and changing leave behind, so
that editor, export and publication work on them; only revisions and log entries are missing.
It writes, last, one line of JSON: the key of a communications user's `session`, the addresses of
the `explorer`, of an `editor` and of texts (`strings`) to save, and the `rows` to export. Ten rows
are assigned to that user.
"""

import json
import sys
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import islice
from typing import Any
from uuid import UUID

import django

django.setup()

from allauth.account.internal.flows.login import record_authentication  # noqa: E402
from django.contrib.auth import get_user_model  # noqa: E402 - Django must be ready
from django.http import HttpRequest  # noqa: E402
from django.test import Client  # noqa: E402
from django.urls import reverse  # noqa: E402
from django.utils import timezone  # noqa: E402
from wagtail_localize.models import Translation  # noqa: E402

from benchmarks.workbench.pairs import Pair, join_all  # noqa: E402
from core.publication.transactions import publication_transaction  # noqa: E402
from core.setup.roles import COMMUNICATIONS  # noqa: E402
from news.generating.plan import TrialStory, stories  # noqa: E402
from news.generating.writing import TrialWriter  # noqa: E402
from news.models import NewsIndexPage, NewsPage  # noqa: E402
from translation.models import Status, TranslationStatus  # noqa: E402

SEED = 7
WORKS_AT_ONCE = 100
ASSIGNED = 10
TEXTS = 50
STATUSES = (
    Status.OUTDATED,
    Status.UP_TO_DATE,
    Status.DRAFT,
    Status.OUTDATED,
    Status.UP_TO_DATE,
    Status.MISSING,
)


@dataclass(frozen=True)
class Work:
    """A work: its stories, the original first, and the status that its translation will have."""

    stories: Sequence[TrialStory]
    status: Status

    @classmethod
    def numbered(cls, number: int, pair: Sequence[TrialStory]) -> "Work":
        is_turned = number // len(STATUSES) % 2
        return cls(pair[::-1] if is_turned else pair, STATUSES[number % len(STATUSES)])

    @property
    def key(self) -> UUID:
        return self.stories[0].work


def fill(works: int) -> None:
    """Write so many works, each batch in one transaction."""
    writer = TrialWriter()
    numbered = enumerate(stories(SEED, works, "both"))
    while batch := list(islice(numbered, WORKS_AT_ONCE)):
        with publication_transaction():
            _write(writer, [Work.numbered(number, pair) for number, pair in batch])


def _write(writer: TrialWriter, works: Sequence[Work]) -> None:
    missing = [work for work in works if work.status == Status.MISSING]
    begun = [work for work in works if work.status != Status.MISSING]
    written = [work.stories for work in begun] + [work.stories[:1] for work in missing]
    writer.write(written, lambda _count: None)
    pages = _pages_by_place([work.key for work in begun])
    drafts = [pages[_place(work.stories[1])].pk for work in begun if work.status == Status.DRAFT]
    NewsPage.objects.filter(pk__in=drafts).update(
        live=False, first_published_at=None, last_published_at=None, has_unpublished_changes=True
    )
    pairs = []
    for work in begun:
        original, target = (pages[_place(story)] for story in work.stories)
        pairs.append(Pair(original, target, work.status))
    join_all(pairs)


def _place(story: TrialStory) -> tuple[UUID, str]:
    return story.work, story.lang


def _pages_by_place(works: Sequence[UUID]) -> dict[tuple[UUID, str], Any]:
    pages = NewsPage.objects.filter(translation_key__in=works).select_related("locale")
    return {(page.translation_key, page.locale.language_code): page for page in pages}


def _prove_factor(client: Client, user: Any) -> None:
    """Have the session be as after a code."""
    request = HttpRequest()
    request.session = client.session
    record_authentication(request, user, "mfa", id=0, type="totp")
    request.session.save()


def targets() -> dict[str, Any]:
    """Sign a communications user in, assign ten rows, and return what can be measured."""
    user = get_user_model().objects.filter(groups__name=COMMUNICATIONS).earliest("pk")
    client = Client()
    client.force_login(user)
    _prove_factor(client, user)
    rows = TranslationStatus.objects.open().order_by("pk")
    mine = list(rows.filter(status=Status.OUTDATED).values_list("pk", flat=True)[:ASSIGNED])
    TranslationStatus.objects.filter(pk__in=mine).update(
        assignee=user, assigned_by=user, assigned_at=timezone.now(), due_on=timezone.localdate()
    )
    drafts = rows.filter(status=Status.DRAFT)
    index = NewsIndexPage.objects.get(locale__language_code="en")
    return {
        "session": client.session.session_key,
        "explorer": reverse("wagtailadmin_explore", args=[index.pk]),
        "editor": reverse(
            "wagtailadmin_pages:edit", args=[drafts.values("target_page")[0]["target_page"]]
        ),
        "strings": _addresses_of_texts(drafts.values_list("work", flat=True)),
        "rows": list(rows.values_list("pk", flat=True)),
    }


def _addresses_of_texts(works: Any) -> list[str]:
    """Return the addresses at which the last text of each of these works is saved."""
    found = []
    for translation in Translation.objects.filter(source__object_id__in=works[:TEXTS]):
        segment = translation.source.stringsegment_set.order_by("order").last()
        found.append(
            reverse("wagtail_localize:edit_string_translation", args=[translation.pk, segment.pk])
        )
    return found


def main() -> None:
    """Fill with as many works as the first argument gives."""
    fill(int(sys.argv[1]))
    sys.stdout.write(json.dumps(targets()))


if __name__ == "__main__":
    main()
