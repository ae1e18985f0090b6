"""What is known of each translation, so that no list has to work it out row by row."""

from django.db import models

OUTDATED = "outdated"
COMPLETE = "complete"


class TranslationStatus(models.Model):
    """One work in one target language: what its public text was made from.

    Digests are `translation.texts.text_digest` of pages, or "" while there is nothing to tell.
    """

    work = models.UUIDField()
    lang = models.CharField(max_length=2)
    source_lang = models.CharField(max_length=2)
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

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["work", "lang"], name="translation_status_once"),
        ]

    def __str__(self) -> str:
        return f"{self.work}:{self.lang}"

    @property
    def status(self) -> str:
        """The API's `translation.status` of the translated page."""
        return COMPLETE if self.made_from in {"", self.source_digest} else OUTDATED


class TranslatedRevision(models.Model):
    """A revision that was made from translated strings.

    `missing` lists the texts that it shows in the original's language, as [field path, text].
    """

    revision = models.OneToOneField(
        "wagtailcore.Revision", on_delete=models.CASCADE, related_name="+"
    )
    source_digest = models.CharField(max_length=64)
    missing = models.JSONField(default=list)

    def __str__(self) -> str:
        return f"Revision {self.revision_id}"
