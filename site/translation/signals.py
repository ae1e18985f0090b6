"""Saved pages and translations update the rows of their works, in the same transaction."""

from collections.abc import Collection
from typing import Any

from django.db.models.signals import post_delete, post_save, pre_save
from django.dispatch import receiver
from wagtail.models import Page, WorkflowState
from wagtail_localize.fields import get_translatable_fields
from wagtail_localize.models import StringTranslation, Translation

from core.models import BasePage
from core.publication.transactions import publication_transaction, record_key, record_work
from translation.content.translated import AS_ORIGINAL
from translation.models import GlossaryTerm
from translation.status.provenance import forget_translation, note_saved, record_begun
from translation.workflow.may_begin import check_one_direction
from translation.workflow.other_language import call_off


@receiver(post_save)
def note_saved_page(
    sender: type,
    instance: Any,
    raw: bool = False,
    update_fields: Collection[str] | None = None,
    **_: Any,
) -> None:
    """Wagtail saves plain Page rows as often as specific ones; only live text counts."""
    if raw or not isinstance(instance, Page) or not instance.live:
        return
    page = instance if isinstance(instance, BasePage) else instance.specific
    if isinstance(page, BasePage) and _touches_text(page, update_fields):
        note_saved(page)


def _touches_text(page: BasePage, update_fields: Collection[str] | None) -> bool:
    if update_fields is None:
        return True
    names = {field.field_name for field in get_translatable_fields(type(page))}
    return bool(({"live"} | names) & set(update_fields))


@receiver(post_delete, sender=Page)
def call_off_translation(instance: Page, **_: Any) -> None:
    """End what waits to be published: its original has been deleted."""
    if instance.alias_of_id:
        return
    translations = Translation.objects.filter(
        source__object_id=instance.translation_key, source__locale_id=instance.locale_id
    )
    for target in Page.objects.filter(
        translation_key=instance.translation_key,
        locale_id__in=translations.values("target_locale_id"),
    ):
        call_off(target, None)


@receiver(pre_save, sender=Translation)
def check_direction(instance: Translation, raw: bool = False, **_: Any) -> None:
    if instance.enabled and not raw:
        check_one_direction(instance)


@receiver(post_save, sender=Translation)
def record_translation(instance: Translation, created: bool, raw: bool = False, **_: Any) -> None:
    if created and not raw:
        with publication_transaction():
            record_begun(instance)
            record_key(f"work:{instance.source.object_id}")


@receiver(post_delete, sender=Translation)
def forget_row(instance: Translation, **_: Any) -> None:
    with publication_transaction():
        forget_translation(instance.source.object_id, instance.target_locale.language_code)
        record_key(f"work:{instance.source.object_id}")


@receiver([post_save, post_delete], sender=StringTranslation)
def count_texts(instance: StringTranslation, raw: bool = False, **_: Any) -> None:
    """Bulk writes send no signal and record the work themselves."""
    if not raw and instance.context is not None:
        record_work(instance.context.object_id)


@receiver([pre_save, post_save, post_delete], sender=GlossaryTerm)
def count_texts_with_name(instance: GlossaryTerm, raw: bool = False, **_: Any) -> None:
    """Count texts again that may repeat their original since a name is the same in both languages.

    Before it is saved, the name that is stored counts: it may be another one afterwards.
    """
    stored = GlossaryTerm.objects.filter(pk=instance.pk).values_list("en", "ar")
    for en, ar in {(instance.en, instance.ar), *stored} if not raw else ():
        if en != ar:
            continue
        texts = StringTranslation.objects.filter(translation_of__data__icontains=en)
        repeated = texts.filter(data__icontains=en).exclude(tool_name=AS_ORIGINAL)
        for work in set(repeated.values_list("context__object_id", flat=True)):
            record_work(work)


@receiver([post_save, post_delete], sender=WorkflowState)
def note_review(instance: WorkflowState, raw: bool = False, **_: Any) -> None:
    page = None if raw else instance.content_object
    if isinstance(page, Page):
        record_work(page.translation_key)
