"""Exports and imports: their addresses and their places in the menu."""

from typing import Any

from django.urls import include, path, reverse_lazy
from django.utils.translation import gettext_lazy as _
from wagtail import hooks
from wagtail.admin.menu import MenuItem

from translation.offline import job_views, views


@hooks.register("register_admin_urls")
def register_offline_addresses() -> list[Any]:
    work = [
        path("export/", job_views.export, name="export"),
        path("import/", views.upload, name="upload"),
    ]
    one = "jobs/<uuid:pk>/"
    of_jobs = [
        path("jobs/", job_views.index, name="list"),
        path("jobs/rebuild/", job_views.rebuild, name="rebuild"),
        path(one, views.detail, name="detail"),
        path(f"{one}progress/", job_views.progress, name="progress"),
        path(f"{one}file/", job_views.file, name="file"),
        path(f"{one}files/<int:number>/", views.texts, name="texts"),
        path(f"{one}apply/", views.apply, name="apply"),
        path(f"{one}discard/", job_views.discard, name="discard"),
    ]
    return [
        path("translations/", include((work, "translation_offline"))),
        path("translations/", include((of_jobs, "translation_jobs"))),
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
