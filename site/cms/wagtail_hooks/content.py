"""What the CMS shows and refuses beyond Wagtail's own."""

from typing import Any

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.templatetags.static import static
from django.urls import reverse_lazy
from django.utils.html import format_html
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _
from wagtail import hooks
from wagtail.models import Page, PageViewRestriction
from wagtail.permission_policies import ModelPermissionPolicy
from wagtail.permissions import register_permission_policy
from wagtail.snippets.models import register_snippet
from wagtail.snippets.views.snippets import (
    IndexView,
    SnippetViewSet,
    SnippetViewSetGroup,
    UsageView,
)

from cms.editing.pasting import paste_addresses
from cms.guides.views import guide_addresses, guide_item
from cms.names import refuse_names_in_use, show_uses
from cms.privacy.vocabularies import ChooserViewSet, NameChooserViewSet
from cms.problems import ProblemFormatter, problem_addresses
from cms.saving.checks import use_site_checks
from cms.saving.edit_views import KeepingSnippetView
from core.background.problems import LOGGED
from core.models import Governorate, Menu, Organisation, Person, Topic
from core.models.ordering import InOrderOfNames

# Wagtail translates its own when it is imported, into one language for everybody.
START = [{"url": reverse_lazy("wagtailadmin_home"), "label": _("Home")}]


