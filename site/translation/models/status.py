"""The status of each translation, so that no list has to derive it row by row."""

from datetime import date
from typing import ClassVar

from django.conf import settings
from django.db import models
from django.db.models import Count, Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

# The API's words for the status of a public translation.
OUTDATED = "outdated"
COMPLETE = "complete"


class Status(models.TextChoices):
    """How far a work is in a target language."""

    MISSING = "missing", pgettext_lazy("status of a translation", "Missing")
    DRAFT = "draft", pgettext_lazy("status of a translation", "Draft")
    UP_TO_DATE = "up_to_date", pgettext_lazy("status of a translation", "Up to date")
    OUTDATED = "outdated", pgettext_lazy("status of a translation", "Outdated")
    WITHDRAWN = "withdrawn", pgettext_lazy("status of a translation", "Original withdrawn")
    INDEPENDENT = "independent", pgettext_lazy("status of a translation", "Written separately")


# What somebody still has to do something about.
OPEN = (Status.MISSING, Status.DRAFT, Status.OUTDATED)


class StatusQuerySet(models.QuerySet["TranslationStatus"]):
    """Filters of status rows."""

    def begun(self) -> "StatusQuerySet":
        """Works that somebody has begun to translate segment by segment, finished ones too."""
        return self.filter(is_begun=True)

    def open(self) -> "StatusQuerySet":
        """Works that a translator has to do something about."""
        return self.filter(status__in=OPEN)

    def into(self, *langs: str) -> "StatusQuerySet":
        return self.filter(lang__in=langs)

    def of(self, user: object) -> "StatusQuerySet":
        """Works that are assigned to `user`."""
        return self.filter(assignee=user)

    def overdue(self, today: date | None = None) -> "StatusQuerySet":
        return self.open().filter(due_on__lt=today or timezone.localdate())

    def counts(self) -> dict[str, int]:
        """Return how many rows there are in each status that occurs, in one query."""
        return dict(self.order_by().values_list("status").annotate(Count("pk")))


class TranslationStatus(models.Model):
    """One work in one target language: how far it is, from what it was made, and who has it.

    `translation.status.rows` derives the rows, `translation.status.provenance` the digests in them:
    each is `translation.content.texts.text_digest` of a page, or "" while there is none.
    """

    work = models.UUIDField()
    lang = models.CharField(_("into"), max_length=2)
    source_lang = models.CharField(max_length=2)
    source_page = models.ForeignKey(
        "wagtailcore.Page", null=True, on_delete=models.SET_NULL, related_name="+"
    )
    target_page = models.ForeignKey(
        "wagtailcore.Page", null=True, on_delete=models.SET_NULL, related_name="+"
    )
    title = models.CharField(
        _("title"), max_length=255, default="", help_text="The original's own."
    )
    status = models.CharField(
        _("status"),
        max_length=12,
        choices=Status.choices,
        default=Status.MISSING,
        db_column="state",
    )
    is_begun = models.BooleanField(
        default=False, help_text="Whether it is translated segment by segment."
    )
    is_in_review = models.BooleanField(_("in review"), default=False)
    done = models.PositiveIntegerField(default=0, help_text="Segments that count as translated.")
    total = models.PositiveIntegerField(default=0, help_text="Segments to be translated.")
    changed_at = models.DateTimeField(
        _("since"), default=timezone.now, help_text="When `status` last changed."
    )
    source_changed_at = models.DateTimeField(
        null=True, help_text="When the words of the public original last changed."
    )
    source_digest = models.CharField(
        max_length=64, blank=True, help_text="The original's text as it is public now."
    )
    made_from = models.CharField(
        max_length=64, blank=True, help_text="The original's text when it was translated."
    )
    made_text = models.CharField(
        max_length=64, blank=True, help_text="The translation's own text when it was made."
    )
    is_unwritten = models.BooleanField(
        default=False, help_text="Whether the live page shows text in the other language."
    )
    assignee = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        verbose_name=_("assigned to"),
        null=True,
        blank=True,
        on_delete=models.SET_NULL,
        related_name="+",
    )
    due_on = models.DateField(_("due on"), null=True, blank=True)
    note = models.TextField(_("note"), max_length=500, blank=True)
    assigned_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, on_delete=models.SET_NULL, related_name="+"
    )
    assigned_at = models.DateTimeField(null=True)

    objects: ClassVar[models.Manager["TranslationStatus"]] = StatusQuerySet.as_manager()

    class Meta:
        verbose_name = _("translation")
        verbose_name_plural = _("translations")
        default_permissions = ()
        permissions = [("assign_translation", "Can assign translations")]
        constraints = [
            models.UniqueConstraint(fields=["work", "lang"], name="translation_status_once"),
            models.CheckConstraint(
                condition=~Q(lang=models.F("source_lang")), name="translation_status_other_lang"
            ),
        ]
        indexes = [
            models.Index(fields=["lang", "status", "changed_at"], name="translation_status_queue"),
            models.Index(fields=["changed_at"], name="translation_status_changed"),
        ]

    def __str__(self) -> str:
        return f"{self.work}:{self.lang}"

    @property
    def public_status(self) -> str:
        """The API's `translation.status` of the translated page."""
        return COMPLETE if self.made_from in {"", self.source_digest} else OUTDATED

    @property
    def is_overdue(self) -> bool:
        return bool(self.due_on and self.status in OPEN and self.due_on < timezone.localdate())


class TranslatedRevision(models.Model):
    """A revision that was made from translated strings.

    `missing` lists the texts that it shows in the original's language, as [field path, text].
    `written_at` is when it was written from the original, if a correction in review made it; others
    were written when they were made.
    """

    revision = models.OneToOneField(
        "wagtailcore.Revision", on_delete=models.CASCADE, related_name="+"
    )
    source_digest = models.CharField(max_length=64)
    missing = models.JSONField(default=list)
    written_at = models.DateTimeField(null=True)

    def __str__(self) -> str:
        return f"Revision {self.revision_id}"
