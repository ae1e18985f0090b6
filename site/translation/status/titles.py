"""By which title a user knows a translation: the original's, while the user may know of it.

A row preserves the last title of what was withdrawn. It is shown to those who could open the page
in the CMS; of a deleted one, to those who write in the language that it was written in.
"""

from typing import Any

from django.db.models import Case, F, Q, Value, When
from wagtail.permission_policies.pages import PagePermissionPolicy

from cms.privacy.known import HIDDEN
from translation.models import Status
from translation.rights import AnyUser, languages_of


def with_known_titles(rows: Any, user: AnyUser, prefix: str = "") -> Any:
    """Add to `rows` the attribute `known_title`: a row's title, or "" where `user` may not know it.

    `prefix` is the relation from other rows to theirs, such as "status__".
    """
    own = PagePermissionPolicy().explorable_instances(user).order_by().values("pk")
    is_known = (
        ~Q(**{f"{prefix}status": Status.WITHDRAWN})
        | Q(**{f"{prefix}source_page__in": own})
        | Q(**{f"{prefix}source_page": None, f"{prefix}source_lang__in": languages_of(user)})
    )
    title = F(f"{prefix}title")
    return rows.annotate(known_title=Case(When(is_known, then=title), default=Value("")))


def title_or_hidden(row: Any) -> str:
    """Return the title of a row from `with_known_titles`, or what is shown in its place."""
    return row.known_title or str(HIDDEN)
