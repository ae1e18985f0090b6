import core.models.media
import django.db.models.deletion
import django.utils.timezone
import modelcluster.fields
import modelsearch.index
import taggit.managers
import wagtail.images.models
import wagtail.models.media
from django.conf import settings
from django.db import migrations, models


class Migration(migrations.Migration):
    # For databases that were made by the migrations in its place before this one.
    replaces = [
        ("core", "0002_content"),
        ("core", "0003_search_texts_and_indexes_of_changes"),
        ("core", "0004_notice_of_changed_originals"),
        ("core", "0005_attempts_and_queued_emails"),
        ("core", "0006_background_problems_and_pulses"),
    ]

    initial = True
    dependencies = [
        ("core", "0001_users"),
        ("taggit", "0006_rename_taggeditem_content_type_object_id_taggit_tagg_content_8fc721_idx"),
        ("wagtailcore", "0098_apitoken"),
        migrations.swappable_dependency(settings.WAGTAIL_PAGE_MODEL),
    ]

    operations = [
        migrations.CreateModel(
            name="Governorate",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("name_en", models.CharField(max_length=160, verbose_name="English name")),
                ("name_ar", models.CharField(max_length=160, verbose_name="Arabic name")),
                (
                    "slug",
                    models.SlugField(
                        blank=True,
                        help_text="The name's address in the API and in filters. Made from the English name; partners rely on it, so it stays when the name changes.",
                        max_length=80,
                        unique=True,
                        verbose_name="slug",
                    ),
                ),
                ("folded_en", models.CharField(editable=False, max_length=200, unique=True)),
                ("folded_ar", models.CharField(editable=False, max_length=200, unique=True)),
            ],
            options={
                "verbose_name": "governorate",
                "verbose_name_plural": "governorates",
                "ordering": ["name_en"],
                "abstract": False,
            },
            bases=(modelsearch.index.Indexed, models.Model),
        ),
        migrations.CreateModel(
            name="InitiativeSettings",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                (
                    "name_en",
                    models.CharField(
                        default="Iraqi Civil Society Solidarity Initiative",
                        max_length=120,
                        verbose_name="name",
                    ),
                ),
                (
                    "name_ar",
                    models.CharField(
                        default="مبادرة التضامن مع المجتمع المدني العراقي",
                        max_length=120,
                        verbose_name="name",
                    ),
                ),
                (
                    "tagline_en",
                    models.CharField(blank=True, max_length=200, verbose_name="tagline"),
                ),
                (
                    "tagline_ar",
                    models.CharField(blank=True, max_length=200, verbose_name="tagline"),
                ),
                (
                    "footer_en",
                    models.TextField(blank=True, max_length=600, verbose_name="footer text"),
                ),
                (
                    "footer_ar",
                    models.TextField(blank=True, max_length=600, verbose_name="footer text"),
                ),
                (
                    "licence_name_en",
                    models.CharField(
                        default="Creative Commons Attribution 4.0 International",
                        help_text="Partners see it beside every story that they take over.",
                        max_length=120,
                        verbose_name="licence of the content",
                    ),
                ),
                (
                    "licence_name_ar",
                    models.CharField(
                        default="المشاع الإبداعي: النسبة 4.0 دولي",
                        max_length=120,
                        verbose_name="licence of the content",
                    ),
                ),
                (
                    "licence_url",
                    models.URLField(
                        default="https://creativecommons.org/licenses/by/4.0/",
                        verbose_name="address of the licence",
                    ),
                ),
                (
                    "contact_email",
                    models.EmailField(blank=True, max_length=254, verbose_name="contact e-mail"),
                ),
                ("facebook_url", models.URLField(blank=True, verbose_name="Facebook address")),
                ("instagram_url", models.URLField(blank=True, verbose_name="Instagram address")),
                ("x_url", models.URLField(blank=True, verbose_name="X address")),
                ("youtube_url", models.URLField(blank=True, verbose_name="YouTube address")),
                ("telegram_url", models.URLField(blank=True, verbose_name="Telegram address")),
                (
                    "shows_outdated",
                    models.BooleanField(
                        default=True,
                        help_text="While a translation waits to be brought up to date, its page shows that the original has changed, with a link to it.",
                        verbose_name="show readers that an original has changed",
                    ),
                ),
            ],
            options={
                "verbose_name": "initiative",
            },
        ),
        migrations.CreateModel(
            name="ItemDependency",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("key", models.CharField(db_index=True, max_length=60)),
            ],
            options={
                "db_table": "core_shelfdependency",
            },
        ),
        migrations.CreateModel(
            name="ItemFacet",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("kind", models.CharField(max_length=12)),
                ("key", models.CharField(max_length=80)),
                ("type", models.CharField(max_length=12)),
                ("lang", models.CharField(max_length=2)),
                ("published_at", models.DateTimeField()),
            ],
            options={
                "db_table": "core_shelffacet",
            },
        ),
        migrations.CreateModel(
            name="PublishedItem",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("work", models.UUIDField()),
                ("lang", models.CharField(max_length=2)),
                ("type", models.CharField(max_length=12)),
                ("page_id", models.BigIntegerField(db_index=True, null=True)),
                ("is_public", models.BooleanField()),
                ("seq", models.BigIntegerField(unique=True)),
                ("published_at", models.DateTimeField()),
                ("updated_at", models.DateTimeField(help_text="The time of `seq`.")),
                ("expires_at", models.DateTimeField(null=True)),
                ("gone_since", models.DateTimeField(null=True)),
                (
                    "path",
                    models.TextField(help_text="The address on the site, such as /ar/news/…/"),
                ),
                ("title", models.CharField(max_length=255)),
                ("summary", models.TextField()),
                ("original_lang", models.CharField(max_length=2)),
                ("translation_status", models.CharField(max_length=12)),
                ("card", models.TextField()),
                ("full", models.TextField()),
                ("digest", models.CharField(max_length=64)),
                (
                    "source_mark",
                    models.CharField(help_text="What the page was when rendered.", max_length=80),
                ),
                ("is_stale", models.BooleanField(default=False)),
            ],
            options={
                "db_table": "core_shelfitem",
            },
        ),
        migrations.CreateModel(
            name="Menu",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                (
                    "place",
                    models.CharField(
                        choices=[("main", "Top of the page"), ("footer", "Footer")],
                        max_length=12,
                        verbose_name="place",
                    ),
                ),
                (
                    "language",
                    models.CharField(
                        choices=[("en", "English"), ("ar", "العربية")],
                        max_length=2,
                        verbose_name="language",
                    ),
                ),
            ],
            options={
                "verbose_name": "menu",
                "verbose_name_plural": "menus",
                "ordering": ["language", "place"],
            },
        ),
        migrations.CreateModel(
            name="MenuLink",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("sort_order", models.IntegerField(blank=True, editable=False, null=True)),
                ("address", models.URLField(blank=True, verbose_name="address elsewhere")),
                (
                    "text",
                    models.CharField(
                        blank=True,
                        help_text="Left empty, the page's own title is shown.",
                        max_length=60,
                        verbose_name="text",
                    ),
                ),
            ],
            options={
                "verbose_name": "menu link",
                "ordering": ["sort_order"],
                "abstract": False,
            },
        ),
        migrations.CreateModel(
            name="Organisation",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("name_en", models.CharField(max_length=160, verbose_name="English name")),
                ("name_ar", models.CharField(max_length=160, verbose_name="Arabic name")),
                (
                    "slug",
                    models.SlugField(
                        blank=True,
                        help_text="The name's address in the API and in filters. Made from the English name; partners rely on it, so it stays when the name changes.",
                        max_length=80,
                        unique=True,
                        verbose_name="slug",
                    ),
                ),
                ("folded_en", models.CharField(editable=False, max_length=200, unique=True)),
                ("folded_ar", models.CharField(editable=False, max_length=200, unique=True)),
                ("website", models.URLField(blank=True, verbose_name="website")),
            ],
            options={
                "verbose_name": "organisation",
                "verbose_name_plural": "organisations",
                "ordering": ["name_en"],
                "abstract": False,
            },
            bases=(modelsearch.index.Indexed, models.Model),
        ),
        migrations.CreateModel(
            name="Person",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("name_en", models.CharField(max_length=160, verbose_name="English name")),
                ("name_ar", models.CharField(max_length=160, verbose_name="Arabic name")),
                (
                    "slug",
                    models.SlugField(
                        blank=True,
                        help_text="The name's address in the API and in filters. Made from the English name; partners rely on it, so it stays when the name changes.",
                        max_length=80,
                        unique=True,
                        verbose_name="slug",
                    ),
                ),
                ("folded_en", models.CharField(editable=False, max_length=200, unique=True)),
                ("folded_ar", models.CharField(editable=False, max_length=200, unique=True)),
            ],
            options={
                "verbose_name": "person",
                "verbose_name_plural": "people",
                "ordering": ["name_en"],
                "abstract": False,
            },
            bases=(modelsearch.index.Indexed, models.Model),
        ),
        migrations.CreateModel(
            name="PublicationCounter",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("value", models.BigIntegerField(default=0)),
                (
                    "changed_at",
                    models.DateTimeField(
                        default=django.utils.timezone.now,
                        help_text="The time of the last move of `value`.",
                    ),
                ),
            ],
            options={
                "db_table": "core_shelfcounter",
            },
        ),
        migrations.CreateModel(
            name="QueuedEmail",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("kind", models.CharField(max_length=40)),
                ("content", models.JSONField()),
                ("tries", models.PositiveSmallIntegerField(default=0)),
                ("due_at", models.DateTimeField(db_index=True, default=django.utils.timezone.now)),
                ("expires_at", models.DateTimeField()),
            ],
        ),
        migrations.CreateModel(
            name="SiteDocument",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("title", models.CharField(max_length=255, verbose_name="title")),
                ("created_at", models.DateTimeField(auto_now_add=True, verbose_name="created at")),
                ("file_size", models.PositiveBigIntegerField(editable=False, null=True)),
                ("file_hash", models.CharField(blank=True, editable=False, max_length=40)),
                (
                    "file",
                    models.FileField(
                        upload_to=core.models.media.document_upload_path, verbose_name="file"
                    ),
                ),
            ],
            options={
                "verbose_name": "document",
                "verbose_name_plural": "documents",
                "permissions": [("choose_sitedocument", "Can choose document")],
                "abstract": False,
            },
            bases=(modelsearch.index.Indexed, models.Model),
        ),
        migrations.CreateModel(
            name="SiteImage",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("title", models.CharField(max_length=255, verbose_name="title")),
                (
                    "file",
                    wagtail.images.models.WagtailImageField(
                        height_field="height",
                        upload_to=wagtail.images.models.get_upload_to,
                        verbose_name="file",
                        width_field="width",
                    ),
                ),
                (
                    "description",
                    models.CharField(
                        blank=True, default="", max_length=255, verbose_name="description"
                    ),
                ),
                ("width", models.IntegerField(editable=False, verbose_name="width")),
                ("height", models.IntegerField(editable=False, verbose_name="height")),
                (
                    "created_at",
                    models.DateTimeField(
                        auto_now_add=True, db_index=True, verbose_name="created at"
                    ),
                ),
                ("focal_point_x", models.PositiveIntegerField(blank=True, null=True)),
                ("focal_point_y", models.PositiveIntegerField(blank=True, null=True)),
                ("focal_point_width", models.PositiveIntegerField(blank=True, null=True)),
                ("focal_point_height", models.PositiveIntegerField(blank=True, null=True)),
                ("file_size", models.PositiveIntegerField(editable=False, null=True)),
                (
                    "file_hash",
                    models.CharField(blank=True, db_index=True, editable=False, max_length=40),
                ),
                (
                    "alt_en",
                    models.CharField(
                        blank=True,
                        help_text="What the picture shows, for people who do not see it.",
                        max_length=250,
                        verbose_name="alternative text, English",
                    ),
                ),
                (
                    "alt_ar",
                    models.CharField(
                        blank=True, max_length=250, verbose_name="alternative text, Arabic"
                    ),
                ),
                (
                    "credit_en",
                    models.CharField(
                        blank=True,
                        help_text="Who made the picture. Leave empty where a name would endanger somebody.",
                        max_length=160,
                        verbose_name="credit, English",
                    ),
                ),
                (
                    "credit_ar",
                    models.CharField(blank=True, max_length=160, verbose_name="credit, Arabic"),
                ),
            ],
            options={
                "verbose_name": "image",
                "verbose_name_plural": "images",
                "permissions": [("choose_siteimage", "Can choose image")],
                "abstract": False,
            },
            bases=(wagtail.images.models.ImageFileMixin, modelsearch.index.Indexed, models.Model),
        ),
        migrations.CreateModel(
            name="SiteRendition",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("filter_spec", models.CharField(db_index=True, max_length=255)),
                (
                    "file",
                    wagtail.images.models.WagtailImageField(
                        height_field="height",
                        storage=wagtail.images.models.get_rendition_storage,
                        upload_to=wagtail.images.models.get_rendition_upload_to,
                        width_field="width",
                    ),
                ),
                ("width", models.IntegerField(editable=False)),
                ("height", models.IntegerField(editable=False)),
                (
                    "focal_point_key",
                    models.CharField(blank=True, default="", editable=False, max_length=16),
                ),
            ],
            bases=(wagtail.images.models.ImageFileMixin, models.Model),
        ),
        migrations.CreateModel(
            name="Topic",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("name_en", models.CharField(max_length=160, verbose_name="English name")),
                ("name_ar", models.CharField(max_length=160, verbose_name="Arabic name")),
                (
                    "slug",
                    models.SlugField(
                        blank=True,
                        help_text="The name's address in the API and in filters. Made from the English name; partners rely on it, so it stays when the name changes.",
                        max_length=80,
                        unique=True,
                        verbose_name="slug",
                    ),
                ),
                ("folded_en", models.CharField(editable=False, max_length=200, unique=True)),
                ("folded_ar", models.CharField(editable=False, max_length=200, unique=True)),
            ],
            options={
                "verbose_name": "topic",
                "verbose_name_plural": "topics",
                "ordering": ["name_en"],
                "abstract": False,
            },
            bases=(modelsearch.index.Indexed, models.Model),
        ),
        migrations.CreateModel(
            name="WorkerPulse",
            fields=[
                ("worker_id", models.CharField(max_length=100, primary_key=True, serialize=False)),
                (
                    "place",
                    models.CharField(
                        help_text="Within which process numbers mean the same to all.",
                        max_length=100,
                    ),
                ),
                ("pid", models.PositiveIntegerField()),
                (
                    "process_start",
                    models.CharField(
                        blank=True,
                        help_text="Tells the process from a later one of its number.",
                        max_length=30,
                    ),
                ),
                ("beats", models.PositiveBigIntegerField(default=0)),
                (
                    "is_stopping",
                    models.BooleanField(default=False, help_text="It was asked to stop."),
                ),
                (
                    "seen_at",
                    models.DateTimeField(
                        default=django.utils.timezone.now, help_text="For people alone."
                    ),
                ),
            ],
            options={
                "default_permissions": (),
            },
        ),
        migrations.CreateModel(
            name="Attempt",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("key", models.CharField(max_length=64)),
                ("counts_until", models.DateTimeField(db_index=True)),
            ],
            options={
                "indexes": [models.Index(fields=["key", "counts_until"], name="core_attempt_key")],
            },
        ),
        migrations.CreateModel(
            name="BackgroundProblem",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                (
                    "key",
                    models.CharField(
                        help_text="Which thing failed at what.", max_length=200, unique=True
                    ),
                ),
                ("kind", models.CharField(max_length=20)),
                (
                    "reasons",
                    models.JSONField(default=dict, help_text="Why, for people, by language."),
                ),
                ("times", models.PositiveIntegerField(default=0, help_text="How often it failed.")),
                (
                    "tries",
                    models.PositiveIntegerField(
                        default=0,
                        help_text="How often it failed by itself, and not by the database.",
                    ),
                ),
                ("first_seen", models.DateTimeField(default=django.utils.timezone.now)),
                ("last_seen", models.DateTimeField(default=django.utils.timezone.now)),
                (
                    "page",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="background_problems",
                        to=settings.WAGTAIL_PAGE_MODEL,
                    ),
                ),
            ],
            options={
                "ordering": ["-first_seen", "-pk"],
                "default_permissions": (),
            },
        ),
        migrations.CreateModel(
            name="ItemText",
            fields=[
                (
                    "item",
                    models.OneToOneField(
                        on_delete=django.db.models.deletion.CASCADE,
                        primary_key=True,
                        related_name="text",
                        serialize=False,
                        to="core.publisheditem",
                    ),
                ),
                ("title", models.TextField()),
                ("words", models.TextField()),
            ],
            options={
                "db_table": "core_shelftext",
            },
        ),
        migrations.AddIndex(
            model_name="publisheditem",
            index=models.Index(
                models.F("type"),
                models.F("lang"),
                models.OrderBy(models.F("published_at"), descending=True),
                models.OrderBy(models.F("id"), descending=True),
                condition=models.Q(("is_public", True)),
                name="core_shelf_type_lang_newest",
            ),
        ),
        migrations.AddIndex(
            model_name="publisheditem",
            index=models.Index(
                models.F("type"),
                models.OrderBy(models.F("published_at"), descending=True),
                models.OrderBy(models.F("id"), descending=True),
                condition=models.Q(("is_public", True)),
                name="core_shelf_type_newest",
            ),
        ),
        migrations.AddIndex(
            model_name="publisheditem",
            index=models.Index(
                models.F("type"),
                models.F("lang"),
                models.OrderBy(models.F("seq"), descending=True),
                condition=models.Q(("is_public", True)),
                name="core_shelf_type_lang_changed",
            ),
        ),
        migrations.AddIndex(
            model_name="publisheditem",
            index=models.Index(
                models.F("type"),
                models.OrderBy(models.F("seq"), descending=True),
                condition=models.Q(("is_public", True)),
                name="core_shelf_type_changed",
            ),
        ),
        migrations.AddIndex(
            model_name="publisheditem",
            index=models.Index(
                condition=models.Q(("expires_at__isnull", False), ("is_public", True)),
                fields=["expires_at"],
                name="core_shelf_expiring",
            ),
        ),
        migrations.AddIndex(
            model_name="publisheditem",
            index=models.Index(
                condition=models.Q(("is_stale", True)), fields=["id"], name="core_shelf_stale"
            ),
        ),
        migrations.AddIndex(
            model_name="publisheditem",
            index=models.Index(fields=["path"], name="core_shelf_path"),
        ),
        migrations.AddConstraint(
            model_name="publisheditem",
            constraint=models.UniqueConstraint(
                fields=("work", "lang"), name="core_shelf_work_lang"
            ),
        ),
        migrations.AddField(
            model_name="itemfacet",
            name="item",
            field=models.ForeignKey(
                on_delete=django.db.models.deletion.CASCADE,
                related_name="facets",
                to="core.publisheditem",
            ),
        ),
        migrations.AddField(
            model_name="itemdependency",
            name="item",
            field=models.ForeignKey(
                on_delete=django.db.models.deletion.CASCADE,
                related_name="dependencies",
                to="core.publisheditem",
            ),
        ),
        migrations.AddConstraint(
            model_name="menu",
            constraint=models.UniqueConstraint(
                fields=("place", "language"), name="core_menu_one_for_each_place_and_language"
            ),
        ),
        migrations.AddField(
            model_name="menulink",
            name="menu",
            field=modelcluster.fields.ParentalKey(
                on_delete=django.db.models.deletion.CASCADE, related_name="links", to="core.menu"
            ),
        ),
        migrations.AddField(
            model_name="menulink",
            name="page",
            field=models.ForeignKey(
                blank=True,
                null=True,
                on_delete=django.db.models.deletion.CASCADE,
                related_name="+",
                to=settings.WAGTAIL_PAGE_MODEL,
                verbose_name="page",
            ),
        ),
        migrations.AddField(
            model_name="sitedocument",
            name="collection",
            field=models.ForeignKey(
                default=wagtail.models.media.get_root_collection_id,
                on_delete=django.db.models.deletion.CASCADE,
                related_name="+",
                to="wagtailcore.collection",
                verbose_name="collection",
            ),
        ),
        migrations.AddField(
            model_name="sitedocument",
            name="tags",
            field=taggit.managers.TaggableManager(
                blank=True,
                help_text=None,
                through="taggit.TaggedItem",
                to="taggit.Tag",
                verbose_name="tags",
            ),
        ),
        migrations.AddField(
            model_name="sitedocument",
            name="uploaded_by_user",
            field=models.ForeignKey(
                blank=True,
                editable=False,
                null=True,
                on_delete=django.db.models.deletion.SET_NULL,
                to=settings.AUTH_USER_MODEL,
                verbose_name="uploaded by user",
            ),
        ),
        migrations.AddField(
            model_name="siteimage",
            name="collection",
            field=models.ForeignKey(
                default=wagtail.models.media.get_root_collection_id,
                on_delete=django.db.models.deletion.CASCADE,
                related_name="+",
                to="wagtailcore.collection",
                verbose_name="collection",
            ),
        ),
        migrations.AddField(
            model_name="siteimage",
            name="tags",
            field=taggit.managers.TaggableManager(
                blank=True,
                help_text=None,
                through="taggit.TaggedItem",
                to="taggit.Tag",
                verbose_name="tags",
            ),
        ),
        migrations.AddField(
            model_name="siteimage",
            name="uploaded_by_user",
            field=models.ForeignKey(
                blank=True,
                editable=False,
                null=True,
                on_delete=django.db.models.deletion.SET_NULL,
                to=settings.AUTH_USER_MODEL,
                verbose_name="uploaded by user",
            ),
        ),
        migrations.AddField(
            model_name="organisation",
            name="logo",
            field=models.ForeignKey(
                blank=True,
                null=True,
                on_delete=django.db.models.deletion.SET_NULL,
                related_name="+",
                to="core.siteimage",
                verbose_name="logo",
            ),
        ),
        migrations.AddField(
            model_name="siterendition",
            name="image",
            field=models.ForeignKey(
                on_delete=django.db.models.deletion.CASCADE,
                related_name="renditions",
                to="core.siteimage",
            ),
        ),
        migrations.AddIndex(
            model_name="itemfacet",
            index=models.Index(
                models.F("kind"),
                models.F("key"),
                models.F("type"),
                models.F("lang"),
                models.OrderBy(models.F("published_at"), descending=True),
                models.OrderBy(models.F("item"), descending=True),
                name="core_shelf_facet_newest",
            ),
        ),
        migrations.AddIndex(
            model_name="itemfacet",
            index=models.Index(
                models.F("kind"),
                models.F("key"),
                models.F("type"),
                models.OrderBy(models.F("published_at"), descending=True),
                models.OrderBy(models.F("item"), descending=True),
                name="core_shelf_facet_any_newest",
            ),
        ),
        migrations.AddConstraint(
            model_name="itemfacet",
            constraint=models.UniqueConstraint(
                fields=("item", "kind", "key"), name="core_shelf_facet_once"
            ),
        ),
        migrations.AddConstraint(
            model_name="itemdependency",
            constraint=models.UniqueConstraint(
                fields=("item", "key"), name="core_shelf_dependency_once"
            ),
        ),
        migrations.AddConstraint(
            model_name="menulink",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(("address", ""), ("page__isnull", False)),
                    models.Q(("page__isnull", True), models.Q(("address", ""), _negated=True)),
                    _connector="OR",
                ),
                name="core_menu_link_page_or_address",
                violation_error_message="Choose a page or give an address: exactly one of them.",
            ),
        ),
        migrations.AlterUniqueTogether(
            name="siterendition",
            unique_together={("image", "filter_spec", "focal_point_key")},
        ),
    ]
