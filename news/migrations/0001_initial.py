import django.db.models.deletion
import django.utils.timezone
import modelcluster.fields
import news.years
import wagtail.fields
from django.conf import settings
from django.db import migrations, models


class Migration(migrations.Migration):
    initial = True

    dependencies = [
        ("core", "0002_initial"),
        ("forums", "0001_initial"),
        ("wagtailcore", "0098_apitoken"),
    ]

    operations = [
        migrations.CreateModel(
            name="NewsIndexPage",
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
                "verbose_name": "list of stories",
                "verbose_name_plural": "lists of stories",
            },
            bases=("wagtailcore.page",),
        ),
        migrations.CreateModel(
            name="NewsPage",
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
                (
                    "story_date",
                    models.DateTimeField(
                        default=django.utils.timezone.now,
                        help_text="Lists are ordered by it. Both languages share it.",
                        validators=[news.years.require_sensible_year],
                        verbose_name="date of the story",
                    ),
                ),
                (
                    "event_start",
                    models.DateTimeField(
                        blank=True,
                        null=True,
                        validators=[news.years.require_sensible_year],
                        verbose_name="event starts",
                    ),
                ),
                (
                    "event_end",
                    models.DateTimeField(
                        blank=True,
                        null=True,
                        validators=[news.years.require_sensible_year],
                        verbose_name="event ends",
                    ),
                ),
                (
                    "place",
                    models.CharField(
                        blank=True,
                        help_text="The city or hall. Never the address of a private home.",
                        max_length=160,
                        verbose_name="place",
                    ),
                ),
                (
                    "source_url",
                    models.URLField(
                        blank=True,
                        help_text="Where the story first appeared, if not here.",
                        max_length=500,
                        verbose_name="address of the source",
                    ),
                ),
                (
                    "byline_organisation",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="written_stories",
                        to="core.organisation",
                        verbose_name="on behalf of",
                    ),
                ),
                (
                    "byline_person",
                    models.ForeignKey(
                        blank=True,
                        help_text="Leave empty where a name would endanger somebody.",
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="stories",
                        to="core.person",
                        verbose_name="written by",
                    ),
                ),
                (
                    "forums",
                    modelcluster.fields.ParentalManyToManyField(
                        blank=True,
                        related_name="stories",
                        to="forums.forumpage",
                        verbose_name="forums",
                    ),
                ),
                (
                    "governorate",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="stories",
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
                        related_name="stories",
                        to="core.organisation",
                        verbose_name="partner organisations",
                    ),
                ),
                (
                    "related_stories",
                    modelcluster.fields.ParentalManyToManyField(
                        blank=True,
                        related_name="+",
                        to="news.newspage",
                        verbose_name="related stories",
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
                    "topics",
                    modelcluster.fields.ParentalManyToManyField(
                        blank=True, related_name="stories", to="core.topic", verbose_name="topics"
                    ),
                ),
            ],
            options={
                "verbose_name": "story",
                "verbose_name_plural": "stories",
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(
                            ("event_end", None),
                            models.Q(
                                ("event_end__gte", models.F("event_start")),
                                ("event_start__isnull", False),
                            ),
                            _connector="OR",
                        ),
                        name="news_story_event_ends_after_it_starts",
                        violation_error_message="The end lies before the start.",
                    )
                ],
            },
            bases=("wagtailcore.page", models.Model),
        ),
    ]
