"""Whether an original is hidden, and what that means for its translation: to read, to open."""

from collections.abc import Iterator
from contextlib import contextmanager

from django.db.models import F, QuerySet
from django.utils.translation import gettext as _
from wagtail.models import Page, PageViewRestriction
from wagtail_localize.models import Translation

from core.publication.visibility import ancestor_paths, is_open, public_pages
from core.refusals import RefusedError
from translation.content.texts import was_published
from translation.models import Status
from translation.rights import AnyUser, rows_for

# Kind, password and ids of groups: equal for restrictions that exclude the same people.
Restriction = tuple[str, str, frozenset[int]]


def refuse_hidden_original(page: Page, original: Page | None) -> None:
    """Refuse a translation that would be public while its original is not any more.

    A translation of a draft that never was public may be published first: that is a decision. A
    translation hidden from everybody from whom its original is hidden makes nothing public.
    """
    title = {"title": page.get_admin_display_title()}
    if original is None or (was_published(original) and not is_open(original)):
        raise RefusedError(
            _(
                "“%(title)s” is not published, because its original is not public any more. "
                "Publish the original again, or stop the translation: this page then no longer "
                "depends on it."
            )
            % title
        )
    theirs, ours = restrictions_of(original, page)
    if not _is_as_strict(ours, theirs):
        raise RefusedError(
            _(
                "“%(title)s” is not published, because only some people may see its original. "
                "Give this page the same privacy first, or make the original public."
            )
            % title
        )


@contextmanager
def refusing_to_open(page: Page) -> Iterator[None]:
    """Raise RefusedError if the block shows `page` or one below it despite a hidden original.

    For actions that show a page without publishing it: a move, another privacy setting.
    """
    was_open, (before,) = is_open(page), restrictions_of(page)
    yield
    page = Page.objects.get(pk=page.pk)
    (after,) = restrictions_of(page)
    if is_open(page) and not (was_open and _is_as_strict(after, before)):
        refuse_hidden_originals(Page.objects.descendant_of(page, inclusive=True))


def refuse_hidden_originals(pages: QuerySet[Page]) -> None:
    """Refuse if one of `pages`, which become visible, is made from a hidden original."""
    shown = pages.filter(live=True)
    running = Translation.objects.filter(
        enabled=True, source__object_id__in=shown.values("translation_key")
    ).select_related("source")
    found = {(each.source.object_id, each.target_locale_id): each for each in running}
    for page in shown.select_related("locale") if found else ():
        if translation := found.get((page.translation_key, page.locale_id)):
            refuse_hidden_original(page, original_of(translation))


def original_of(translation: Translation) -> Page | None:
    """Return the page that a translation is made from, or None if it has been deleted."""
    source = translation.source
    pages = Page.objects.filter(translation_key=source.object_id, alias_of=None)
    return pages.filter(locale_id=source.locale_id).first()


def is_public(page: Page) -> bool:
    """Whether anybody may read `page`, by the tables, so also within a transaction."""
    return bool(public_pages([page.pk]))


def restrictions_of(*pages: Page) -> list[set[Restriction]]:
    """Return the restrictions of each page, with those of pages above it."""
    lines = [{*ancestor_paths(page.path), page.path} for page in pages]
    found = (
        PageViewRestriction.objects.filter(page__path__in=set().union(*lines))
        .annotate(path=F("page__path"))
        .prefetch_related("groups")
    )
    return [{_restriction(each) for each in found if each.path in line} for line in lines]


def _is_as_strict(ours: set[Restriction], theirs: set[Restriction]) -> bool:
    """Whether `ours` exclude everybody whom `theirs` exclude."""
    return all(any(_holds(mine, other) for mine in ours) for other in theirs)


def _holds(mine: Restriction, other: Restriction) -> bool:
    kind, _password, groups = other
    if mine[0] != PageViewRestriction.GROUPS:
        return mine == other
    return kind == PageViewRestriction.LOGIN or (kind == mine[0] and mine[2] <= groups)


def _restriction(row: PageViewRestriction) -> Restriction:
    return row.restriction_type, row.password, frozenset(group.pk for group in row.groups.all())


def may_read(user: AnyUser, page: Page) -> bool:
    """Whether `user` may know the text of an original: everybody's, their own, or their work's."""
    if page.permissions_for_user(user).can_edit():
        return True
    rows = rows_for(user).begun().exclude(status=Status.WITHDRAWN)
    is_theirs = rows.filter(work=page.translation_key, source_page=page.pk).exists()
    return is_theirs or is_public(page)


def may_read_original(user: AnyUser, translation: Translation) -> bool:
    """Whether `user` may know the texts that a translation is made from."""
    original = original_of(translation)
    return original is not None and may_read(user, original)
