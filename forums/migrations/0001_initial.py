import django.core.validators
import django.db.models.deletion
import modelcluster.fields
import wagtail.fields
from decimal import Decimal
from django.conf import settings
from django.db import migrations, models


class Migration(migrations.Migration):
    initial = True

    dependencies = [
        ("core", "0002_initial"),
        ("wagtailcore", "0098_apitoken"),
    ]

    operations = [
        migrations.CreateModel(
            name="CouncilIndexPage",
            fields=[
                (
                    "page_ptr",
                    models.OneToOneField(
                        auto_created=True,
                        on_delete=django.db.models.deletion.CASCADE,
                        parent_link=True,
                        primary_key=True,
                        serialize=False,
                        to=settings.WAGTAIL_PAGE_MODEL,
                    ),
                ),
                (
                    "summary",
                    models.TextField(
                        blank=True,
                        help_text="Two or three sentences: shown in lists, in search engines and by partners.",
                        max_length=500,
                        verbose_name="summary",
                    ),
                ),
                (
                    "social_image",
                    models.ForeignKey(
                        blank=True,
                        help_text="Shown when somebody shares the page. Left empty, the lead picture is used.",
                        null=True,
                        on_delete=django.db.models.deletion.SET_NULL,
                        related_name="+",
                        to="core.siteimage",
                        verbose_name="picture for social media",
                    ),
                ),
            ],
            options={
                "verbose_name": "list of councils",
                "verbose_name_plural": "lists of councils",
            },
            bases=("wagtailcore.page",),
        ),
        migrations.CreateModel(
            name="ForumIndexPage",
            fields=[
                (
                    "page_ptr",
                    models.OneToOneField(
                        auto_created=True,
                        on_delete=django.db.models.deletion.CASCADE,
                        parent_link=True,
                        primary_key=True,
                        serialize=False,
                        to=settings.WAGTAIL_PAGE_MODEL,
                    ),
                ),
                (
                    "summary",
                    models.TextField(
                        blank=True,
                        help_text="Two or three sentences: shown in lists, in search engines and by partners.",
                        max_length=500,
                        verbose_name="summary",
                    ),
                ),
                (
                    "social_image",
                    models.ForeignKey(
                        blank=True,
                        help_text="Shown when somebody shares the page. Left empty, the lead picture is used.",
                        null=True,
                        on_delete=django.db.models.deletion.SET_NULL,
                        related_name="+",
                        to="core.siteimage",
                        verbose_name="picture for social media",
                    ),
                ),
            ],
            options={
                "verbose_name": "list of forums",
                "verbose_name_plural": "lists of forums",
            },
            bases=("wagtailcore.page",),
        ),
        migrations.CreateModel(
            name="ForumPage",
            fields=[
                (
                    "page_ptr",
                    models.OneToOneField(
                        auto_created=True,
                        on_delete=django.db.models.deletion.CASCADE,
                        parent_link=True,
                        primary_key=True,
                        serialize=False,
                        to=settings.WAGTAIL_PAGE_MODEL,
                    ),
                ),
                (
                    "summary",
                    models.TextField(
                        blank=True,
                        help_text="Two or three sentences: shown in lists, in search engines and by partners.",
                        max_length=500,
                        verbose_name="summary",
                    ),
                ),
                (
                    "body",
                    wagtail.fields.StreamField(
                        [
                            ("heading", 2),
                            ("paragraph", 3),
                            ("quote", 6),
                            ("photo", 10),
                            ("gallery", 12),
                            ("document", 15),
                            ("video", 18),
                            ("call_to_action", 23),
                            ("related_pages", 27),
                        ],
                        blank=True,
                        block_lookup={
                            0: (
                                "wagtail.blocks.CharBlock",
                                (),
                                {"label": "Text", "max_length": 160},
                            ),
                            1: (
                                "wagtail.blocks.ChoiceBlock",
                                [],
                                {
                                    "choices": [("h2", "Heading"), ("h3", "Smaller heading")],
                                    "label": "Level",
                                },
                            ),
                            2: ("wagtail.blocks.StructBlock", [[("text", 0), ("level", 1)]], {}),
                            3: (
                                "core.body.blocks.ParagraphBlock",
                                (),
                                {
                                    "features": [
                                        "bold",
                                        "italic",
                                        "link",
                                        "document-link",
                                        "ol",
                                        "ul",
                                    ]
                                },
                            ),
                            4: ("wagtail.blocks.TextBlock", (), {"label": "Quotation", "rows": 3}),
                            5: (
                                "wagtail.blocks.CharBlock",
                                (),
                                {"label": "Who said it", "max_length": 160, "required": False},
                            ),
                            6: (
                                "wagtail.blocks.StructBlock",
                                [[("text", 4), ("attribution", 5)]],
                                {},
                            ),
                            7: (
                                "wagtail.images.blocks.ImageChooserBlock",
                                (),
                                {"label": "Picture"},
                            ),
                            8: (
                                "wagtail.blocks.CharBlock",
                                (),
                                {"label": "Caption", "max_length": 250, "required": False},
                            ),
                            9: (
                                "wagtail.blocks.CharBlock",
                                (),
                                {
                                    "help_text": "Left empty, the picture's own credit is shown.",
                                    "label": "Credit",
                                    "max_length": 160,
                                    "required": False,
                                },
                            ),
                            10: (
                                "wagtail.blocks.StructBlock",
                                [[("image", 7), ("caption", 8), ("credit", 9)]],
                                {},
                            ),
                            11: (
                                "wagtail.blocks.ListBlock",
                                (10,),
                                {"label": "Pictures", "max_num": 24, "min_num": 2},
                            ),
                            12: ("wagtail.blocks.StructBlock", [[("photos", 11)]], {}),
                            13: (
                                "wagtail.documents.blocks.DocumentChooserBlock",
                                (),
                                {"label": "Document"},
                            ),
                            14: (
                                "wagtail.blocks.CharBlock",
                                (),
                                {"label": "Text of the link", "max_length": 160, "required": False},
                            ),
                            15: (
                                "wagtail.blocks.StructBlock",
                                [[("document", 13), ("text", 14)]],
                                {},
                            ),
                            16: (
                                "wagtail.blocks.URLBlock",
                                (),
                                {
                                    "help_text": "YouTube, Vimeo, Internet Archive or Facebook, with https://",
                                    "label": "Address of the video",
                                },
                            ),
                            17: (
                                "wagtail.blocks.CharBlock",
                                (),
                                {"label": "Title", "max_length": 160},
                            ),
                            18: (
                                "wagtail.blocks.StructBlock",
                                [[("address", 16), ("title", 17)]],
                                {},
                            ),
                            19: (
                                "wagtail.blocks.CharBlock",
                                (),
                                {
                                    "label": "Text above the button",
                                    "max_length": 250,
                                    "required": False,
                                },
                            ),
                            20: (
                                "wagtail.blocks.CharBlock",
                                (),
                                {"label": "Text of the button", "max_length": 60},
                            ),
                            21: (
                                "wagtail.blocks.PageChooserBlock",
                                (),
                                {"label": "Page", "required": False},
                            ),
                            22: (
                                "wagtail.blocks.URLBlock",
                                (),
                                {"label": "Address elsewhere", "required": False},
                            ),
                            23: (
                                "wagtail.blocks.StructBlock",
                                [[("text", 19), ("label", 20), ("page", 21), ("address", 22)]],
                                {},
                            ),
                            24: (
                                "wagtail.blocks.CharBlock",
                                (),
                                {"label": "Heading", "max_length": 80, "required": False},
                            ),
                            25: ("wagtail.blocks.PageChooserBlock", (), {}),
                            26: (
                                "wagtail.blocks.ListBlock",
                                (25,),
                                {"label": "Pages", "max_num": 8, "min_num": 1},
                            ),
                            27: (
                                "wagtail.blocks.StructBlock",
                                [[("heading", 24), ("pages", 26)]],
                                {},
                            ),
                        },
                        verbose_name="body",
                    ),
                ),
                ("city", models.CharField(max_length=120, verbose_name="city")),
                (
                    "latitude",
                    models.DecimalField(
                        blank=True,
                        decimal_places=5,
                        help_text="In degrees, north is positive: 33.64. The middle of the city, never a house.",
                        max_digits=8,
                        null=True,
                        validators=[
                            django.core.validators.MinValueValidator(
                                Decimal("-90"), "A latitude lies between -90 and 90 degrees."
                            ),
                            django.core.validators.MaxValueValidator(
                                Decimal("90"), "A latitude lies between -90 and 90 degrees."
                            ),
                        ],
                        verbose_name="latitude",
                    ),
                ),
                (
                    "longitude",
                    models.DecimalField(
                        blank=True,
                        decimal_places=5,
                        help_text="In degrees, east is positive: 42.83.",
                        max_digits=8,
                        null=True,
                        validators=[
                            django.core.validators.MinValueValidator(
                                Decimal("-180"), "A longitude lies between -180 and 180 degrees."
                            ),
                            django.core.validators.MaxValueValidator(
                                Decimal("180"), "A longitude lies between -180 and 180 degrees."
                            ),
                        ],
                        verbose_name="longitude",
                    ),
                ),
                ("founded", models.DateField(blank=True, null=True, verbose_name="founded")),
                (
                    "email",
                    models.EmailField(blank=True, max_length=254, verbose_name="e-mail address"),
                ),
                (
                    "phone",
                    models.CharField(
                        blank=True,
                        max_length=26,
                        validators=[
                            django.core.validators.RegexValidator(
                                "^\\+?[0-9][0-9 ()\\-]{5,24}$",
                                "Give a telephone number such as +964 770 000 0000: digits, spaces, brackets and hyphens.",
                            )
                        ],
                        verbose_name="telephone",
                    ),
                ),
                ("website_url", models.URLField(blank=True, verbose_name="website")),
                ("facebook_url", models.URLField(blank=True, verbose_name="Facebook address")),
                ("instagram_url", models.URLField(blank=True, verbose_name="Instagram address")),
                ("x_url", models.URLField(blank=True, verbose_name="X address")),
                ("youtube_url", models.URLField(blank=True, verbose_name="YouTube address")),
                ("telegram_url", models.URLField(blank=True, verbose_name="Telegram address")),
                (
                    "governorate",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="forums",
                        to="core.governorate",
                        verbose_name="governorate",
                    ),
                ),
                (
                    "lead_image",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.SET_NULL,
                        related_name="+",
                        to="core.siteimage",
                        verbose_name="lead picture",
                    ),
                ),
                (
                    "partner_organisations",
                    modelcluster.fields.ParentalManyToManyField(
                        blank=True,
                        related_name="forums",
                        to="core.organisation",
                        verbose_name="partner organisations",
                    ),
                ),
                (
                    "social_image",
                    models.ForeignKey(
                        blank=True,
                        help_text="Shown when somebody shares the page. Left empty, the lead picture is used.",
                        null=True,
                        on_delete=django.db.models.deletion.SET_NULL,
                        related_name="+",
                        to="core.siteimage",
                        verbose_name="picture for social media",
                    ),
                ),
            ],
            options={
                "verbose_name": "forum",
                "verbose_name_plural": "forums",
            },
            bases=("wagtailcore.page", models.Model),
        ),
        migrations.CreateModel(
            name="CouncilPage",
            fields=[
                (
                    "page_ptr",
                    models.OneToOneField(
                        auto_created=True,
                        on_delete=django.db.models.deletion.CASCADE,
                        parent_link=True,
                        primary_key=True,
                        serialize=False,
                        to=settings.WAGTAIL_PAGE_MODEL,
                    ),
                ),
                (
                    "summary",
                    models.TextField(
                        blank=True,
                        help_text="Two or three sentences: shown in lists, in search engines and by partners.",
                        max_length=500,
                        verbose_name="summary",
                    ),
                ),
                (
                    "body",
                    wagtail.fields.StreamField(
                        [
                            ("heading", 2),
                            ("paragraph", 3),
                            ("quote", 6),
                            ("photo", 10),
                            ("gallery", 12),
                            ("document", 15),
                            ("video", 18),
                            ("call_to_action", 23),
                            ("related_pages", 27),
                        ],
                        blank=True,
                        block_lookup={
                            0: (
                                "wagtail.blocks.CharBlock",
                                (),
                                {"label": "Text", "max_length": 160},
                            ),
                            1: (
                                "wagtail.blocks.ChoiceBlock",
                                [],
                                {
                                    "choices": [("h2", "Heading"), ("h3", "Smaller heading")],
                                    "label": "Level",
                                },
                            ),
                            2: ("wagtail.blocks.StructBlock", [[("text", 0), ("level", 1)]], {}),
                            3: (
                                "core.body.blocks.ParagraphBlock",
                                (),
                                {
                                    "features": [
                                        "bold",
                                        "italic",
                                        "link",
                                        "document-link",
                                        "ol",
                                        "ul",
                                    ]
                                },
                            ),
                            4: ("wagtail.blocks.TextBlock", (), {"label": "Quotation", "rows": 3}),
                            5: (
                                "wagtail.blocks.CharBlock",
                                (),
                                {"label": "Who said it", "max_length": 160, "required": False},
                            ),
                            6: (
                                "wagtail.blocks.StructBlock",
                                [[("text", 4), ("attribution", 5)]],
                                {},
                            ),
                            7: (
                                "wagtail.images.blocks.ImageChooserBlock",
                                (),
                                {"label": "Picture"},
                            ),
                            8: (
                                "wagtail.blocks.CharBlock",
                                (),
                                {"label": "Caption", "max_length": 250, "required": False},
                            ),
                            9: (
                                "wagtail.blocks.CharBlock",
                                (),
                                {
                                    "help_text": "Left empty, the picture's own credit is shown.",
                                    "label": "Credit",
                                    "max_length": 160,
                                    "required": False,
                                },
                            ),
                            10: (
                                "wagtail.blocks.StructBlock",
                                [[("image", 7), ("caption", 8), ("credit", 9)]],
                                {},
                            ),
                            11: (
                                "wagtail.blocks.ListBlock",
                                (10,),
                                {"label": "Pictures", "max_num": 24, "min_num": 2},
                            ),
                            12: ("wagtail.blocks.StructBlock", [[("photos", 11)]], {}),
                            13: (
                                "wagtail.documents.blocks.DocumentChooserBlock",
                                (),
                                {"label": "Document"},
                            ),
                            14: (
                                "wagtail.blocks.CharBlock",
                                (),
                                {"label": "Text of the link", "max_length": 160, "required": False},
                            ),
                            15: (
                                "wagtail.blocks.StructBlock",
                                [[("document", 13), ("text", 14)]],
                                {},
                            ),
                            16: (
                                "wagtail.blocks.URLBlock",
                                (),
                                {
                                    "help_text": "YouTube, Vimeo, Internet Archive or Facebook, with https://",
                                    "label": "Address of the video",
                                },
                            ),
                            17: (
                                "wagtail.blocks.CharBlock",
                                (),
                                {"label": "Title", "max_length": 160},
                            ),
                            18: (
                                "wagtail.blocks.StructBlock",
                                [[("address", 16), ("title", 17)]],
                                {},
                            ),
                            19: (
                                "wagtail.blocks.CharBlock",
                                (),
                                {
                                    "label": "Text above the button",
                                    "max_length": 250,
                                    "required": False,
                                },
                            ),
                            20: (
                                "wagtail.blocks.CharBlock",
                                (),
                                {"label": "Text of the button", "max_length": 60},
                            ),
                            21: (
                                "wagtail.blocks.PageChooserBlock",
                                (),
                                {"label": "Page", "required": False},
                            ),
                            22: (
                                "wagtail.blocks.URLBlock",
                                (),
                                {"label": "Address elsewhere", "required": False},
                            ),
                            23: (
                                "wagtail.blocks.StructBlock",
                                [[("text", 19), ("label", 20), ("page", 21), ("address", 22)]],
                                {},
                            ),
                            24: (
                                "wagtail.blocks.CharBlock",
                                (),
                                {"label": "Heading", "max_length": 80, "required": False},
                            ),
                            25: ("wagtail.blocks.PageChooserBlock", (), {}),
                            26: (
                                "wagtail.blocks.ListBlock",
                                (25,),
                                {"label": "Pages", "max_num": 8, "min_num": 1},
                            ),
                            27: (
                                "wagtail.blocks.StructBlock",
                                [[("heading", 24), ("pages", 26)]],
                                {},
                            ),
                        },
                        verbose_name="body",
                    ),
                ),
                ("city", models.CharField(max_length=120, verbose_name="city")),
                (
                    "established",
                    models.DateField(blank=True, null=True, verbose_name="established"),
                ),
                (
                    "governorate",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="councils",
                        to="core.governorate",
                        verbose_name="governorate",
                    ),
                ),
                (
                    "lead_image",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.SET_NULL,
                        related_name="+",
                        to="core.siteimage",
                        verbose_name="lead picture",
                    ),
                ),
                (
                    "managing_organisation",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="managed_councils",
                        to="core.organisation",
                        verbose_name="managing organisation",
                    ),
                ),
                (
                    "social_image",
                    models.ForeignKey(
                        blank=True,
                        help_text="Shown when somebody shares the page. Left empty, the lead picture is used.",
                        null=True,
                        on_delete=django.db.models.deletion.SET_NULL,
                        related_name="+",
                        to="core.siteimage",
                        verbose_name="picture for social media",
                    ),
                ),
                (
                    "managing_forum",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="managed_councils",
                        to="forums.forumpage",
                        verbose_name="managing forum",
                    ),
                ),
            ],
            options={
                "verbose_name": "council",
                "verbose_name_plural": "councils",
            },
            bases=("wagtailcore.page", models.Model),
        ),
        migrations.AddConstraint(
            model_name="forumpage",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(("latitude", None), ("longitude", None)),
                    models.Q(
                        ("latitude__isnull", False),
                        ("latitude__range", (-90, 90)),
                        ("longitude__isnull", False),
                        ("longitude__range", (-180, 180)),
                    ),
                    _connector="OR",
                ),
                name="forums_forum_place_whole_and_on_earth",
            ),
        ),
        migrations.AddConstraint(
            model_name="councilpage",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(("managing_forum", None), ("managing_organisation__isnull", False)),
                    models.Q(("managing_forum__isnull", False), ("managing_organisation", None)),
                    _connector="OR",
                ),
                name="forums_council_exactly_one_manager",
                violation_error_message="A council is managed by a forum or by an organisation: choose exactly one.",
            ),
        ),
    ]
