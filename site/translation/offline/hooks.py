"""Exports and imports: their addresses and their places in the menu."""

from typing import Any

from django.urls import include, path, reverse_lazy
from django.utils.translation import gettext_lazy as _
from wagtail import hooks
from wagtail.admin.menu import MenuItem

from translation.offline import views
from translation.views import jobs


@hooks.register("register_admin_urls")
def register_offline_addresses() -> list[Any]:
    work = [
        path("export/", views.export, name="export"),
        path("import/", views.upload, name="upload"),
    ]
    one = "jobs/<uuid:pk>/"
    looked_at = [
        path("jobs/", jobs.index, name="list"),
        path("jobs/rebuild/", jobs.rebuild, name="rebuild"),
        path(one, jobs.detail, name="detail"),
        path(f"{one}progress/", jobs.progress, name="progress"),
        path(f"{one}file/", jobs.file, name="file"),
        path(f"{one}files/<int:number>/", jobs.texts, name="texts"),
        path(f"{one}apply/", jobs.apply, name="apply"),
        path(f"{one}discard/", jobs.discard, name="discard"),
    ]
    return [
        path("translations/", include((work, "translation_offline"))),
        path("translations/", include((looked_at, "translation_jobs"))),
    ]


@hooks.register("register_translations_menu_item")
def import_item() -> MenuItem:
    return MenuItem(
        _("Import translations"),
        reverse_lazy("translation_offline:upload"),
        name="import-translations",
        icon_name="upload",
        order=500,
    )


@hooks.register("register_translations_menu_item")
def jobs_item() -> MenuItem:
    return MenuItem(
        _("Exports and imports"),
        reverse_lazy("translation_jobs:list"),
        name="translation-jobs",
        icon_name="download",
        order=510,
    )
