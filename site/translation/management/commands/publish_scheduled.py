"""Wagtail's `publish_scheduled`, which one refused page must not keep from the others.

It ends by repairing the shelf: bulk updates and restored backups come without a signal.
"""

import logging
from typing import Any

from django.utils import timezone
from wagtail.log_actions import log
from wagtail.management.commands import publish_scheduled
from wagtail.models import Page, Revision

from core.shelf.registry import RefusedError, check_publication
from core.shelf.repair import reconcile

logger = logging.getLogger(__name__)


class Command(publish_scheduled.Command):
    """Takes what may not be published off the schedule, publishes and expires the rest, repairs."""

    def handle(self, *args: Any, **options: Any) -> None:
        if not options["dryrun"]:
            for revision in Revision.page_revisions.filter(approved_go_live_at__lt=timezone.now()):
                self._check(revision)
        super().handle(*args, **options)
        if not options["dryrun"] and (repair := reconcile()):
            logger.info("Publication repaired: %s", repair)

    def _check(self, revision: Revision) -> None:
        page: Page = revision.as_object()
        try:
            check_publication(page, revision)
        except RefusedError as refusal:
            revision.approved_go_live_at = None
            revision.save(update_fields=["approved_go_live_at"])
            log(instance=page, action="wagtail.schedule.cancel", revision=revision)
            logger.warning("Not published as scheduled: %s", refusal)
