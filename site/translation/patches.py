"""Puts our own in the place of what wagtail-localize does wrong."""

from typing import Any

from django.db.models.signals import post_save
from modelcluster.fields import ParentalManyToManyField
from wagtail.models import Page
from wagtail_localize import models as localize
from wagtail_localize.fields import copy_synchronised_fields as stock_copy
from wagtail_localize.fields import get_translatable_fields

from translation.targets import write_target
from translation.values import usable

_stock_write = localize.TranslationSource.create_or_update_translation
_stock_segments = localize.TranslationSource._get_segments_for_translation


def install() -> None:
    """Called once, when the app is ready; the modules that use a function hold it by its name."""
    localize.copy_synchronised_fields = copy_synchronised_fields
    localize.TranslationSource.create_or_update_translation = create_or_update_translation
    localize.TranslationSource._get_segments_for_translation = usable_segments
    localize.TranslationSource.sync_view_restrictions = keep_view_restrictions
    # The one thing that makes aliases: a setting that the CMS does not offer, but a shell does.
    post_save.disconnect(
        localize.sync_trees_on_locale_sync_save, sender=localize.LocaleSynchronization
    )


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


def keep_view_restrictions(source: Any, original: Any, translation_page: Any) -> None:
    """Leave them alone: the stock one opens a hidden translation when its original is open."""
