"""Writes translated pages, instead of wagtail-localize's own way of doing it.

The live page changes only by publishing, a page with missing texts is not published, parents are
never made, the source is updated first, and the slug preserves its script.
"""

import re
from dataclasses import dataclass

from django.db.models import ObjectDoesNotExist
from wagtail.models import Locale, Page, Revision
from wagtail_localize.models import (
    MissingTranslationError,
    TranslationLog,
    TranslationSource,
)

from core.language.slugs import SLUG_MAX_LENGTH, slug_of
from core.publication.expiry import is_over
from core.publication.transactions import publication_transaction
from core.refusals import RefusedError
from translation.content.texts import field_path, refresh_source, text_digest
from translation.content.translated import missing_texts
from translation.content.untranslated import missing_message
from translation.models import TranslatedRevision
from translation.rights import AnyUser
from translation.workflow.guards import refuse_change_in_review
from translation.workflow.may_begin import parent_message, translated_parent
from translation.workflow.privacy import restrictions_of


@dataclass(frozen=True)
class _Basis:
    """The original that a page is written from, the digest of its words, and what is missing.

    `missing` has the texts without a translation, as (field path, text).
    """

    original: Page
    digest: str
    missing: list[tuple[str, str]]


def write_target(
    source: TranslationSource,
    locale: Locale,
    user: AnyUser | None = None,
    publish: bool = True,
    copy_parent_pages: bool = False,
    fallback: bool = False,
) -> tuple[Page, bool]:
    """Write the translated page as a draft, or publish it; return it and whether it is new.

    Replaces `TranslationSource.create_or_update_translation`, and never creates parents.
    Raises RefusedError, ValidationError if a text does not fit, and MissingTranslationError
    without `fallback`.
    """
    refresh_source(source)
    missing = missing_texts(source, locale)
    if missing and not fallback:
        raise MissingTranslationError(missing[0], locale)
    original = source.as_instance()
    places = [(field_path(original, each.context.path), each.string.data) for each in missing]
    basis = _Basis(original, text_digest(original), places)
    with publication_transaction():
        page, is_new = _draft(source, locale, user)
        if publish and basis.missing:
            raise RefusedError(missing_message(page, basis.missing))
        _save(source, page, basis, user, publish)
    return page, is_new


def _draft(source: TranslationSource, locale: Locale, user: AnyUser | None) -> tuple[Page, bool]:
    """Return the translated page with the strings put in, not yet saved, and whether it is new."""
    is_new = False
    try:
        source.get_translated_instance(locale)
    except ObjectDoesNotExist:
        original = source.get_source_instance()
        if translated_parent(original, locale) is None:
            raise RefusedError(parent_message(original, locale, user)) from None
        original.copy_for_translation(locale)
        is_new = True
    return source.get_ephemeral_translated_instance(locale, fallback=True), is_new


def _save(
    source: TranslationSource, page: Page, basis: _Basis, user: AnyUser | None, publish: bool
) -> None:
    refuse_change_in_review(page)
    was_alias = page.alias_of_id is not None
    if was_alias:  # it was never public and must not become so with the original's text
        page.alias_of_id, page.live = None, False
    if is_over(page):  # nobody who translates can change a page's schedule
        page.expire_at = basis.original.expire_at
    if not page.first_published_at:
        _suggest_slug(page, basis.original)
    page.full_clean()  # a page's own save names no fields in its errors
    if not page.live and (was_alias or not publish):  # publishing saves it
        page.save(clean=False)
    revision = page.save_revision(user=user, clean=False)
    record_revision(revision, basis.digest, basis.missing)
    TranslationLog.objects.create(source=source, locale=page.locale, revision=revision)
    if publish or not page.live:
        _restrict_like(basis.original, page)
    if publish:
        revision.publish(user=user)
        page.refresh_from_db()


def record_revision(revision: Revision, digest: str, missing: list[tuple[str, str]]) -> None:
    """Record from which text of the original a revision was made, and what it lacks."""
    TranslatedRevision.objects.update_or_create(
        revision=revision, defaults={"source_digest": digest, "missing": missing}
    )


def _suggest_slug(page: Page, original: Page) -> None:
    """Give a page that was never public the slug of its title, unless somebody chose another."""
    row = Page.objects.values("slug", "title").get(pk=page.pk)
    automatic = {_without_number(slug) for slug in (original.slug, slug_of(row["title"]))}
    suggestion = slug_of(page.title)
    if suggestion and _without_number(row["slug"]) in automatic:
        page.slug = page.free_slug(suggestion)


def _without_number(slug: str) -> str:
    """Return what slugs that differ in their number have in common: it may have cut the end."""
    return re.sub(r"-\d+$", "", slug)[: SLUG_MAX_LENGTH - 5]


def _restrict_like(original: Page, page: Page) -> None:
    """Hide the translation of a hidden page from the same people; nothing is ever opened here.

    What is restricted above the original alone is restricted at the translation itself.
    """
    if page.view_restrictions.exists():
        return
    theirs, ours = restrictions_of(original, page)
    for kind, password, groups in theirs - ours:
        restriction = page.view_restrictions.create(restriction_type=kind, password=password)
        restriction.groups.set(groups)
