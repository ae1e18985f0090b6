"""Redirects from old addresses to new ones, saved in the transaction that moves a page.

Wagtail saves them after the commit, and a process that is killed in between would lose them.
"""

from collections.abc import Mapping

from wagtail.contrib.redirects.models import Redirect
from wagtail.models import Site

_LONGEST = Redirect._meta.get_field("old_path").max_length


def redirect_old_addresses(moved: Mapping[str, int]) -> None:
    """Redirect each old path to the page with the given id, unless staff have redirected it."""
    site = Site.objects.filter(is_default_site=True).first()
    paths = {Redirect.normalise_path(path): page_id for path, page_id in moved.items()}
    Redirect.objects.filter(site=site, automatically_created=True, old_path__in=paths).delete()
    Redirect.objects.bulk_create(
        (
            Redirect(old_path=path, site=site, redirect_page_id=page_id, automatically_created=True)
            for path, page_id in paths.items()
            if len(path) <= _LONGEST
        ),
        ignore_conflicts=True,
        batch_size=500,
    )
