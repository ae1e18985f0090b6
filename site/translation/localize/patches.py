"""What wagtail-localize does wrong, replaced; and which of its hooks and signals are not used."""

from collections.abc import Callable
from typing import Any

from django.db.models import Case, Exists, F, OuterRef, When
from django.db.models.signals import post_save
from modelcluster.fields import ParentalManyToManyField
from wagtail import hooks
from wagtail.models import Page
from wagtail_localize import models as localize
from wagtail_localize.fields import get_translatable_fields
from wagtail_localize.segments import OverridableSegmentValue

from core.patching import Patch, Patches, instead
from translation.content.edits import show_draft_title
from translation.content.values import is_allowed
from translation.workflow.write_page import write_target

Stock = Callable[..., Any]


def copy_synchronised_fields(stock: Stock) -> Stock:
    def copy(source: Any, target: Any) -> None:
        stock(source, target)
        for translatable in get_translatable_fields(type(source)):
            field = translatable.get_field(type(target))
            if isinstance(field, ParentalManyToManyField) and translatable.is_synchronized(source):
                setattr(target, field.name, list(getattr(source, field.name).all()))

    return copy


def create_or_update_translation(stock: Stock) -> Stock:
    def write(source: Any, *args: Any, **kwargs: Any) -> tuple[Any, bool]:
        # The site translates nothing but pages; other code may.
        is_page = issubclass(source.specific_content_type.model_class(), Page)
        return (write_target if is_page else stock)(source, *args, **kwargs)

    return write


def usable_segments(stock: Stock) -> Stock:
    def segments(source: Any, locale: Any, fallback: bool = False) -> list[Any]:
        found = stock(source, locale, fallback=fallback)
        # In the place of a value that is left out, the page shows the original's.
        if not any(isinstance(segment, OverridableSegmentValue) for segment in found):
            return list(found)
        original = source.as_instance()
        return [
            segment
            for segment in found
            if not isinstance(segment, OverridableSegmentValue)
            or is_allowed(original, segment.path, segment.data)
        ]

    return segments


def annotate_translation(stock: Stock) -> Stock:
    def annotate(segments: Any, locale: Any, include_errors: bool = False) -> Any:
        by_machine = localize.StringTranslation.objects.filter(
            translation_of_id=OuterRef("string_id"),
            locale_id=localize.pk(locale),
            context_id=OuterRef("context_id"),
            translation_type=localize.StringTranslation.TRANSLATION_TYPE_MACHINE,
        )
        return stock(segments, locale, include_errors).annotate(
            translation=Case(When(Exists(by_machine), then=None), default=F("translation"))
        )

    return annotate


def leave_view_restrictions(source: Any, original: Any, translation_page: Any) -> None:
    """Change nothing."""


PATCHES = Patches(
    "wagtail-localize",
    "1.14",
    [
        Patch(
            localize,
            "copy_synchronised_fields",
            copy_synchronised_fields,
            "Where the original has no topic left, the translation is left with its old ones.",
            "(source, target)",
        ),
        Patch(
            localize.TranslationSource,
            "create_or_update_translation",
            create_or_update_translation,
            "Publishes texts that nobody has translated, and drops slugs in Arabic.",
            "(self, locale, user=None, publish=True, copy_parent_pages=False, fallback=False)",
        ),
        Patch(
            localize.TranslationSource,
            "_get_segments_for_translation",
            usable_segments,
            "A value that has become unusable since it was typed breaks previews, or is published.",
            "(self, locale, fallback=False)",
        ),
        Patch(
            localize.TranslationSource,
            "sync_view_restrictions",
            instead(leave_view_restrictions),
            "Opens a hidden translation when its original is open.",
            "(self, original, translation_page)",
        ),
        Patch(
            localize.StringSegmentQuerySet,
            "annotate_translation",
            annotate_translation,
            "A machine's suggestion would become a person's text on its way through a draft or a "
            "PO file.",
            "(self, locale, include_errors=False)",
        ),
    ],
)


def show_title(instance: Any, raw: bool = False, **_: Any) -> None:
    """Copy a translated title as text; the stock one copies HTML, however long."""
    if not raw and instance.context is not None and instance.context.path == "title":
        show_draft_title(instance.context.object_id, instance.locale_id, instance.data)


def install() -> None:
    """Install the patches and replace signal handlers. Called once, when the app is ready."""
    PATCHES.install()
    # The one thing that makes aliases: a setting that the CMS does not offer, but a shell does.
    post_save.disconnect(
        localize.sync_trees_on_locale_sync_save, sender=localize.LocaleSynchronization
    )
    post_save.disconnect(localize.post_save_string_translation, sender=localize.StringTranslation)
    post_save.connect(show_title, sender=localize.StringTranslation)


def remove_hooks() -> None:
    """Unregister hooks of wagtail-localize, for which Wagtail has no function.

    Called when Wagtail imports our hooks: theirs are registered by being imported here.
    """
    from wagtail_localize import synctree
    from wagtail_localize import wagtail_hooks as stock

    # Four queries for each row of a list; the button belongs to the page itself.
    _remove("register_page_listing_more_buttons", stock.page_listing_more_buttons)
    _remove("register_page_header_buttons", stock.page_listing_more_buttons)
    _remove("register_snippet_listing_buttons", stock.register_snippet_listing_buttons)
    # Shows every page's title and state to everybody who may sign in.
    _remove("register_reports_menu_item", stock.register_wagtail_localize2_report_menu_item)
    # Ours is for administrators alone.
    _remove(
        "register_page_action_menu_item", stock.register_convert_back_to_alias_page_action_menu_item
    )
    # Makes aliases of new pages.
    _remove("after_create_page", synctree.after_create_page)


def _remove(name: str, function: Stock) -> None:
    registered = hooks._hooks[name]
    hooks._hooks[name] = [entry for entry in registered if entry[0] is not function]
