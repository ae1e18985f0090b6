"""The list of translations, “My queue”, what is done there, and the panel on the home page."""

from collections import defaultdict
from collections.abc import Mapping
from typing import Any

from django.db.models import Count
from django.http import HttpRequest
from django.templatetags.static import static
from django.urls import include, path, reverse
from django.utils.html import format_html
from django.utils.translation import gettext_lazy as _
from wagtail import hooks
from wagtail.admin.menu import MenuItem
from wagtail.admin.ui.components import Component

from core.language.languages import language_name
from translation.models import Status
from translation.models.status import OPEN
from translation.rights import AnyUser, languages_of, rows_for
from translation.views import rows
from translation.views.bulk import ACTIONS
from translation.views.dashboard import QueueView, TranslationsView


@hooks.register("register_admin_urls")
def register_dashboard() -> list[Any]:
    urls = [
        path("", TranslationsView.as_view(), name="index"),
        path("results/", TranslationsView.as_view(results_only=True), name="index_results"),
        path("queue/", QueueView.as_view(), name="queue"),
        path("queue/results/", QueueView.as_view(results_only=True), name="queue_results"),
        path("<int:pk>/begin/", rows.begin, name="begin"),
        path("<int:pk>/source/", rows.source, name="source"),
    ]
    return [path("translations/", include((urls, "translation_dashboard")))]


@hooks.register("register_translations_menu_item")
def all_translations_item() -> MenuItem:
    address = reverse("translation_dashboard:index")
    return MenuItem(
        _("All translations"), address, name="all-translations", icon_name="list-ul", order=100
    )


@hooks.register("register_translations_menu_item")
def queue_item() -> MenuItem:
    address = reverse("translation_dashboard:queue")
    return MenuItem(_("My queue"), address, name="translation-queue", icon_name="tasks", order=110)


for action in ACTIONS:
    hooks.register("register_bulk_action", action)


@hooks.register("insert_global_admin_css")
def workbench_looks() -> str:
    return format_html('<link rel="stylesheet" href="{}">', static("css/workbench.css"))


class TranslationsPanel(Component):
    """How far each language is, for those who see both."""

    name = "translations"
    template_name = "translation/home_panel.html"
    order = 240

    def __init__(self, user: AnyUser, langs: list[str]) -> None:
        self.user, self.langs = user, langs

    def get_context_data(self, parent_context: Mapping[str, Any]) -> dict[str, Any]:
        return {"counts": self._counts()}

    def _counts(self) -> list[dict[str, Any]]:
        counted: dict[str, dict[str, int]] = defaultdict(dict)
        open_rows = rows_for(self.user).open().order_by().values_list("lang", "status")
        for lang, status, count in open_rows.annotate(Count("pk")):
            counted[lang][status] = count
        address = reverse("translation_dashboard:index")
        return [
            {
                "language": language_name(lang),
                "statuses": [
                    {
                        "label": Status(status).label,
                        "count": counted[lang].get(status, 0),
                        "url": f"{address}?lang={lang}&state={status}",
                    }
                    for status in OPEN
                ],
            }
            for lang in self.langs
        ]


@hooks.register("construct_homepage_panels")
def add_translations_panel(request: HttpRequest, panels: list[Any]) -> None:
    langs = languages_of(request.user)
    if len(langs) > 1:
        panels.append(TranslationsPanel(request.user, langs))
