"""The page of a post, new or updated."""

from typing import Any
from uuid import UUID, uuid5

from wagtail.models import Page, PageLogEntry

from core.language.slugs import free_slug, slug_of
from core.models import BasePage
from core.models.pages import FRONT_DEPTH, TAKEN_SLUGS
from core.publication.adding import add_page
from core.publication.registry import join_translation, provenances
from home.models import StandardPage
from moving.survey.briefs import Brief, Key
from news.importing.applying import apply_values
from news.models import NewsPage
from translation.pairs.checks import has_waiting_texts

# Works are the same whenever, and into whichever database, a post is imported.
NAMESPACE = UUID("0f0c3d5e-6f1b-5c7a-8b3e-4a2d9c71e6f5")


def work_of(key: Key) -> UUID:
    """Return the work of a post, by its site and number."""
    return uuid5(NAMESPACE, f"{key[0]}:{key[1]}")


def create_page(
    brief: Brief, parent: Page, values: dict[str, Any]
) -> tuple[BasePage, PageLogEntry | None]:
    """Make the page of a post below `parent`, published if the post is to be public.

    Returns it with what is to be logged of its publication.
    """
    model = StandardPage if brief.is_page else NewsPage
    page: BasePage = model(
        locale=parent.locale, translation_key=work_of(brief.key), live=brief.is_public
    )
    if brief.is_public:
        page.first_published_at = brief.verdict.moment
    apply_values(page, values)
    page.slug = _slug(brief, parent, page)
    return page, add_page(parent, page)


def update_page(page: BasePage, brief: Brief, values: dict[str, Any]) -> bool:
    """Write the page anew where the post has changed; return whether anything was different.

    A page that was public and is no more stays withdrawn.
    """
    draft = page.get_latest_revision_as_object()
    changed = apply_values(draft, _own_values(page, values))
    becomes_public = brief.is_public and not page.live and page.first_published_at is None
    if not changed and not becomes_public:
        return False
    if becomes_public:
        draft.first_published_at = brief.verdict.moment
    revision = draft.save_revision()
    if brief.is_public and (page.live or becomes_public):
        revision.publish()
        _join_again(fresh(page))
    return True


def _own_values(page: BasePage, values: dict[str, Any]) -> dict[str, Any]:
    """Return the values that are the page's own: a translation has many from its original.

    A picture that a page was given stays if the post has none.
    """
    state = provenances([page])[page.pk]
    if state.source_lang:
        shared = {
            each.field_name for each in page.translatable_fields if each.is_synchronized(page)
        }
        return {name: value for name, value in values.items() if name not in shared}
    if values.get("lead_image") is None:
        return {name: value for name, value in values.items() if name != "lead_image"}
    return values


def parent_of(front: Page, above: Page | None) -> Page:
    """Return the page below which a standard page lies.

    `above` is the page of the post's own parent, `front` the front page of its language.
    """
    is_fit = isinstance(above, StandardPage) and above.locale_id == front.locale_id
    return above if above is not None and is_fit else front


def fresh(page: Any) -> Any:
    """Return the page as it is stored: publishing changes another copy than the one at hand."""
    return type(page).objects.select_related("locale").get(pk=page.pk)


def _slug(brief: Brief, parent: Page, page: Page) -> str:
    taken = TAKEN_SLUGS if parent.depth == FRONT_DEPTH else ()
    base = slug_of(brief.slug.replace("-", " ")) or slug_of(page.title) or str(brief.key[1])
    return free_slug(
        base, lambda slug: slug not in taken and Page._slug_is_available(slug, parent, page)
    )


def _join_again(page: BasePage) -> None:
    """Align a pair that was joined before with the text that has changed."""
    other = (
        type(page)
        ._default_manager.filter(translation_key=page.translation_key, alias_of=None)
        .exclude(pk=page.pk)
        .select_related("locale")
        .first()
    )
    if other is None:
        return
    sources = {state.source_lang for state in provenances([page, other]).values()} - {None}
    if not sources:
        return  # written separately
    is_original = page.locale.language_code in sources
    original, translation = (page, other) if is_original else (other, page)
    if not translation.has_unpublished_changes and not has_waiting_texts(translation):
        join_translation(original, translation)
