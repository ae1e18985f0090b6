"""The models of this app: those of `api.push`."""

from api.push.models import AnnouncedItem, Announcing, CdnPurging, Webhook, WebhookDelivery

__all__ = ["AnnouncedItem", "Announcing", "CdnPurging", "Webhook", "WebhookDelivery"]
