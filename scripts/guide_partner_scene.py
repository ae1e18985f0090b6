"""Adds a partner to the demonstration of the guides' pictures: a webhook that has been notified.

The data folder gets `guide_partners.json`: the webhook, and by language what partners embed.
"""

import json
import os
import sys
from datetime import timedelta
from pathlib import Path
from typing import Any

import django

ROOT = Path(__file__).resolve().parent.parent
# As manage.py does: `site/` is a source root, never a package.
sys.path[:0] = [str(ROOT), str(ROOT / "site")]
os.environ.setdefault("DJANGO_SETTINGS_MODULE", "config.settings")
django.setup()

from django.conf import settings  # noqa: E402 - Django must be ready
from django.db import transaction  # noqa: E402
from django.utils import timezone  # noqa: E402

from api.push.events import begin_announcing  # noqa: E402
from api.push.models import (  # noqa: E402
    PING,
    PUBLISHED,
    UPDATED,
    WITHDRAWN,
    Webhook,
    WebhookDelivery,
)
from api.push.signing import give_keys, new_message_id  # noqa: E402
from core.models import PublishedItem  # noqa: E402
from core.public.editions import latest_items  # noqa: E402

ADDRESS = "https://partner.example/icssi"
# The earliest first: what was sent, and how often it was tried.
SENT = ((PING, 1), (PUBLISHED, 1), (UPDATED, 3), (WITHDRAWN, 1))
APART = timedelta(minutes=47)


def stories(lang: str) -> list[PublishedItem]:
    """Return stories with pictures, the newest first."""
    public = PublishedItem.objects.public().in_language(lang).filter(type="news")
    return [item for item in public.order_by("-published_at") if json.loads(item.card)["image"]]


def register() -> int:
    """Register a webhook as the CMS does, with a log as it becomes; return its id."""
    with transaction.atomic():
        webhook = Webhook(name="Partner", url=ADDRESS, since_seq=begin_announcing())
        give_keys(webhook)
        webhook.succeeded_at = timezone.now()
        webhook.save()
        items = [None, *stories("ar")[: len(SENT) - 1]]
        for number, ((event, attempts), item) in enumerate(zip(SENT, items, strict=True)):
            at = timezone.now() - (len(SENT) - 1 - number) * APART
            _delivered(webhook, event, attempts, item, at)
    return int(webhook.pk)


def _delivered(webhook: Webhook, event: str, attempts: int, item: Any, at: Any) -> None:
    about = {"work": item.work, "lang": item.lang, "type": item.type} if item else {}
    lane = WebhookDelivery.Lane.MESSAGE if item is None else WebhookDelivery.Lane.ITEM
    WebhookDelivery.objects.create(
        webhook=webhook,
        message_id=new_message_id(),
        event=event,
        lane=lane,
        attempts=attempts,
        created_at=at,
        attempted_at=at,
        state=WebhookDelivery.State.DELIVERED,
        status=204,
        **about,
    )


def embedded(lang: str) -> dict[str, str]:
    story, newest = stories(lang)[0], latest_items().get(lang)
    return {
        "work": str(story.work),
        "story": story.path,
        "newest": f"/s/{newest.short_code}" if newest else f"/{lang}/",
    }


if __name__ == "__main__":
    made = {lang: embedded(lang) for lang in ("en", "ar")} | {"webhook": register()}
    (Path(settings.VAR) / "guide_partners.json").write_text(json.dumps(made))
