"""Why two pages cannot become original and translation, or change places; "" if they can."""

from collections.abc import Callable

from django.db.models import ObjectDoesNotExist, QuerySet
from django.utils.translation import gettext as _
from wagtail.models import Page
from wagtail_localize.models import Translation

from core.language.languages import language_name
from core.models import BasePage, PublishedItem
from translation.content.stored import translatable_values
from translation.content.texts import (
    accepted,
    has_letters,
    plain,
    refresh_source,
    text_digest,
    texts_of,
    translation_into,
)
from translation.content.translated import missing_texts
from translation.models import OUTDATED, LinkedPage, Status, TranslationStatus
from translation.pairs.joining import correspond

Check = Callable[[], str]


def _first(*checks: Check) -> str:
    """Return the first reason; later checks rely on what earlier ones have found."""
    return next((reason for check in checks if (reason := check())), "")


def reason_not_to_reverse(original: Page, translation: Page) -> str:
    """Return why the translation cannot become the original of its original, or ""."""
    return _first(
        lambda: _unfinished(translation),
        lambda: _busy(original, translation),
        lambda: _pending(original, translation),
        lambda: _unpublished_texts(translation),
        lambda: "" if correspond(translation, original) else differing_message(original),
    )


def reason_not_to_link(original: Page, other: Page) -> str:
    """Return why two pages cannot become one work, or ""."""
    return _first(
        lambda: _mismatch(original, other),
        lambda: _unpublished(original, other),
        lambda: _taken(original, other),
        lambda: _busy(original, other),
        lambda: _pending(original, other),
        lambda: _private(original, other),
        lambda: _begun_backwards(original, other),
    )


def reason_not_to_be_linked(page: Page) -> str:
    """Return why a page cannot be linked with any other, or ""."""
    return _first(
        lambda: _unfit(page),
        lambda: _taken(page),
        lambda: _busy(page),
        lambda: _pending(page),
        lambda: _private(page),
    )


def reason_not_to_translate_pair(original: Page, other: Page) -> str:
    """Return why two pages of one work cannot become original and translation, or ""."""
    return _first(
        lambda: "" if is_independent(original) else _("These pages are translated already."),
        lambda: _unpublished(original, other),
        lambda: _busy(original, other),
        lambda: _pending(original, other),
        lambda: "" if correspond(original, other) else differing_message(original),
    )


def reason_not_to_unlink(page: Page) -> str:
    """Return why a page cannot have its former work again, or ""."""
    linked = LinkedPage.objects.filter(page_id=page.pk).first()
    if linked is None:
        return _("“%(title)s” was not linked, so there is nothing to undo.") % _title(page)
    partners = [each.specific for each in _others(page)]
    is_taken = Page.objects.filter(translation_key=linked.former_work, locale=page.locale_id)
    if is_taken.exists():
        return _("Another page has the former API id of “%(title)s” by now.") % _title(page)
    return _first(
        lambda: _busy(page, *partners),
        lambda: next(filter(None, map(_waiting_texts, (page, *partners))), ""),
    )


def is_independent(page: Page) -> bool:
    """Whether a page and its counterpart were written separately."""
    row = TranslationStatus.objects.filter(work=page.translation_key).first()
    return row is not None and row.status == Status.INDEPENDENT


def differing_message(page: Page) -> str:
    return _(
        "The texts of “%(title)s” and of its counterpart do not correspond one by one: both need "
        "the same blocks in the same order, with as many paragraphs and the same links."
    ) % _title(page)


def _title(page: Page) -> dict[str, str]:
    return {"title": page.get_admin_display_title()}


def _others(page: Page) -> QuerySet[Page]:
    return Page.objects.filter(translation_key=page.translation_key).exclude(pk=page.pk)


def _unfinished(translation: Page) -> str:
    row = (
        TranslationStatus.objects.begun()
        .filter(work=translation.translation_key, lang=translation.locale.language_code)
        .first()
    )
    if row is None:
        return _("“%(title)s” is not a translation.") % _title(translation)
    if row.status == Status.OUTDATED and row.public_status == OUTDATED:
        return _(
            "“%(title)s” is outdated: its original has changed since. Update the translation first."
        ) % _title(translation)
    if row.status != Status.UP_TO_DATE:
        return _(
            "Both pages must be public, and “%(title)s” fully translated. Finish and publish first."
        ) % _title(translation)
    return ""


