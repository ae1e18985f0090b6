"""The panels of the CMS's start page."""

from typing import Any

from django.http import HttpRequest
from wagtail import hooks

from cms.documents.uncleaned import UncleanedDocumentsPanel
from cms.health.panel import HealthPanel
from cms.problems import ProblemsPanel
from cms.start.new_story import NewStoryPanel
from cms.start.pages import PANELS
from cms.start.stock import replace_stock_panels


@hooks.register("construct_homepage_panels")
def add_panels(request: HttpRequest, panels: list[Any]) -> None:
    replace_stock_panels(panels)
    panels += [NewStoryPanel(), HealthPanel(), ProblemsPanel(), UncleanedDocumentsPanel()]
    panels += [panel(request.user) for panel in PANELS]
