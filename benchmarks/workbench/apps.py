"""The app that removes the workbench and wagtail-localize from the CMS."""

from django.apps import AppConfig
from wagtail import hooks

_LEFT_OUT = {"translation", "wagtail_localize"}


class StockConfig(AppConfig):
    """Removes the hooks by which both add columns, buttons, menus and addresses to the CMS."""

    name = "benchmarks.workbench"
    label = "benchmarks_workbench"

    def ready(self) -> None:
        hooks.search_for_hooks()
        for name, entries in hooks._hooks.items():
            hooks._hooks[name] = [
                entry for entry in entries if entry[0].__module__.split(".")[0] not in _LEFT_OUT
            ]
