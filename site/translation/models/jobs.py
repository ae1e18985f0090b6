"""Long work that goes on when the browser is closed: its progress and its result."""

import uuid

from django.conf import settings
from django.db import models
from django.utils import timezone
from django.utils.translation import gettext_lazy as _


class Job(models.Model):
    """A bulk export, a bulk import or a rebuild, for one person.

    Uploads and results lie in the database and not among the files: they hold unpublished text.
    """

    class Kind(models.TextChoices):
        """What is done."""

        EXPORT = "export", _("Export")
        IMPORT = "import", _("Import")
        REBUILD = "rebuild", _("Rebuild of the status")

    class State(models.TextChoices):
        """How far it is; an import waits for its owner once the preview is made."""

        WAITING = "waiting", _("Waiting")
        RUNNING = "running", _("Running")
        PREVIEWED = "previewed", _("Waiting for you")
        DONE = "done", _("Done")
        FAILED = "failed", _("Failed")

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    kind = models.CharField(max_length=8, choices=Kind.choices)
    state = models.CharField(max_length=10, choices=State.choices, default=State.WAITING)
    owner = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="translation_jobs"
    )
    options = models.JSONField(default=dict)
    report = models.JSONField(default=dict)
    message = models.TextField(blank=True, help_text="Why it failed, for people.")
    file_name = models.CharField(max_length=255, blank=True)
    file = models.BinaryField(null=True)
    done = models.PositiveIntegerField(default=0)
    total = models.PositiveIntegerField(default=0)
    created_at = models.DateTimeField(default=timezone.now)
    moved_at = models.DateTimeField(
        default=timezone.now, help_text="When its state or its progress last changed."
    )
    finished_at = models.DateTimeField(null=True)

    class Meta:
        default_permissions = ()
        ordering = ["-created_at"]
        indexes = [models.Index(fields=["owner", "-created_at"], name="translation_job_newest")]

    def __str__(self) -> str:
        return f"{self.kind} {self.id}"
