"""What the import from WordPress remembers: identities, old addresses, questions, and its runs.

A *site* is one of the two WordPress sites, named by the language that it is written in.
"""

from typing import Any, ClassVar

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _


class ImportedPost(models.Model):
    """A post or page of an old site, and what it became here; of files see `OldAddress`.

    Site and post id are its identity, and nothing else: two posts of one title and date are two.
    """

    class Outcome(models.TextChoices):
        PUBLIC = "public", _("public")
        DRAFT = "draft", _("draft")
        JOINED = "joined", _("a page that was here already")
        REPEAT = "repeat", _("left out: it repeats another post")

    site = models.CharField(_("old site"), max_length=2)
    post_id = models.BigIntegerField(_("number of the post"))
    outcome = models.CharField(_("what it became"), max_length=8, choices=Outcome.choices)
    # Codes of `moving.reasons`: why it is a draft, a repeat or not made anew.
    reason = models.CharField(max_length=24, blank=True)
    # None where it repeats another post, or was deleted here, which a later run respects.
    page = models.ForeignKey(
        "wagtailcore.Page", null=True, blank=True, on_delete=models.SET_NULL, related_name="+"
    )
    # The page's id, which outlives it: what was withdrawn with it is known by that.
    last_page_id = models.BigIntegerField(null=True, blank=True, editable=False)
    repeats = models.ForeignKey(
        "self", null=True, blank=True, on_delete=models.SET_NULL, related_name="repeated_by"
    )
    # Of what the export has, with the mapping; equal in the next run, there is nothing to do.
    source_digest = models.CharField(max_length=64, blank=True)
    # Of what was written here; a page that has another one was edited here since.
    written_digest = models.CharField(max_length=64, blank=True)
    # The page's latest revision when it was written: while it is the same, nobody has edited it.
    revision_id = models.BigIntegerField(null=True, blank=True)
    # Links to posts that had no page yet, or files that were missing: it is tried again.
    is_incomplete = models.BooleanField(default=False)
    # What was left out or changed: [code of `moving.reasons`, what it is about] each.
    notes: Any = models.JSONField(default=list)
    written_at = models.DateTimeField(default=timezone.now)

    class Meta:
        default_permissions = ()
        verbose_name = _("imported post")
        verbose_name_plural = _("imported posts")
        constraints = [
            models.UniqueConstraint(fields=["site", "post_id"], name="moving_post_identity"),
        ]

    def __str__(self) -> str:
        return self.key

    def save(self, *args: Any, **kwargs: Any) -> None:
        self.last_page_id = self.page_id or self.last_page_id
        super().save(*args, **kwargs)

    @property
    def key(self) -> str:
        """The site and the number of the post, such as "en:386"."""
        return f"{self.site}:{self.post_id}"


class OldAddress(models.Model):
    """An address of an old site, as `moving.addresses.normal` writes it, and where it leads.

    It leads to a post's page, or to a picture or document, as long as that is public; to a page,
    a topic or a governorate that a category or tag became; else to the list of stories. What was
    never public has no row unless a person may still publish it.
    """

    site = models.CharField(_("old site"), max_length=2)
    address = models.CharField(_("address"), max_length=500)
    post = models.ForeignKey(
        ImportedPost, null=True, blank=True, on_delete=models.CASCADE, related_name="addresses"
    )
    page = models.ForeignKey(
        "wagtailcore.Page", null=True, blank=True, on_delete=models.CASCADE, related_name="+"
    )
    image = models.ForeignKey(
        "core.SiteImage", null=True, blank=True, on_delete=models.CASCADE, related_name="+"
    )
    document = models.ForeignKey(
        "core.SiteDocument", null=True, blank=True, on_delete=models.CASCADE, related_name="+"
    )
    topic = models.ForeignKey(
        "core.Topic", null=True, blank=True, on_delete=models.CASCADE, related_name="+"
    )
    governorate = models.ForeignKey(
        "core.Governorate", null=True, blank=True, on_delete=models.CASCADE, related_name="+"
    )

    class Meta:
        default_permissions = ()
        verbose_name = _("old address")
        verbose_name_plural = _("old addresses")
        constraints = [
            models.UniqueConstraint(fields=["site", "address"], name="moving_address_of_site"),
        ]

    def __str__(self) -> str:
        return f"{self.site} {self.address}"


