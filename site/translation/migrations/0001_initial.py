import django.db.models.deletion
import django.utils.timezone
import uuid
from django.conf import settings
from django.db import migrations, models


class Migration(migrations.Migration):
    # For databases that were made by the migrations in its place before this one.
    replaces = [
        ("translation", "0001_translation_states"),
        ("translation", "0002_states_of_all_works"),
        ("translation", "0003_names_glossary"),
        ("translation", "0004_notices"),
        ("translation", "0005_jobs"),
        ("translation", "0006_linked_pages"),
    ]

    initial = True

    dependencies = [
        ("wagtailcore", "0098_apitoken"),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
        migrations.swappable_dependency(settings.WAGTAIL_PAGE_MODEL),
    ]

    operations = [
        migrations.CreateModel(
            name="DigestPreference",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                (
                    "is_wanted",
                    models.BooleanField(
                        default=True,
                        help_text="What was assigned to you, submitted, approved or returned, changed originals, and what is due soon. At most one e-mail a day, and none when there is no news.",
                        verbose_name="daily e-mail about translations",
                    ),
                ),
                ("sent_on", models.DateField(editable=False, null=True)),
                (
                    "user",
                    models.OneToOneField(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="translation_digest",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
            ],
            options={
                "default_permissions": (),
            },
        ),
        migrations.CreateModel(
            name="GlossaryTerm",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                (
                    "en",
                    models.CharField(
                        help_text="With its capitals, as translators should write it. A word without capitals, such as “peace building”, is also found with them.",
                        max_length=160,
                        verbose_name="English",
                    ),
                ),
                (
                    "ar",
                    models.CharField(
                        help_text="As translators should write it. Vowel signs, forms of hamza and what is written together with the name (و ف ب ل ك ال) make no difference.",
                        max_length=160,
                        verbose_name="Arabic",
                    ),
                ),
                (
                    "variants",
                    models.TextField(
                        blank=True,
                        help_text="One on each line, in either language: Maysan, Missan. They are recognised in texts and accepted in translations.",
                        max_length=1000,
                        verbose_name="other spellings",
                    ),
                ),
                (
                    "kind",
                    models.CharField(
                        choices=[
                            ("place", "Place"),
                            ("organisation", "Organisation"),
                            ("person", "Person"),
                            ("project", "Project"),
                            ("topic", "Topic"),
                            ("other", "Other"),
                        ],
                        default="other",
                        max_length=12,
                        verbose_name="kind",
                    ),
                ),
                (
                    "note",
                    models.TextField(
                        blank=True,
                        help_text="For translators: when to use which.",
                        max_length=500,
                        verbose_name="note",
                    ),
                ),
            ],
            options={
                "verbose_name": "glossary name",
                "verbose_name_plural": "names glossary",
                "ordering": ["en"],
                "constraints": [
                    models.UniqueConstraint(fields=("en", "ar"), name="translation_glossary_once")
                ],
            },
        ),
        migrations.CreateModel(
            name="LinkedPage",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("former_work", models.UUIDField()),
                ("linked_at", models.DateTimeField(default=django.utils.timezone.now)),
                (
                    "linked_by",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.SET_NULL,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "page",
                    models.OneToOneField(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="+",
                        to=settings.WAGTAIL_PAGE_MODEL,
                    ),
                ),
            ],
            options={
                "default_permissions": (),
            },
        ),
        migrations.CreateModel(
            name="TranslatedRevision",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("source_digest", models.CharField(max_length=64)),
                ("missing", models.JSONField(default=list)),
                (
                    "revision",
                    models.OneToOneField(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="+",
                        to="wagtailcore.revision",
                    ),
                ),
            ],
        ),
        migrations.CreateModel(
            name="TranslationStatus",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("work", models.UUIDField()),
                ("lang", models.CharField(max_length=2, verbose_name="into")),
                ("source_lang", models.CharField(max_length=2)),
                (
                    "title",
                    models.CharField(
                        default="",
                        help_text="The original's own.",
                        max_length=255,
                        verbose_name="title",
                    ),
                ),
                (
                    "status",
                    models.CharField(
                        choices=[
                            ("missing", "Missing"),
                            ("draft", "Draft"),
                            ("up_to_date", "Up to date"),
                            ("outdated", "Outdated"),
                            ("withdrawn", "Original withdrawn"),
                            ("independent", "Written separately"),
                        ],
                        db_column="state",
                        default="missing",
                        max_length=12,
                        verbose_name="status",
                    ),
                ),
                (
                    "is_begun",
                    models.BooleanField(
                        default=False, help_text="Whether it is translated segment by segment."
                    ),
                ),
                ("is_in_review", models.BooleanField(default=False, verbose_name="in review")),
                (
                    "done",
                    models.PositiveIntegerField(
                        default=0, help_text="Segments that count as translated."
                    ),
                ),
                (
                    "total",
                    models.PositiveIntegerField(default=0, help_text="Segments to be translated."),
                ),
                (
                    "changed_at",
                    models.DateTimeField(
                        default=django.utils.timezone.now,
                        help_text="When `status` last changed.",
                        verbose_name="since",
                    ),
                ),
                (
                    "source_changed_at",
                    models.DateTimeField(
                        help_text="When the words of the public original last changed.", null=True
                    ),
                ),
                (
                    "source_digest",
                    models.CharField(
                        blank=True,
                        help_text="The original's text as it is public now.",
                        max_length=64,
                    ),
                ),
                (
                    "made_from",
                    models.CharField(
                        blank=True,
                        help_text="The original's text when it was translated.",
                        max_length=64,
                    ),
                ),
                (
                    "made_text",
                    models.CharField(
                        blank=True,
                        help_text="The translation's own text when it was made.",
                        max_length=64,
                    ),
                ),
                (
                    "is_unwritten",
                    models.BooleanField(
                        default=False,
                        help_text="Whether the live page shows text in the other language.",
                    ),
                ),
                ("due_on", models.DateField(blank=True, null=True, verbose_name="due on")),
                ("note", models.TextField(blank=True, max_length=500, verbose_name="note")),
                ("assigned_at", models.DateTimeField(null=True)),
                (
                    "assigned_by",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.SET_NULL,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "assignee",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.SET_NULL,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                        verbose_name="assigned to",
                    ),
                ),
                (
                    "source_page",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.SET_NULL,
                        related_name="+",
                        to=settings.WAGTAIL_PAGE_MODEL,
                    ),
                ),
                (
                    "target_page",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.SET_NULL,
                        related_name="+",
                        to=settings.WAGTAIL_PAGE_MODEL,
                    ),
                ),
            ],
            options={
                "verbose_name": "translation",
                "verbose_name_plural": "translations",
                "permissions": [("assign_translation", "Can assign translations")],
                "default_permissions": (),
            },
        ),
        migrations.CreateModel(
            name="Notice",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                (
                    "kind",
                    models.CharField(
                        choices=[
                            ("assigned", "Assigned to you"),
                            ("source_changed", "The original has changed"),
                            ("submitted", "Submitted for review"),
                            ("approved", "Approved"),
                            ("returned", "Returned"),
                        ],
                        max_length=16,
                    ),
                ),
                ("comment", models.TextField(blank=True, help_text="What the actor wrote.")),
                ("created_at", models.DateTimeField(default=django.utils.timezone.now)),
                ("read_at", models.DateTimeField(null=True)),
                ("mailed_at", models.DateTimeField(null=True)),
                (
                    "actor",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.SET_NULL,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "recipient",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="translation_notices",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "status",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="notices",
                        to="translation.translationstatus",
                    ),
                ),
            ],
            options={
                "ordering": ["-created_at", "-pk"],
                "default_permissions": (),
            },
        ),
        migrations.CreateModel(
            name="Job",
            fields=[
                (
                    "id",
                    models.UUIDField(
                        default=uuid.uuid4, editable=False, primary_key=True, serialize=False
                    ),
                ),
                (
                    "kind",
                    models.CharField(
                        choices=[
                            ("export", "Export"),
                            ("import", "Import"),
                            ("rebuild", "Rebuild of the status"),
                        ],
                        max_length=8,
                    ),
                ),
                (
                    "state",
                    models.CharField(
                        choices=[
                            ("waiting", "Waiting"),
                            ("running", "Running"),
                            ("previewed", "Waiting for you"),
                            ("done", "Done"),
                            ("failed", "Failed"),
                        ],
                        default="waiting",
                        max_length=10,
                    ),
                ),
                ("options", models.JSONField(default=dict)),
                ("report", models.JSONField(default=dict)),
                ("message", models.TextField(blank=True, help_text="Why it failed, for people.")),
                ("file_name", models.CharField(blank=True, max_length=255)),
                ("file", models.BinaryField(null=True)),
                ("done", models.PositiveIntegerField(default=0)),
                ("total", models.PositiveIntegerField(default=0)),
                ("created_at", models.DateTimeField(default=django.utils.timezone.now)),
                (
                    "moved_at",
                    models.DateTimeField(
                        default=django.utils.timezone.now,
                        help_text="When its state or its progress last changed.",
                    ),
                ),
                ("finished_at", models.DateTimeField(null=True)),
                (
                    "owner",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="translation_jobs",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
            ],
            options={
                "ordering": ["-created_at"],
                "default_permissions": (),
                "indexes": [
                    models.Index(fields=["owner", "-created_at"], name="translation_job_newest")
                ],
            },
        ),
        migrations.AddIndex(
            model_name="translationstatus",
            index=models.Index(
                fields=["lang", "status", "changed_at"], name="translation_status_queue"
            ),
        ),
        migrations.AddIndex(
            model_name="translationstatus",
            index=models.Index(fields=["changed_at"], name="translation_status_changed"),
        ),
        migrations.AddConstraint(
            model_name="translationstatus",
            constraint=models.UniqueConstraint(
                fields=("work", "lang"), name="translation_status_once"
            ),
        ),
        migrations.AddConstraint(
            model_name="translationstatus",
            constraint=models.CheckConstraint(
                condition=models.Q(("lang", models.F("source_lang")), _negated=True),
                name="translation_status_other_lang",
            ),
        ),
        migrations.AddIndex(
            model_name="notice",
            index=models.Index(
                fields=["recipient", "-created_at"], name="translation_notice_newest"
            ),
        ),
    ]
