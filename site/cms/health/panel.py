"""The notice on the start page that no worker runs: of all other problems the worker reports."""

from collections.abc import Mapping
from typing import Any

from wagtail.admin.ui.components import Component

from core.health.doctor.background import is_worker_silent
from core.public.closed import is_closed
from core.setup.roles import is_administrator


class HealthPanel(Component):
    """For administrators: the worker has stopped, or the site is closed; empty otherwise."""

    name = "health"
    template_name = "cms/health_panel.html"
    order = 40

    def get_context_data(self, parent_context: Mapping[str, Any]) -> dict[str, Any]:
        if not is_administrator(parent_context["request"].user):
            return {}
        return {"is_silent": is_worker_silent(), "is_closed": is_closed()}