class QuestionQuerySet(models.QuerySet["Question"]):
    """Chooses questions by their state."""

    def waiting(self) -> "QuestionQuerySet":
        return self.filter(decision="")

    def decided(self) -> "QuestionQuerySet":
        return self.exclude(decision="")


class Question(models.Model):
    """Something that a person decides: whether two posts are a pair, a licence, a language …

    `evidence` is a list of {"code", "weight"} and, where a code has one, "value"; what the codes
    mean is in `moving.reasons`. `weight` is their sum: pairs are listed by it.
    """

    class Kind(models.TextChoices):
        PAIR = "pair", _("Pairs of pages")
        LANGUAGE = "language", _("Wrong or mixed language")
        REPRINT = "reprint", _("Reprints")
        ALT = "alt", _("Pictures without alternative text")
        DRAFT = "draft", _("Posts left as drafts")

    class Decision(models.TextChoices):
        ACCEPTED = "accepted", _("accepted")
        REJECTED = "rejected", _("rejected")
        # What was asked has been done elsewhere, such as in the form of the page.
        SETTLED = "settled", _("settled")

    kind = models.CharField(_("kind"), max_length=8, choices=Kind.choices)
    # Of a pair: the original. `other` is the translation.
    post = models.ForeignKey(ImportedPost, on_delete=models.CASCADE, related_name="questions")
    other = models.ForeignKey(
        ImportedPost, null=True, blank=True, on_delete=models.CASCADE, related_name="+"
    )
    reason = models.CharField(max_length=24, blank=True)
    evidence: Any = models.JSONField(default=list)
    weight = models.SmallIntegerField(default=0)
    asked_at = models.DateTimeField(default=timezone.now)
    decision = models.CharField(
        _("decision"), max_length=8, choices=Decision.choices, blank=True, default=""
    )
    decided_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, blank=True, on_delete=models.SET_NULL, related_name="+"
    )
    decided_at = models.DateTimeField(null=True, blank=True)
    # What undoing needs beside the two posts, such as whether a page was public before.
    undo: Any = models.JSONField(default=dict, blank=True)

    objects: ClassVar[models.Manager["Question"]] = QuestionQuerySet.as_manager()

    class Meta:
        default_permissions = ()
        permissions = [("decide_question", _("Can decide about what was imported"))]
        verbose_name = _("question of the import")
        verbose_name_plural = _("questions of the import")
        constraints = [
            models.UniqueConstraint(fields=["kind", "post", "other"], name="moving_question_once"),
            # NULL equals nothing, so that the constraint above is for pairs alone.
            models.UniqueConstraint(
                fields=["kind", "post"],
                condition=Q(other=None),
                name="moving_question_once_for_post",
            ),
        ]
        indexes = [
            models.Index(fields=["decision", "kind", "-weight"], name="moving_question_list"),
        ]

    def __str__(self) -> str:
        return f"{self.kind} {self.post_id}"


class ImportRun(models.Model):
    """One run of `manage.py import_wordpress`; `counts` has a number for each outcome's code."""

    began_at = models.DateTimeField(default=timezone.now)
    ended_at = models.DateTimeField(null=True, blank=True)
    counts: Any = models.JSONField(default=dict)

    class Meta:
        default_permissions = ()
        verbose_name = _("run of the import")
        verbose_name_plural = _("runs of the import")

    def __str__(self) -> str:
        return f"{self.began_at:%Y-%m-%d %H:%M}"


class Finding(models.Model):
    """One line of a run's report: what was left out, changed or waits.

    `code` is one of `moving.reasons`; `detail` what it is about, such as a file or an address.
    """

    run = models.ForeignKey(ImportRun, on_delete=models.CASCADE, related_name="findings")
    site = models.CharField(max_length=2, blank=True)
    post_id = models.BigIntegerField(null=True, blank=True)
    title = models.CharField(max_length=255, blank=True)
    code = models.CharField(max_length=24)
    detail = models.CharField(max_length=500, blank=True)

    class Meta:
        default_permissions = ()
        verbose_name = _("finding of the import")
        verbose_name_plural = _("findings of the import")
        indexes = [models.Index(fields=["run", "code"], name="moving_finding_of_run")]

    def __str__(self) -> str:
        return f"{self.site}:{self.post_id} {self.code}"
