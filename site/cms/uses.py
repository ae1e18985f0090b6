"""Which pages use something, as far as somebody may know; and which drafts do.

Wagtail's index of references knows what is stored as the page, not what its newest draft has.
"""

import json
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from typing import Any

from django.utils.translation import ngettext
from wagtail.documents.views.documents import UsageView as DocumentUsageView
from wagtail.images.views.images import UsageView as ImageUsageView
from wagtail.models import Page, ReferenceIndex, Revision

from cms.privacy.known import titles_for
from core.language.alphabet import sort_key

_SHOWN = 50


@dataclass(frozen=True)
class Uses:
    """What is used, the pages that use it and that the user may know, and what else does."""

    thing: Any
    pages: Sequence[tuple[int, str]]
    others: str

    @property
    def are_any(self) -> bool:
        return bool(self.pages or self.others)


def uses_by(ids: Iterable[int], thing: Any, user: Any) -> Uses:
    """Return the pages as those that use `thing`, as far as `user` may know."""
    numbers = set(ids)
    known = titles_for(user, numbers)
    pages = sorted(known.items(), key=lambda each: sort_key(each[1]))[:_SHOWN]
    hidden = len(numbers) - len(pages)
    others = ngettext("%(count)s more page", "%(count)s more pages", hidden) % {"count": hidden}
    return Uses(thing, pages, others if hidden else "")


def newest_drafts(pages: Any) -> Iterator[Revision]:
    """Yield the newest revision of each of `pages` that is not published."""
    drafts = pages.filter(has_unpublished_changes=True)
    newest = Revision.objects.filter(pk__in=drafts.values("latest_revision"))
    yield from newest.iterator()


def uses_in_drafts(thing: Any, user: Any) -> Uses:
    """Return the pages that use a picture, document or page in their newest draft alone."""
    ids = {int(draft.object_id) for draft in newest_drafts(Page.objects) if _uses(draft, thing)}
    known = ReferenceIndex.get_references_to(thing).values_list("object_id", flat=True)
    return uses_by(ids - {int(pk) for pk in known if pk.isdecimal()}, thing, user)


def _uses(draft: Revision, thing: Any) -> bool:
    if str(thing.pk) not in json.dumps(draft.content):  # most drafts need not be read further
        return False
    wanted = (ReferenceIndex._get_base_content_type(thing).pk, str(thing.pk))
    found = ReferenceIndex._extract_references_from_object(draft.as_object())
    return any(reference[:2] == wanted for reference in found)


class _DraftsAsWell:
    """A list of what uses something, and the drafts below it."""

    template_name = "cms/usage.html"


class ImageUsesView(_DraftsAsWell, ImageUsageView):
    pass


class DocumentUsesView(_DraftsAsWell, DocumentUsageView):
    pass