class NameUsageView(UsageView):
    """Where a name is used; asks for the same rights as Wagtail's own."""

    def get(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        return show_uses(request, self.model, str(self.object.pk))


class NamesView(IndexView):
    """The list of names, each column in the order of its alphabet."""

    def order_queryset(self, queryset: Any) -> Any:
        ordering = str(self.ordering or "")
        lang = {"name_en": "en", "name_ar": "ar"}.get(ordering.lstrip("-"))
        if lang is None:
            return super().order_queryset(queryset)
        order = InOrderOfNames(lang)
        return queryset.order_by(order.desc() if ordering.startswith("-") else order.asc(), "pk")


class NameViewSet(SnippetViewSet):
    """Lists names in both languages."""

    index_view_class = NamesView
    breadcrumbs_items = START
    edit_view_class = KeepingSnippetView
    usage_view_class = NameUsageView
    chooser_viewset_class = NameChooserViewSet
    list_display = ["name_en", "name_ar", "slug"]


class TopicViewSet(NameViewSet):
    model = Topic
    icon = "tag"


class OrganisationViewSet(NameViewSet):
    model = Organisation
    icon = "group"


class PersonViewSet(NameViewSet):
    model = Person
    icon = "user"


class GovernorateViewSet(NameViewSet):
    model = Governorate
    icon = "site"


class NamesGroup(SnippetViewSetGroup):
    """The menu of names that stories choose from."""

    menu_label = _("Names")
    menu_icon = "tag"
    menu_order = 300
    items = (TopicViewSet, OrganisationViewSet, PersonViewSet, GovernorateViewSet)


class _SetUpOnce(ModelPermissionPolicy):
    """Rows that the setup makes: nobody adds or deletes one, superusers included."""

    def user_has_permission(self, user: Any, action: str) -> bool:
        return action not in {"add", "delete"} and super().user_has_permission(user, action)


class MenuViewSet(SnippetViewSet):
    """The site's menus; one for each place and language, so none is added or deleted."""

    breadcrumbs_items = START
    edit_view_class = KeepingSnippetView
    chooser_viewset_class = ChooserViewSet
    model = Menu
    icon = "list-ul"
    menu_label = _("Menus")
    menu_order = 310
    add_to_admin_menu = True
    list_display = ["__str__", "language", "place"]


register_permission_policy(Menu, _SetUpOnce(Menu))
register_snippet(NamesGroup)
register_snippet(MenuViewSet)


@hooks.register("insert_global_admin_css")
def cms_colours() -> str:
    """Give the CMS the site's colours."""
    return format_html('<link rel="stylesheet" href="{}">', static("css/cms.css"))


@hooks.register("insert_global_admin_js")
def careful_forms() -> str:
    """Ask before uploads are left."""
    return format_html('<script defer src="{}"></script>', static("js/half-filled.js"))


@hooks.register("insert_editor_js")
def patient_forms() -> str:
    """Prevent the editor's form from being sent while a draft is being saved."""
    return format_html('<script defer src="{}"></script>', static("js/cms.js"))


@hooks.register("insert_global_admin_js")
def photo_uploads() -> str:
    """Give pictures titles from their files' names, and one button that saves many."""
    return format_html('<script defer src="{}"></script>', static("js/photo-upload.js"))


@hooks.register("insert_global_admin_js")
def document_uploads() -> str:
    """Show what was removed from a document that was uploaded within a chooser."""
    return format_html('<script defer src="{}"></script>', static("js/documents.js"))


@hooks.register("insert_editor_js")
def directed_blocks() -> str:
    """Have the blocks of a page written in the page's language, as its other fields are."""
    return format_html('<script defer src="{}"></script>', static("js/direction.js"))


@hooks.register("insert_editor_js")
def counted_characters() -> str:
    """Show beside each field with a limit how much of it is used."""
    return format_html(
        '<script defer src="{}" data-characters="{}" data-too-long="{}"></script>',
        static("js/character-count.js"),
        gettext("Characters:"),
        gettext("Too long: %(length)d characters, and at most %(limit)d fit here."),
    )


@hooks.register("construct_wagtail_userbar")
def check_pictures(request: HttpRequest, items: list[Any], page: Any) -> None:
    use_site_checks(items)


@hooks.register("register_admin_urls")
def register_guides() -> list[Any]:
    return guide_addresses


@hooks.register("register_admin_urls")
def register_problems() -> list[Any]:
    return problem_addresses


@hooks.register("register_admin_urls")
def register_pasting() -> list[Any]:
    return paste_addresses


@hooks.register("register_log_actions")
def register_problem_entry(actions: Any) -> None:
    actions.register_action(LOGGED)(ProblemFormatter)


@hooks.register("register_help_menu_item")
def translators_guide() -> Any:
    return guide_item("translators")


@hooks.register("register_help_menu_item")
def editors_guide() -> Any:
    return guide_item("editors")


@hooks.register("construct_help_menu")
def only_help_of_this_site(request: HttpRequest, items: list[Any]) -> None:
    """Leave out what leads to another host: its owner would learn who works here, and when."""
    items[:] = [item for item in items if not item.url.startswith(("http:", "https:", "//"))]


# Asked for one name and for several, before the question and before what is sent.
hooks.register("before_delete_snippet", refuse_names_in_use)


@hooks.register("before_delete_page")
def protect_front_pages_and_lists(request: HttpRequest, page: Page) -> HttpResponse | None:
    """Refuse to delete what holds a whole language together."""
    return _refuse_deletion(request, [page])


@hooks.register("before_bulk_action")
def protect_front_pages_and_lists_in_bulk(
    request: HttpRequest, action: str, objects: list[Any], *_: Any
) -> HttpResponse | None:
    """Refuse that as well where it is one of many: “all” would switch a whole language off."""
    pages = [thing for thing in objects if isinstance(thing, Page)]
    if action == "delete":
        return _refuse_deletion(request, pages)
    if action != "unpublish":
        return None
    message = gettext(
        "“%(title)s” holds other pages together. Unpublish it alone, on its own page."
    )
    return _refuse_protected(request, [page for page in pages if page.live], message)


def _refuse_deletion(request: HttpRequest, pages: list[Page]) -> HttpResponse | None:
    message = gettext("“%(title)s” holds other pages together and cannot be deleted. Unpublish it.")
    return _refuse_protected(request, pages, message)


def _refuse_protected(request: HttpRequest, pages: list[Page], message: str) -> HttpResponse | None:
    protected = [page for page in pages if getattr(page.specific, "is_protected", False)]
    if not protected:
        return None
    messages.error(request, message % {"title": protected[0].title})
    return redirect("wagtailadmin_explore", protected[0].pk)


@hooks.register("before_serve_page", order=-100)
def hide_restricted_pages(page: Any, request: HttpRequest, *args: Any) -> None:
    """Answer 404 where Wagtail redirects to a sign-in form.

    It would reveal to strangers that the page exists, and send who is signed in to and fro.
    """
    restrictions = page.get_view_restrictions()
    if request.user.is_authenticated:
        restrictions = [one for one in restrictions if _is_closed_to(request, one)]
    if restrictions:
        raise Http404


def _is_closed_to(request: HttpRequest, restriction: PageViewRestriction) -> bool:
    """Whether a restriction refuses somebody signed in, who is asked for no password either."""
    if restriction.restriction_type == PageViewRestriction.PASSWORD:
        return False
    return not restriction.accept_request(request)
