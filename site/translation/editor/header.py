"""What is shown above the texts: languages, status, and what else can be done."""

from django.http import HttpRequest
from django.urls import reverse
from django.utils.translation import gettext as _
from wagtail.admin.ui.menus.pages import get_page_header_buttons
from wagtail.admin.widgets import ButtonWithDropdown
from wagtail.models import Page
from wagtail_localize.models import Translation

from core.language.languages import LANGUAGES, language_name
from translation.machine.libretranslate import is_available
from translation.models import TranslationStatus


def sides(translation: Translation) -> dict[str, dict[str, str]]:
    """Return the two languages as templates show them: `lang`, `dir` and `name` of each side."""
    tags = {
        "source_side": translation.source.locale.language_code,
        "target_side": translation.target_locale.language_code,
    }
    return {
        side: {"lang": tag, "dir": LANGUAGES[tag].direction, "name": language_name(tag)}
        for side, tag in tags.items()
    }


def status_of(translation: Translation) -> TranslationStatus | None:
    """Return the row of the work in this language, with those who have to do with it."""
    return (
        TranslationStatus.objects.filter(
            work=translation.source.object_id, lang=translation.target_locale.language_code
        )
        .select_related("assignee", "assigned_by", "source_page")
        .first()
    )


def buttons(request: HttpRequest, page: Page) -> list[ButtonWithDropdown]:
    """Return the menu of the page's other actions, beside its path."""
    more = get_page_header_buttons(
        page=page, user=request.user, next_url=request.path, view_name="edit"
    )
    if not more:
        return []
    return [
        ButtonWithDropdown(
            buttons=more,
            icon_name="dots-horizontal",
            attrs={"aria-label": _("Actions")},
            classname="w-h-slim-header",
        )
    ]


def tools(
    translation: Translation, page: Page, status: TranslationStatus | None, is_open: bool
) -> dict[str, str]:
    """Return the addresses of what can be done beside typing, by name; "" for what cannot."""
    one = [translation.pk]
    langs = (translation.source.locale.language_code, translation.target_locale.language_code)
    return {
        "original": reverse("translation_dashboard:source", args=[status.pk])
        if status is not None and status.source_page_id
        else "",
        "preview": reverse("wagtail_localize:preview_translation", args=one),
        "download": reverse("wagtail_localize:download_pofile", args=one),
        "upload": reverse("wagtail_localize:upload_pofile", args=one) if is_open else "",
        "machine": reverse("wagtail_localize:machine_translate", args=one)
        if is_open and is_available(*langs)
        else "",
        "stop": reverse("wagtail_localize:stop_translation", args=one) if is_open else "",
        "history": reverse("wagtailadmin_pages:history", args=[page.pk]),
    }
