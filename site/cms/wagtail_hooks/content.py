"""What the CMS shows and refuses beyond Wagtail's own."""

from typing import Any

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.templatetags.static import static
from django.utils.html import format_html
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _
from wagtail import hooks
from wagtail.models import Page
from wagtail.snippets.models import register_snippet
from wagtail.snippets.views.snippets import SnippetViewSet, SnippetViewSetGroup

from cms.guides.views import guide_addresses, guide_item
from cms.problems import ProblemFormatter, ProblemsPanel, problem_addresses
from core.background.problems import LOGGED
from core.media.serving import is_staff
from core.models import Governorate, Menu, Organisation, Person, PublishedItem, SiteDocument, Topic


class NameViewSet(SnippetViewSet):
    """Lists names in both languages."""

    list_display = ["name_en", "name_ar", "slug"]
    search_fields = ["name_en", "name_ar"]
    search_backend_name = None  # the database's own search cannot be limited to fields on SQLite


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


class MenuViewSet(SnippetViewSet):
    """The site's menus; one for each place and language, so none is added or deleted."""

    model = Menu
    icon = "list-ul"
    menu_label = _("Menus")
    menu_order = 310
    add_to_admin_menu = True
    list_display = ["__str__", "language", "place"]


register_snippet(NamesGroup)
register_snippet(MenuViewSet)


@hooks.register("insert_global_admin_css")
def cms_colours() -> str:
    """Give the CMS the site's colours."""
    return format_html('<link rel="stylesheet" href="{}">', static("css/cms.css"))


@hooks.register("insert_editor_js")
def patient_forms() -> str:
    """Prevent the editor's form from being sent while a draft is being saved."""
    return format_html('<script defer src="{}"></script>', static("js/cms.js"))


@hooks.register("register_admin_urls")
def register_guides() -> list[Any]:
    return guide_addresses


@hooks.register("register_admin_urls")
def register_problems() -> list[Any]:
    return problem_addresses


@hooks.register("construct_homepage_panels")
def add_problems_panel(request: HttpRequest, panels: list[Any]) -> None:
    panels.append(ProblemsPanel())


@hooks.register("register_log_actions")
def register_problem_entry(actions: Any) -> None:
    actions.register_action(LOGGED)(ProblemFormatter)


@hooks.register("register_help_menu_item")
def translators_guide() -> Any:
    return guide_item("translators")


@hooks.register("register_help_menu_item")
def editors_guide() -> Any:
    return guide_item("editors")


@hooks.register("before_serve_document")
def hide_unused_documents(document: SiteDocument, request: HttpRequest) -> None:
    """Serve a document while a public page leads to it; to staff at any time."""
    is_public = PublishedItem.objects.public().showing(f"document:{document.pk}").exists()
    if not is_public and not is_staff(request):
        raise Http404


@hooks.register("before_delete_page")
def protect_front_pages_and_lists(request: HttpRequest, page: Page) -> HttpResponse | None:
    """Refuse to delete what holds a whole language together."""
    return _refuse_deletion(request, [page])


@hooks.register("before_bulk_action")
def protect_front_pages_and_lists_in_bulk(
    request: HttpRequest, action: str, objects: list[Any], *_: Any
) -> HttpResponse | None:
    pages = [thing for thing in objects if isinstance(thing, Page)]
    return _refuse_deletion(request, pages) if action == "delete" else None


def _refuse_deletion(request: HttpRequest, pages: list[Page]) -> HttpResponse | None:
    protected = [page for page in pages if getattr(page.specific, "is_protected", False)]
    if not protected:
        return None
    message = gettext("“%(title)s” holds other pages together and cannot be deleted. Unpublish it.")
    messages.error(request, message % {"title": protected[0].title})
    return redirect("wagtailadmin_explore", protected[0].pk)


@hooks.register("before_serve_page", order=-100)
def hide_restricted_pages(page: Any, request: HttpRequest, *args: Any) -> None:
    """Answer 404; Wagtail would redirect to a sign-in form, which shows that the page exists."""
    if request.user.is_authenticated:
        return
    if page.get_view_restrictions():
        raise Http404
