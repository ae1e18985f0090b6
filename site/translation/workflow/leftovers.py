"""What a translation still shows though its original no longer has it: names and pictures.

Changed words make a translation outdated. Removing a byline or a picture changes no word, but it
may have endangered somebody; so editors see where it is still shown.
"""

from typing import Any

from django.utils.translation import gettext as _
from wagtail.models import Page
from wagtail_localize.fields import SynchronizedField, get_translatable_fields
from wagtail_localize.models import SegmentOverride, Translation

from core.language.languages import language_name
from translation.content.texts import field_path, label
from translation.content.values import is_in_running_text, values_of


def leftovers(original: Page, page: Page) -> list[str]:
    """Return where `page`, translated from `original`, shows what that no longer has, as labels.

    What a translator chose for the translation alone is not among them.
    """
    remaining = _shared_relations(original)
    places = [name for name, shown in _shared_relations(page).items() if shown - remaining[name]]
    gone = _values(page) - _values(original)
    if gone:
        chosen = SegmentOverride.objects.filter(
            context__object_id=page.translation_key, locale_id=page.locale_id
        )
        gone -= {(each.context.path, each.data) for each in chosen.select_related("context")}
        places += [field_path(page, path) for path, _data in sorted(gone, key=str)]
    return list(dict.fromkeys(label(type(page), place) for place in places))


def _shared_relations(page: Page) -> dict[str, set[Any]]:
    """Return what both languages share by rule: ids by the name of the field."""
    found = {}
    for shared in get_translatable_fields(type(page)):
        if not isinstance(shared, SynchronizedField) or shared.overridable:
            continue
        field = page._meta.get_field(shared.field_name)
        if field.many_to_many:
            found[field.name] = {each.pk for each in getattr(page, field.name).all()}
        elif field.is_relation:
            found[field.name] = {getattr(page, field.attname)} - {None}
    return found


def _values(page: Page) -> set[tuple[str, Any]]:
    """Return values with their paths; links in running text may differ by language."""
    return {each for each in values_of(page).items() if not is_in_running_text(each[0])}


def public_leftovers(original: Page) -> list[tuple[Page, list[str]]]:
    """Return the public translations of `original` that show what it no longer has, with labels."""
    locales = Translation.objects.filter(
        source__object_id=original.translation_key,
        source__locale_id=original.locale_id,
        enabled=True,
    ).values("target_locale_id")
    pages = Page.objects.filter(
        translation_key=original.translation_key, locale__in=locales, live=True
    )
    found = [
        (page, leftovers(original, page)) for page in pages.specific().select_related("locale")
    ]
    return [(page, places) for page, places in found if places]


def leftovers_message(page: Page, places: list[str]) -> str:
    """Return the warning that the translation `page` shows what is gone from its original."""
    return _(
        "In %(language)s this page still shows what was removed here: %(places)s. Publish the "
        "translation again to remove it there too."
    ) % {
        "language": language_name(page.locale.language_code),
        "places": _(", ").join(places),
    }
