"""What the screens that administrators alone may open have in common."""

from typing import Any

from django.core.exceptions import PermissionDenied
from django.http import HttpRequest
from wagtail.admin.views.generic import WagtailAdminTemplateMixin

from core.setup.roles import is_administrator


class ForAdministrators(WagtailAdminTemplateMixin):  # type: ignore[misc]
    """Mixed into a view: everybody else is refused; its breadcrumbs end with its title."""

    _show_breadcrumbs = True

    def dispatch(self, request: HttpRequest, *args: Any, **kwargs: Any) -> Any:
        if not is_administrator(request.user):
            raise PermissionDenied
        return super().dispatch(request, *args, **kwargs)

    def get_breadcrumbs_items(self) -> list[dict[str, Any]]:
        return [*super().get_breadcrumbs_items(), {"url": "", "label": self.page_title}]
