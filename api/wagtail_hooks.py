"""Webhooks in the settings of the CMS."""

from typing import Any

from wagtail import hooks
from wagtail.permissions import register_permission_policy

from api.push.models import Webhook
from api.push.screens import AdministratorsOnly, webhooks

register_permission_policy(Webhook, AdministratorsOnly(Webhook))


@hooks.register("register_admin_viewset")
def register_webhooks() -> Any:
    return webhooks
