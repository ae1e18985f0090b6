"""What the CMS shows and refuses beyond Wagtail's own."""

from typing import Any

from django.http import Http404, HttpRequest
from django.templatetags.static import static
from django.utils.html import format_html
from django.utils.translation import gettext_lazy as _
from wagtail import hooks
from wagtail.snippets.models import register_snippet
from wagtail.snippets.views.snippets import SnippetViewSet, SnippetViewSetGroup

from core.models import Governorate, Menu, Organisation, Person, Topic


class NameViewSet(SnippetViewSet):
    """Lists names in both languages."""

    list_display = ["name_en", "name_ar", "slug"]
    search_fields = ["name_en", "name_ar"]


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


@hooks.register("before_serve_page", order=-100)
def hide_restricted_pages(page: Any, request: HttpRequest, *args: Any) -> None:
    """Answer 404 where Wagtail would lead to a sign-in form, which tells that the page exists."""
    if request.user.is_authenticated:
        return
    if page.get_view_restrictions():
        raise Http404
