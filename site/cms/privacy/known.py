"""Which pages a user may know of, and by which title.

A page that is neither public nor the user's own does not exist for that user; of a public page of
others only the public title is known, not the one that is still a draft.
"""

from collections.abc import Iterable
from typing import Any

from django.db.models import Q
from django.utils.translation import gettext_lazy as _
from wagtail.models import Page
from wagtail.permission_policies.pages import PagePermissionPolicy

from core.models import PublishedItem
from core.untrusted import row_ids

HIDDEN = _("A page that is not public")  # is shown instead of its title


def visible(pages: Any, user: Any) -> Any:
    """Narrow `pages` to those that `user` may explore, the public ones and the root."""
    own = PagePermissionPolicy().explorable_instances(user)
    public = PublishedItem.objects.public()
    return pages.filter(
        Q(depth=1) | Q(pk__in=own.values("pk")) | Q(pk__in=public.values("page_id"))
    )


def pages_known_to(user: Any, ids: Iterable[Any]) -> Any:
    """Return the pages among `ids` that `user` may explore; what is not an id is ignored."""
    return PagePermissionPolicy().explorable_instances(user).filter(pk__in=row_ids(ids))


def with_its_title_for(user: Any, page: Any) -> Any:
    """Give `page` its public title where `user` may not know the new one; runs no query."""
    rights = PagePermissionPolicy().get_cached_permissions_for_user(user)
    is_own = any(page.path.startswith(right.page.path) for right in rights)
    if not (user.is_superuser or is_own):
        page.draft_title = page.title
    return page


def titles_for(user: Any, ids: Iterable[int]) -> dict[int, str]:
    """Return the titles by which `user` knows those of the pages that are visible to the user.

    Costs as many queries for a hundred pages as for one.
    """
    pages = visible(Page.objects.filter(pk__in=list(ids)), user)
    return {page.pk: with_its_title_for(user, page).get_admin_display_title() for page in pages}
