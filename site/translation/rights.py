"""Who sees and does what in the workbench, from the rights on the page trees.

Whoever may write in a language's tree works on translations into that language; translators so
see their own language, staff see both. Views check again what they change, page by page.
"""

from typing import Any, NamedTuple

from django.contrib.auth import get_user_model
from django.contrib.auth.models import AnonymousUser, Permission
from django.contrib.contenttypes.models import ContentType
from django.db.models import Q, QuerySet
from wagtail.models import GroupPagePermission, Locale, Page

from core.language.languages import LANGUAGES
from core.models import User
from core.setup.roles import PUBLISH, WRITE, Role
from translation.models import TranslationStatus
from translation.models.status import StatusQuerySet

AnyUser = User | AnonymousUser  # who makes a request

ASSIGN = "translation.assign_translation"
SUBMIT = "wagtail_localize.submit_translation"
_GLOSSARY = [f"{verb}_glossaryterm" for verb in ("add", "change", "delete", "view")]
# What each role may do in the workbench beside writing pages, by codename.
RIGHTS_OF_ROLES = {
    Role.TRANSLATORS: ["submit_translation", "view_glossaryterm"],
    Role.REVIEWERS: ["submit_translation", "assign_translation", *_GLOSSARY],
    Role.COMMUNICATIONS: ["submit_translation", "assign_translation", *_GLOSSARY],
    Role.ADMINISTRATORS: ["submit_translation", "assign_translation", *_GLOSSARY],
}


def make_submit_permission() -> None:
    """Make the permission to begin translations, if it is missing.

    wagtail-localize makes it in a migration alone, so that a flushed database lacks it.
    """
    content_type, _is_new = ContentType.objects.get_or_create(
        app_label="wagtail_localize", model="translation"
    )
    Permission.objects.get_or_create(
        codename="submit_translation",
        defaults={"content_type": content_type, "name": "Can submit translations"},
    )


class PageRight(NamedTuple):
    """A right on the page at `path` and below, of one of a user's groups.

    `depth` is 1 for the root of all trees, `lang` the language of the page.
    """

    group: str
    codename: str
    path: str
    depth: int
    lang: str


def page_rights(user: AnyUser) -> list[PageRight]:
    """Return the user's rights to write and publish pages; superusers need none.

    Read once for each user object, which lives as long as a request: menus, panels and lists of
    one page all want to know.
    """
    known: Any = user
    if not hasattr(known, "_page_rights"):
        rows = GroupPagePermission.objects.filter(
            group__user=user, permission__codename__in=[*WRITE, *PUBLISH]
        ).values_list(
            "group__name",
            "permission__codename",
            "page__path",
            "page__depth",
            "page__locale__language_code",
        )
        known._page_rights = [PageRight(*row) for row in rows]
    return list(known._page_rights)


def languages_of(user: AnyUser) -> list[str]:
    """Return the languages in whose tree `user` may write or publish."""
    if not user.is_active:
        return []
    if user.is_superuser:
        return list(LANGUAGES)
    rights = page_rights(user)
    if any(right.depth == 1 for right in rights):
        return list(LANGUAGES)
    langs = {right.lang for right in rights}
    return [lang for lang in LANGUAGES if lang in langs]


def rows_for(user: AnyUser) -> StatusQuerySet:
    """Return the rows that `user` may see: those into the user's languages."""
    rows: Any = TranslationStatus.objects
    return rows.into(*languages_of(user))


def may_assign(user: AnyUser) -> bool:
    """Whether `user` may give translations to others, in the languages that the user sees."""
    return bool(user.has_perm(ASSIGN))


def people_for(lang: str) -> QuerySet[User]:
    """Return the active users who may write in the tree of `lang`, and so may be assignees."""
    pages = Page.objects.filter(
        Q(depth=1) | Q(locale__in=Locale.objects.filter(language_code=lang))
    )
    groups = GroupPagePermission.objects.filter(
        page__in=pages, permission__codename__in=WRITE
    ).values("group")
    return (
        get_user_model()
        .objects.filter(is_active=True)
        .filter(Q(groups__in=groups) | Q(is_superuser=True))
        .distinct()
    )
