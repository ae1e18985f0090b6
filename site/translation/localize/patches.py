"""Puts our own in the place of what wagtail-localize does wrong."""

from typing import Any

from django.db.models import Case, Exists, F, OuterRef, When
from django.db.models.signals import post_save
from modelcluster.fields import ParentalManyToManyField
from wagtail.actions.move_page import MovePageAction
from wagtail.admin.mail import Notifier
from wagtail.models import Page, Task, WorkflowState
from wagtail_localize import models as localize
from wagtail_localize.fields import copy_synchronised_fields as stock_copy
from wagtail_localize.fields import get_translatable_fields

from translation.content.edits import show_draft_title
from translation.content.values import usable
from translation.notifications.events import is_about_translation
from translation.workflow.privacy import refusing_to_open
from translation.workflow.review import decide, publish_reviewed
from translation.workflow.write_page import write_target

_stock_can_mail = Notifier.can_handle
_stock_write = localize.TranslationSource.create_or_update_translation
_stock_annotate = localize.StringSegmentQuerySet.annotate_translation
_stock_move = MovePageAction.execute
_stock_segments = localize.TranslationSource._get_segments_for_translation


def install() -> None:
    """Called once, when the app is ready; the modules that use a function hold it by its name."""
    localize.copy_synchronised_fields = copy_synchronised_fields
    localize.TranslationSource.create_or_update_translation = create_or_update_translation
    localize.TranslationSource._get_segments_for_translation = usable_segments
    localize.StringSegmentQuerySet.annotate_translation = annotate_translation
    localize.TranslationSource.sync_view_restrictions = leave_view_restrictions
    MovePageAction.execute = move
    WorkflowState.on_finish = publish_reviewed
    Task.on_action = decide
    Notifier.can_handle = can_mail
    # The one thing that makes aliases: a setting that the CMS does not offer, but a shell does.
    post_save.disconnect(
        localize.sync_trees_on_locale_sync_save, sender=localize.LocaleSynchronization
    )
    post_save.disconnect(localize.post_save_string_translation, sender=localize.StringTranslation)
    post_save.connect(show_title, sender=localize.StringTranslation)


def move(action: MovePageAction, *args: Any, **kwargs: Any) -> Any:
    """Move a page, unless that shows a translation whose original is hidden."""
    with refusing_to_open(action.page):
        return _stock_move(action, *args, **kwargs)


def show_title(instance: Any, raw: bool = False, **_: Any) -> None:
    """Copy a translated title as text; the stock one copies HTML, however long."""
    if not raw and instance.context is not None and instance.context.path == "title":
        show_draft_title(instance.context.object_id, instance.locale_id, instance.data)


def copy_synchronised_fields(source: Any, target: Any) -> None:
    """Copy what both languages share; where the original has no topic left, none is copied too."""
    stock_copy(source, target)
    for translatable in get_translatable_fields(type(source)):
        field = translatable.get_field(type(target))
        if isinstance(field, ParentalManyToManyField) and translatable.is_synchronized(source):
            setattr(target, field.name, list(getattr(source, field.name).all()))


def create_or_update_translation(source: Any, *args: Any, **kwargs: Any) -> tuple[Any, bool]:
    """Write a translated page our way; the site translates nothing else, but other code may."""
    if not issubclass(source.specific_content_type.model_class(), Page):
        return _stock_write(source, *args, **kwargs)
    return write_target(source, *args, **kwargs)


def usable_segments(source: Any, locale: Any, fallback: bool = False) -> list[Any]:
    """Keep what has become unusable since from breaking previews and from becoming public."""
    return usable(source, _stock_segments(source, locale, fallback=fallback))


def can_mail(notifier: Notifier, instance: Any, **kwargs: Any) -> bool:
    """Leave the e-mails about reviews of translations to `translation.notifications.digest`.

    Wagtail's name the page, which may be a story that nobody outside may know of.
    """
    is_wanted: bool = _stock_can_mail(notifier, instance, **kwargs)
    return is_wanted and not is_about_translation(instance)


def annotate_translation(segments: Any, locale: Any, include_errors: bool = False) -> Any:
    """Give segments the translations that people wrote, for pages and for PO files.

    A machine's suggestion would become a person's text on its way through a draft or a file.
    """
    by_machine = localize.StringTranslation.objects.filter(
        translation_of_id=OuterRef("string_id"),
        locale_id=localize.pk(locale),
        context_id=OuterRef("context_id"),
        translation_type=localize.StringTranslation.TRANSLATION_TYPE_MACHINE,
    )
    return _stock_annotate(segments, locale, include_errors).annotate(
        translation=Case(When(Exists(by_machine), then=None), default=F("translation"))
    )


def leave_view_restrictions(source: Any, original: Any, translation_page: Any) -> None:
    """Leave them alone: the stock one opens a hidden translation when its original is open."""