def _busy(*pages: Page) -> str:
    for page in pages:
        if page.workflow_in_progress:
            return _("“%(title)s” is in review. Wait for the end of the review.") % _title(page)
        if page.get_lock():
            return _(
                "“%(title)s” is locked or scheduled for publication. Unlock or unschedule it first."
            ) % _title(page)
    return ""


def _pending(*pages: Page) -> str:
    """Refuse pages with a draft that differs: the public text is joined and would replace it."""
    for page in pages:
        if page.has_unpublished_changes if page.live else _differs_from_draft(page):
            return _(
                "“%(title)s” has changes that are not published. Publish or discard them first."
            ) % _title(page)
    return ""


def _differs_from_draft(page: Page) -> bool:
    """Whether the newest revision of a page that is not public differs from its row."""
    draft = page.get_latest_revision_as_object()
    return translatable_values(page) != translatable_values(draft)


def _unpublished_texts(translation: Page) -> str:
    """Refuse if the editor of translations has texts that the public page does not show."""
    found = translation_into(translation)
    if found is None or not found.enabled:
        return ""
    refresh_source(found.source)
    if missing_texts(found.source, found.target_locale):
        return _("“%(title)s” is not fully translated. Finish and publish it first.") % _title(
            translation
        )
    try:
        page = found.source.get_ephemeral_translated_instance(found.target_locale, fallback=True)
    except ObjectDoesNotExist:
        return ""
    return "" if text_digest(page) == text_digest(translation) else _pending_text(translation)


def has_waiting_texts(page: Page) -> bool:
    """Whether a page is a translation with translated texts that it does not show."""
    return bool(_waiting_texts(page))


def _waiting_texts(translation: Page) -> str:
    """Refuse if there are translated texts that the page does not show, finished or not."""
    found = translation_into(translation)
    if found is None or not found.enabled:
        return ""
    segments = set(found.source.stringsegment_set.values_list("string_id", "context_id"))
    shown = {plain(text.data) for text in texts_of(translation.specific)}
    stored = accepted(translation.translation_key, translation.locale_id)
    for string, context, data in stored.values_list("translation_of_id", "context_id", "data"):
        if (string, context) in segments and has_letters(data) and plain(data) not in shown:
            return _pending_text(translation)
    return ""


def _pending_text(translation: Page) -> str:
    return _("“%(title)s” has translated texts that are not published. Publish them first.") % (
        _title(translation)
    )


def _unpublished(original: Page, other: Page) -> str:
    """Refuse what would put a draft's dates, topics and pictures into a public page."""
    if original.live or not other.live:
        return ""
    return _(
        "“%(title)s” is not published, so it cannot be the original of a public page. Publish it "
        "first, or choose the public page as the original."
    ) % _title(original)


def _mismatch(original: Page, other: Page) -> str:
    if original.pk == other.pk:
        return _("A page cannot be the translation of itself.")
    if original.locale_id == other.locale_id:
        return _("Both pages are in %(language)s. Choose one in the other language.") % {
            "language": language_name(original.locale.language_code)
        }
    if type(original) is not type(other):
        return _("“%(title)s” is of another type: %(type)s.") % {
            **_title(other),
            "type": other.get_verbose_name(),
        }
    return next((reason for page in (original, other) if (reason := _unfit(page))), "")


def is_home_or_list(page: Page) -> bool:
    """Whether a page is one that each language has, such as the list of news."""
    model = page.specific_class or type(page)
    is_ours = issubclass(model, BasePage)
    return not is_ours or model.is_protected or model.public_type == PublishedItem.INDEX


def _unfit(page: Page) -> str:
    if is_home_or_list(page):
        return _("“%(title)s” is a home or list page; its counterpart cannot be changed.") % _title(
            page
        )
    if page.alias_of_id:
        return _("“%(title)s” is an alias of another page.") % _title(page)
    return ""


def _taken(*pages: Page) -> str:
    for page in pages:
        if _others(page).exists():
            return _("“%(title)s” has a counterpart in the other language already.") % _title(page)
    return ""


def _private(*pages: Page) -> str:
    for page in pages:
        if page.get_view_restrictions():
            return _("“%(title)s” is private. Make it public before you link it.") % _title(page)
    return ""


def _begun_backwards(original: Page, other: Page) -> str:
    """Refuse an original that was once translated from a page, now gone, in the other language."""
    backwards = Translation.objects.filter(
        source__object_id=original.translation_key, source__locale_id=other.locale_id
    )
    if not backwards.exists():
        return ""
    return _(
        "“%(title)s” was itself translated, from a page that is gone. Choose the other page as "
        "the original."
    ) % _title(original)
