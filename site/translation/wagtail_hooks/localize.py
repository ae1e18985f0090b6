"""wagtail-localize's addresses with checks, its button, and what translators may not do."""

from collections.abc import Iterator
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import include, path, reverse
from django.utils.translation import gettext as _
from wagtail import hooks
from wagtail.admin import messages
from wagtail.admin.widgets import Button
from wagtail.models import Page
from wagtail_localize import wagtail_hooks as stock
from wagtail_localize.models import Translation

from core.language.languages import language_name, other_language
from core.publication.registry import check_publication
from core.refusals import RefusedError
from core.setup.roles import is_administrator
from core.untrusted import row_id
from translation.localize import patches
from translation.machine import views
from translation.offline import page_files
from translation.rights import SUBMIT, AnyUser
from translation.views import editing, localize
from translation.views.access import refuse_translators
from translation.views.editor import edit_translation
from translation.views.submitting import SubmitView
from translation.views.updating import UpdateView

patches.remove_hooks()
hooks.register("before_edit_page", edit_translation, order=-200)


# The first address that matches wins, and `reverse` still finds the stock names.
@hooks.register("register_admin_urls", order=-100)
def register_checked_addresses() -> list[Any]:
    one = "translate/<int:translation_id>"
    urls = [
        path("submit/page/<int:page_id>/", SubmitView.as_view()),
        path("update/<int:translation_source_id>/", UpdateView.as_view()),
        path(f"{one}/strings/<int:string_segment_id>/edit/", editing.edit_string),
        path(
            f"{one}/strings/<int:string_segment_id>/check/",
            editing.check_string,
            name="check_string_translation",
        ),
        path(f"{one}/overrides/<int:overridable_segment_id>/edit/", editing.edit_value),
        path(f"{one}/pofile/download/", page_files.download),
        path(f"{one}/pofile/upload/", page_files.upload),
        path(f"{one}/machine_translate/", views.machine_translate),
        path(f"{one}/preview/", localize.preview),
        path(f"{one}/preview/<str:mode>/", localize.preview),
        path(f"{one}/disable/", editing.stop),
        path("page/<int:page_id>/convert_to_alias/", localize.convert_to_alias),
        path("reports/translations/", localize.closed),
        path("reports/translations/results/", localize.closed),
        path("submit/snippet/<slug:app_label>/<slug:model_name>/<str:pk>/", localize.closed),
        path("api/snippets/<slug:app_label>/<slug:model_name>/", localize.closed),
        path("api/snippets/<slug:app_label>/<slug:model_name>/<str:pk>/", localize.closed),
    ]
    return [path("localize/", include((urls, "translation")))]


@hooks.register("before_create_page", order=-200)
@hooks.register("before_copy_page", order=-200)
@hooks.register("before_move_page", order=-200)
@hooks.register("before_delete_page", order=-200)
@hooks.register("before_convert_alias_page", order=-200)
def restrict_translators_in_the_tree(
    request: HttpRequest, page: Page, *_rest: Any
) -> HttpResponse | None:
    """Refuse what would add, copy, move or delete; `page` is the parent of a new page."""
    return refuse_translators(request, page)


@hooks.register("before_bulk_action", order=-200)
def restrict_translators_in_bulk(
    request: HttpRequest, _action_type: str, objects: list[Any], *_rest: Any
) -> HttpResponse | None:
    return refuse_translators(request, *(each for each in objects if isinstance(each, Page)))


@hooks.register("before_copy_page")
def refuse_copies_of_translations(request: HttpRequest, page: Page) -> HttpResponse | None:
    """Refuse a copy that has no translation: its untranslated texts could be published."""
    pages = page.get_descendants(inclusive=True) if "copy_subpages" in request.POST else [page]
    works = {each.translation_key for each in pages}
    running = Translation.objects.filter(enabled=True, target_locale_id=page.locale_id)
    if not running.filter(source__object_id__in=works).exists():
        return None
    messages.error(
        request,
        _("A translation is not copied. Copy the original and have the copy translated."),
    )
    return redirect("wagtailadmin_explore", page.get_parent().pk)


@hooks.register("before_copy_page")
def copy_within_the_language(request: HttpRequest, page: Page) -> HttpResponse | None:
    """Refuse a copy below a page of the other language: it would be published and never found.

    Wagtail itself refuses to move pages there.
    """
    chosen = row_id(request.POST.get("new_parent_page", ""))
    parent = Page.objects.filter(pk=chosen).first()
    if parent is None or parent.is_root() or parent.locale_id == page.locale_id:
        return None
    messages.error(
        request,
        _("“%(title)s” cannot go below “%(parent)s”, which is in another language. Translate it.")
        % {"title": page.get_admin_display_title(), "parent": parent.get_admin_display_title()},
    )
    return redirect("wagtailadmin_explore", page.get_parent().pk)


@hooks.register("before_publish_page")
def save_refused_page_as_draft(request: HttpRequest, page: Page) -> HttpResponse | None:
    """Refuse here, where the text is saved as a draft; a later refusal would undo the request."""
    revision = page.get_latest_revision()
    try:
        check_publication(revision.as_object(), revision)
    except RefusedError as refusal:
        saved = _("Your changes are kept as a draft.")
        messages.error(request, f"{refusal} {saved}")
        return redirect("wagtailadmin_pages:edit", page.pk)
    return None


@hooks.register("register_page_header_buttons")
def translate_button(
    page: Page, user: AnyUser, view_name: str = "", next_url: str | None = None
) -> Iterator[Button]:
    """Offer to translate a page that is not yet there in the other language."""
    if page.is_root() or not user.has_perm(SUBMIT):
        return
    lang = other_language(page.locale.language_code)
    others = page.get_translations().filter(locale__language_code=lang, alias_of=None)
    if not others.exists():
        yield Button(
            _("Translate into %(language)s") % {"language": language_name(lang)},
            reverse("wagtail_localize:submit_page_translation", args=[page.pk]),
            priority=60,
            icon_name="wagtail-localize-language",
        )


class AliasItem(stock.ConvertToAliasPageActionMenuItem):
    """Offers administrators alone to replace a translation with a copy of its original."""

    def is_shown(self, context: dict[str, Any]) -> bool:
        return is_administrator(context["request"].user) and super().is_shown(context)


@hooks.register("register_page_action_menu_item")
def register_alias_item() -> AliasItem:
    return AliasItem(order=0)
