"""What workers report: problems for staff to solve, that they are alive, and what was e-mailed."""

from typing import ClassVar

from django.db import models
from django.db.models import Exists, F, OuterRef, Q
from django.db.models.functions import Cast
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from wagtail.models import Page, Revision

from core.language.languages import DEFAULT_LANGUAGE, current_language


class ProblemQuerySet(models.QuerySet["BackgroundProblem"]):
    """Chooses problems."""

    def solved(self) -> "ProblemQuerySet":
        """Those of pages that somebody has corrected since."""
        kind, now = BackgroundProblem.Kind, timezone.now()
        planned = Revision.page_revisions.filter(
            object_id=Cast(OuterRef("page_id"), models.CharField()),
            approved_go_live_at__isnull=False,
        )
        is_due = Exists(planned.filter(approved_go_live_at__lte=now))
        was_published = Q(page__last_published_at__gt=F("last_seen"))
        has_no_end = Q(page__expire_at=None) | Q(page__expire_at__gt=now)
        return self.filter(page__isnull=False).filter(
            (Q(kind=kind.DELAYED) & ~is_due)
            | (Q(kind=kind.UNSCHEDULED) & (Exists(planned) | was_published))
            | (Q(kind=kind.EXPIRY) & (Q(page__live=False) | has_no_end))
        )

    def lasting(self) -> "ProblemQuerySet":
        return self.exclude(pk__in=BackgroundProblem.objects.solved().values("pk"))


class BackgroundProblem(models.Model):
    """Something that failed in the background, and was skipped.

    The row is deleted when the thing succeeds, when its page is corrected or deleted, or when
    somebody removes it.
    """

    class Kind(models.TextChoices):
        """What went wrong."""

        DELAYED = "delayed", _("It was not published at its time. It will be tried again.")
        UNSCHEDULED = (
            "unscheduled",
            _(
                "It was not published at its time and is not scheduled any more. Put it right, "
                "then publish it or choose another time."
            ),
        )
        EXPIRY = "expiry", _("It could not be unpublished at its time. It will be tried again.")
        RENDERING = (
            "rendering",
            _("What readers see of it could not be brought up to date. It will be tried again."),
        )
        STATUS = (
            "status",
            _("The status of its translation could not be worked out. It will be tried again."),
        )
        REBUILD = "rebuild", _("The status of its translation could not be rebuilt.")
        EMAIL = "email", _("Somebody did not get the daily e-mail about translations.")
        EMAIL_SERVER = (
            "email-server",
            _("The e-mail server does not answer. What waits will be tried again for a day."),
        )
        REPEATED = (
            "repeated",
            _("Work that is done again and again has failed. It will be tried again."),
        )
        TASK = "task", _("A task in the background has failed and was given up.")
        WEBHOOK = "webhook", _("The site of a partner is notified of changes no more.")
        BACKUP = "backup", _("There is no new backup.")
        CERTIFICATE = (
            "certificate",
            _("Browsers refuse the certificate of the site’s address, or will do so soon."),
        )
        LEDGER = "ledger", _("What is withdrawn is no longer copied to the backups.")
        ROOM = "room", _("The disk is nearly full.")
        SLOW = "slow", _("Work in the background has been going on for more than an hour.")

    key = models.CharField(max_length=200, unique=True, help_text="Which thing failed at what.")
    kind = models.CharField(max_length=20)
    page = models.ForeignKey(
        Page, null=True, on_delete=models.CASCADE, related_name="background_problems"
    )
    reasons = models.JSONField(default=dict, help_text="Why, for people, by language.")
    times = models.PositiveIntegerField(default=0, help_text="How often it failed.")
    tries = models.PositiveIntegerField(
        default=0, help_text="How often it failed by itself, and not by the database."
    )
    first_seen = models.DateTimeField(default=timezone.now)
    last_seen = models.DateTimeField(default=timezone.now)

    objects = ProblemQuerySet.as_manager()

    wagtail_reference_index_ignore = True  # not a use of the page

    class Meta:
        default_permissions = ()
        ordering = ["-first_seen", "-pk"]

    def __str__(self) -> str:
        return self.key

    @property
    def label(self) -> str:
        """What went wrong, in the user's language; empty if the kind no longer exists."""
        return str(self.Kind(self.kind).label) if self.kind in self.Kind.values else ""

    @property
    def reason(self) -> str:
        """Why it failed, in the user's language."""
        return in_own_language(self.reasons)


def in_own_language(texts: dict[str, str]) -> str:
    """Return the one of these texts, by language, that the user can read."""
    return texts.get(current_language()) or texts.get(DEFAULT_LANGUAGE, "")


class WorkerPulse(models.Model):
    """A sign that a worker is alive: it counts up `beats`, also while it runs a task.

    Other workers compare them with their own beats, and use no clock.
    """

    worker_id = models.CharField(max_length=100, primary_key=True)
    place = models.CharField(
        max_length=100, help_text="Within which process numbers mean the same to all."
    )
    pid = models.PositiveIntegerField()
    process_start = models.CharField(
        max_length=30, blank=True, help_text="Tells the process from a later one of its number."
    )
    beats = models.PositiveBigIntegerField(default=0)
    is_stopping = models.BooleanField(default=False, help_text="It was asked to stop.")
    seen_at = models.DateTimeField(default=timezone.now, help_text="For people alone.")

    objects: ClassVar[models.Manager["WorkerPulse"]] = models.Manager()

    class Meta:
        default_permissions = ()

    def __str__(self) -> str:
        return self.worker_id


class FaultNotice(models.Model):
    """Of which fault of the site administrators were notified by e-mail, and when.

    Processes on several machines may look at the same time: whoever changes the row writes.
    """

    code = models.CharField(max_length=40, primary_key=True)
    sent_at = models.DateTimeField(default=timezone.now)
    is_open = models.BooleanField(default=True, help_text="It lasts, as far as they know.")

    objects: ClassVar[models.Manager["FaultNotice"]] = models.Manager()

    class Meta:
        default_permissions = ()

    def __str__(self) -> str:
        return self.code
