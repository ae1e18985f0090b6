"""What a person can do next about each row of a list, in few queries for however many rows."""

from collections.abc import Sequence
from dataclasses import dataclass
from uuid import UUID

from wagtail.models import GroupPagePermission, Page

from translation.content.texts import was_published
from translation.models import Status, TranslationStatus
from translation.rights import SUBMIT, AnyUser

_ADD, _CHANGE = "add_page", "change_page"


@dataclass(frozen=True)
class NextStep:
    """What a person can do with a row.

    `waits_for` is the title of the page above the original while that page is not translated, so
    that nobody can begin; "" if the person may not know it.
    """

    may_edit: bool = False
    may_begin: bool = False
    waits_for: str = ""


def next_steps(user: AnyUser, rows: Sequence[TranslationStatus]) -> dict[int, NextStep]:
    """Return the next step of each row by its id; `source_page` and `target_page` are loaded.

    It decides what is offered; the views check again, page by page.
    """
    trees = _trees(user)
    missing = [row for row in rows if row.status == Status.MISSING and row.source_page is not None]
    parents = _parents(missing, trees[_CHANGE]) if user.has_perm(SUBMIT) else {}
    found = {}
    for row in rows:
        if row.target_page is not None:
            found[row.pk] = NextStep(may_edit=_lies_in(row.target_page.path, trees[_CHANGE]))
        elif row.pk in parents:
            place, title = parents[row.pk]
            may_begin = bool(place) and _lies_in(place, trees[_ADD])
            found[row.pk] = NextStep(may_begin=may_begin, waits_for="" if place else title)
        else:
            found[row.pk] = NextStep()
    return found


def _trees(user: AnyUser) -> dict[str, list[str]]:
    """Return the paths of the pages below which `user` may add and change pages."""
    trees: dict[str, list[str]] = {_ADD: [], _CHANGE: []}
    if user.is_superuser:
        return {right: [""] for right in trees}
    rights = GroupPagePermission.objects.filter(
        group__user=user, permission__codename__in=trees
    ).values_list("permission__codename", "page__path")
    for right, path in rights:
        trees[right].append(path)
    return trees


def _lies_in(path: str, trees: Sequence[str]) -> bool:
    return any(path.startswith(tree) for tree in trees)


def _parents(
    rows: Sequence[TranslationStatus], editable: Sequence[str]
) -> dict[int, tuple[str, str]]:
    """Return where the translation of each row would lie: the path of that page, "" while it is
    missing, and the title of the page above the original, as those know it who may edit
    the trees `editable`.
    """
    above = {
        row.pk: row.source_page.path[: -Page.steplen] for row in rows if row.source_page is not None
    }
    originals = {
        page.path: page
        for page in Page.objects.filter(path__in=set(above.values())).only(
            "path", "translation_key", "title", "draft_title"
        )
    }
    places = _paths_by_language({page.translation_key for page in originals.values()})
    found = {}
    for row in rows:
        path = above[row.pk]
        if (parent := originals.get(path)) is None:  # removed a moment ago
            continue
        is_top = len(path) == Page.steplen
        place = path if is_top else places.get((parent.translation_key, row.lang), "")
        found[row.pk] = (place, _title_of(parent, row, editable))
    return found


def _paths_by_language(works: set[UUID]) -> dict[tuple[UUID, str], str]:
    pages = Page.objects.filter(translation_key__in=works, alias_of=None)
    rows = pages.values_list("translation_key", "locale__language_code", "path")
    return {(work, lang): path for work, lang, path in rows}


def _title_of(parent: Page, row: TranslationStatus, editable: Sequence[str]) -> str:
    """Return the title of the page above a missing row's original, or "" where it is not public."""
    if _lies_in(parent.path, editable):
        return str(parent.draft_title)
    # All above a public page is public, and a missing original that was published is public.
    return str(parent.title) if row.source_page and was_published(row.source_page) else ""
