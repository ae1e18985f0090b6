"""Checks of what is public: whether the site is open, and whether what is derived is complete."""

from collections.abc import Iterator
from itertools import islice

from django.core.files.storage import default_storage
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from core.health.doctor.findings import Check, Finding, error, manage, ok, warning
from core.health.doctor.limits import Deadline
from core.models import ItemText, PublishedItem, SiteRendition
from core.public.closed import is_closed
from core.publication.comparison import differing, orphans, page_batches
from core.search.analysis.version import search_version

_BATCH = 200
_ENOUGH_SECONDS = 3.0
# Files that are looked at: a folder that is lost shows in few.
_MOST_FILES = 2_000


def look_at_opening() -> Iterator[Finding]:
    if is_closed():
        text = _("The site is closed since a backup was restored: everybody gets 503.")
        yield error(text, manage("restore --confirm"))
    else:
        yield ok(_("The site is open."))


def look_at_publication() -> Iterator[Finding]:
    """Compare every page with its published item, as `reconcile` does, and change nothing."""
    deadline, seen, wrong = Deadline(_ENOUGH_SECONDS), 0, orphans().count()
    is_whole = True
    for ids in page_batches(_BATCH):
        wrong += len(differing(ids))
        seen += len(ids)
        if deadline.has_passed:
            is_whole = False
            break
    if wrong:
        text = _("%(number)d pages are not public as the CMS has them. The worker repairs that.")
        yield warning(text % {"number": wrong}, manage("reconcile_publication"))
    elif is_whole:
        yield ok(_("What is public is as the CMS has it (%(number)d pages).") % {"number": seen})
    else:
        yield ok(_("The first %(number)d pages are public as the CMS has them.") % {"number": seen})
    if stale := PublishedItem.objects.filter(is_stale=True).count():
        text = _("%(number)d items wait to be rendered anew by the worker.")
        yield warning(text % {"number": stale}, manage("work --once"))


def look_at_search() -> Iterator[Finding]:
    """Count public items without keys, or with those of another version of the analyser."""
    public = PublishedItem.objects.filter(is_public=True).exclude(full="")
    current = ItemText.objects.filter(mark__startswith=f"{search_version()}:")
    if missing := public.exclude(pk__in=current.values("item_id")).count():
        text = _("%(number)d public items cannot be found by all their words yet.")
        yield warning(text % {"number": missing}, manage("update_index"))
    else:
        yield ok(_("All public items can be found (%(number)d).") % {"number": public.count()})


def look_at_pictures() -> Iterator[Finding]:
    """Look for the files of the newest sizes of pictures."""
    deadline, missing, seen = Deadline(_ENOUGH_SECONDS), 0, 0
    names = SiteRendition.objects.order_by("-pk").values_list("file", flat=True)
    for name in islice(names.iterator(), _MOST_FILES):
        missing += not default_storage.exists(name)
        seen += 1
        if deadline.has_passed:
            break
    numbers = {"missing": missing, "seen": seen}
    if missing:
        text = _("The files of %(missing)d sizes of pictures are lost, of %(seen)d looked at.")
        yield error(text % numbers, manage("make_renditions"))
    else:
        yield ok(_("The files of pictures are there (%(seen)d looked at).") % numbers)


CHECKS = (
    Check("open", gettext_lazy("Open to the public"), look_at_opening),
    Check("publication", gettext_lazy("Published pages"), look_at_publication, asks_database=True),
    Check("search", gettext_lazy("Search"), look_at_search, asks_database=True),
    Check("pictures", gettext_lazy("Pictures"), look_at_pictures, asks_database=True),
)
