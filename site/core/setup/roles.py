"""Groups with their rights, locales and governorates, as the first migrate makes them.

`home.skeleton` calls this when it sets up the site. What staff change, rename or remove later is
left alone: a group or governorate that a later version adds comes with a migration of its own.
"""

from collections.abc import Callable, Sequence
from enum import Enum, auto
from typing import Any

from django.contrib.auth.models import Group, Permission
from django.db.models import Q
from wagtail.models import Collection, GroupCollectionPermission, GroupPagePermission, Locale, Page

from core.language.languages import LANGUAGES
from core.models import Governorate, Menu, PublicationCounter
from core.setup.governorates import GOVERNORATES

COMMUNICATIONS = "Communications"
ADMINISTRATORS = "Administrators"
LANGUAGE_NAMES = {"ar": "Arabic", "en": "English"}
WRITE = ("add_page", "change_page")
PUBLISH = ("publish_page", "lock_page", "unlock_page")
# Wagtail asks for the rights on its own models, whatever models the site uses. To change is also
# to delete there, and takes effect on public pages at once; whoever adds keeps what they added.
ADD_MEDIA = [f"{verb}_{kind}" for kind in ("image", "document") for verb in ("add", "choose")]
MEDIA = [*ADD_MEDIA, "change_image", "change_document"]
COLLECTIONS = ["add_collection", "change_collection", "delete_collection"]
# Vocabularies that communications staff keep, and what else they may do outside of the pages.
NAMES = [
    f"{verb}_{model}"
    for model in ("topic", "organisation", "person")
    for verb in ("add", "change", "view")
]
STAFF_RIGHTS = [*NAMES, "view_governorate", "change_menu", "view_menu"]
ADMINISTRATOR_MODELS = Q(
    content_type__app_label__in=["core", "auth", "wagtailusers", "wagtailredirects"]
) | Q(
    content_type__app_label="wagtailcore",
    content_type__model__in=["collection", "workflow", "task", "locale", "site"],
)


class Role(Enum):
    """Who works in the CMS; translators and reviewers are a group for each language."""

    COMMUNICATIONS = auto()
    TRANSLATORS = auto()
    REVIEWERS = auto()
    ADMINISTRATORS = auto()


_rights: dict[Role, list[str]] = {role: [] for role in Role}
_preparations: list[Callable[[], None]] = []


def register_rights(role: Role, *codenames: str) -> None:
    """Give a role the rights of another app, when its group is made. Called in `ready()`."""
    _rights[role].extend(codenames)


def register_preparation(prepare: Callable[[], None]) -> None:
    """Have `prepare()` called before groups are made: it makes the rights that are missing."""
    _preparations.append(prepare)


def translators(lang: str) -> str:
    """Return the name of the group that translates into `lang`."""
    return f"Translators ({LANGUAGE_NAMES[lang]})"


def reviewers(lang: str) -> str:
    """Return the name of the group that approves and publishes in `lang`."""
    return f"Reviewers ({LANGUAGE_NAMES[lang]})"


def is_administrator(user: Any) -> bool:
    return bool(user.is_superuser or user.groups.filter(name=ADMINISTRATORS).exists())


def prepare_names() -> None:
    """Make what nothing works without, if it is missing: locales, menus, publication counter."""
    PublicationCounter.objects.get_or_create(pk=1)
    for tag in LANGUAGES:
        Locale.objects.get_or_create(language_code=tag)
    for lang in LANGUAGES:
        for place in Menu.Place.values:
            Menu.objects.get_or_create(place=place, language=lang)


def prepare_governorates() -> None:
    """Make the governorates that are missing."""
    for slug, name_en, name_ar in GOVERNORATES:
        Governorate.objects.get_or_create(
            slug=slug, defaults={"name_en": name_en, "name_ar": name_ar}
        )


def prepare_groups(root: Page, fronts: dict[str, Page]) -> None:
    """Make the groups that are missing, with rights on the page trees `fronts` by language."""
    for prepare in _preparations:
        prepare()
    both = list(fronts.values())
    staff = [*STAFF_RIGHTS, *_rights[Role.COMMUNICATIONS]]
    _make_group(COMMUNICATIONS, both, [*WRITE, *PUBLISH], staff, MEDIA)
    for lang, front in fronts.items():
        translate, review = _rights[Role.TRANSLATORS], _rights[Role.REVIEWERS]
        _make_group(translators(lang), [front], WRITE, translate, ADD_MEDIA)
        _make_group(reviewers(lang), [front], [*WRITE, *PUBLISH], review, ADD_MEDIA)
    everything = [*WRITE, *PUBLISH, "bulk_delete_page"]
    own = [*STAFF_RIGHTS, *_rights[Role.ADMINISTRATORS]]
    administrators = _make_group(ADMINISTRATORS, [root], everything, own, [*MEDIA, *COLLECTIONS])
    if administrators is not None:
        administrators.permissions.add(*Permission.objects.filter(ADMINISTRATOR_MODELS))


def _make_group(
    name: str,
    pages: list[Page],
    page_rights: Sequence[str],
    rights: Sequence[str],
    collection_rights: Sequence[str],
) -> Group | None:
    """Make the group with its rights and return it, or None if it is there already."""
    group, is_new = Group.objects.get_or_create(name=name)
    if not is_new:
        return None
    group.permissions.add(*_permissions(["access_admin", *rights]))
    for permission in _permissions(page_rights):
        for page in pages:
            GroupPagePermission.objects.get_or_create(group=group, page=page, permission=permission)
    collection = Collection.get_first_root_node()
    for permission in _permissions(collection_rights):
        GroupCollectionPermission.objects.get_or_create(
            group=group, collection=collection, permission=permission
        )
    return group


def _permissions(codenames: Sequence[str]) -> list[Permission]:
    """Return the permissions; a codename that no app knows is a programming error."""
    found = list(Permission.objects.filter(codename__in=codenames))
    missing = set(codenames) - {permission.codename for permission in found}
    if missing:
        raise LookupError(f"No permission has the codename {', '.join(sorted(missing))}.")
    return found
