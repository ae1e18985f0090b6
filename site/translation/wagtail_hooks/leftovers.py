"""Warns whoever publishes an original of what its translation still shows."""

from collections.abc import Sequence
from typing import Any

from django.http import HttpRequest
from django.urls import reverse
from django.utils.translation import gettext as _
from wagtail import hooks
from wagtail.admin import messages
from wagtail.admin.views.pages.bulk_actions import PublishBulkAction
from wagtail.models import Page

from translation.workflow.leftovers import leftovers_message, public_leftovers


@hooks.register("after_publish_page")
def warn_of_leftovers(request: HttpRequest, page: Page) -> None:
    for translation, places in public_leftovers(page.specific_class.objects.get(pk=page.pk)):
        address = reverse("wagtailadmin_pages:edit", args=[translation.pk])
        messages.warning(
            request,
            leftovers_message(translation, places),
            buttons=[messages.button(address, _("Open the translation"))],
        )


@hooks.register("after_bulk_action")
def warn_of_leftovers_in_bulk(
    request: HttpRequest, action_type: str, objects: Sequence[Any], action: Any
) -> None:
    if isinstance(action, PublishBulkAction):
        for page in objects:
            warn_of_leftovers(request, page)
