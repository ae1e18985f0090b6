"""Page types of the news: stories and the page that lists them."""

from datetime import datetime
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.db import models
from django.db.models import F, Q
from django.http import HttpRequest, HttpResponse
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from modelcluster.fields import ParentalManyToManyField
from wagtail.admin.panels import FieldPanel, FieldRowPanel, MultiFieldPanel
from wagtail.models import Page
from wagtail.search import index
from wagtail_localize.fields import SynchronizedField, TranslatableField

from core.addresses.fields import AddressField
from core.language.dates import local_day
from core.language.isolates import isolated_text
from core.models import BasePage, BodyMixin, IndexPage, OwnPerLanguageField, PageManager, page_tabs
from news.facts import facts_of
from news.forms import StoryForm
from news.listing import StoryListing
from news.related import related_to
from news.topics import topic_page_instead
from news.years import require_sensible_year

STORY_ENDS_BEFORE_IT_STARTS = _("The end lies before the start.")


class NewsIndexPage(IndexPage):
    """Lists the stories of one language, newest first."""

    is_latest_list = True
    subpage_types = ["news.NewsPage"]
    page_description = _("Lists the stories, newest first.")

    class Meta:
        verbose_name = _("list of stories")
        verbose_name_plural = _("lists of stories")

    def get_context(self, request: HttpRequest, *args: Any, **kwargs: Any) -> dict[str, Any]:
        context = super().get_context(request, *args, **kwargs)
        listing = StoryListing(self.language.tag, request.GET.dict())
        title = f"{listing.name or self.title}: {listing.counted}" if listing.is_counted else ""
        return context | {
            "listing": listing,
            "list_title": isolated_text(title, self.language.direction),
            "feed": listing.feed,
        }

    def serve(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        """Serve the list; what only a topic narrows has a page of its own."""
        if self.published_item is not None:
            moved = topic_page_instead(self.language.tag, request.GET.dict())
            if moved is not None:
                return moved
        return super().serve(request, *args, **kwargs)


class NewsPage(BodyMixin, BasePage):
    """A story: what happened, where, when, with whom."""

    story_date = models.DateTimeField(
        _("date of the story"),
        default=timezone.now,
        validators=[require_sensible_year],
        help_text=_("Lists are ordered by it. Both languages share it."),
    )
    event_start = models.DateTimeField(
        _("event starts"), null=True, blank=True, validators=[require_sensible_year]
    )
    event_end = models.DateTimeField(
        _("event ends"), null=True, blank=True, validators=[require_sensible_year]
    )
    place = models.CharField(
        _("place"),
        max_length=160,
        blank=True,
        help_text=_("The city or hall. Never the address of a private home."),
    )
    governorate = models.ForeignKey(
        "core.Governorate",
        verbose_name=_("governorate"),
        null=True,
        blank=True,
        on_delete=models.PROTECT,
        related_name="stories",
    )
    # Pages in whichever language staff chose them; readers get each in their own.
    forums = ParentalManyToManyField(
        "forums.ForumPage", verbose_name=_("forums"), blank=True, related_name="stories"
    )
    topics = ParentalManyToManyField(
        "core.Topic", verbose_name=_("topics"), blank=True, related_name="stories"
    )
    partner_organisations = ParentalManyToManyField(
        "core.Organisation",
        verbose_name=_("partner organisations"),
        blank=True,
        related_name="stories",
    )
    byline_person = models.ForeignKey(
        "core.Person",
        verbose_name=_("written by"),
        null=True,
        blank=True,
        on_delete=models.PROTECT,
        related_name="stories",
        help_text=_("Leave empty where a name would endanger somebody."),
    )
    byline_organisation = models.ForeignKey(
        "core.Organisation",
        verbose_name=_("on behalf of"),
        null=True,
        blank=True,
        on_delete=models.PROTECT,
        related_name="written_stories",
    )
    source_url = AddressField(
        _("address of the source"),
        max_length=500,
        blank=True,
        help_text=_("Where the story first appeared, if not here."),
    )
    correction = models.TextField(
        _("correction"),
        max_length=500,
        blank=True,
        help_text=_(
            "What was wrong after the story was published, and what is right. Readers see it, "
            "with its date, below the text. Do not repeat what endangered somebody."
        ),
    )
    correction_date = models.DateField(
        _("date of the correction"),
        null=True,
        blank=True,
        help_text=_("Left empty, it is the day on which the correction is saved."),
    )
    related_stories = ParentalManyToManyField(
        "self", verbose_name=_("related stories"), symmetrical=False, blank=True, related_name="+"
    )

    base_form_class = StoryForm
    public_type = "news"
    group_lookup = "forums"
    date_field = "story_date"
    topic_lookup = "topics"
    open_graph_type = "article"
    stored_name = _("A story by %(provider)s")
    content_panels = [
        *Page.content_panels,
        FieldPanel("summary"),
        FieldPanel("lead_image"),
        FieldPanel("body"),
        FieldPanel("place"),
        FieldPanel("source_url"),
        FieldPanel("correction"),
    ]
    details_panels = [
        FieldPanel("story_date"),
        MultiFieldPanel(
            [FieldRowPanel([FieldPanel("event_start"), FieldPanel("event_end")])],
            heading=_("Event"),
        ),
        FieldPanel("governorate"),
        FieldPanel("forums", widget=forms.CheckboxSelectMultiple),
        FieldPanel("topics", widget=forms.CheckboxSelectMultiple),
        FieldPanel("partner_organisations", widget=forms.CheckboxSelectMultiple),
        MultiFieldPanel(
            [FieldPanel("byline_person"), FieldPanel("byline_organisation")], heading=_("Byline")
        ),
        FieldPanel("related_stories"),
        FieldPanel("correction_date"),
    ]
    edit_handler = page_tabs(content_panels, details_panels)

    translatable_fields = [
        *BasePage.base_translatable_fields,
        *BodyMixin.body_translatable_fields,
        TranslatableField("place"),
        TranslatableField("correction"),
        OwnPerLanguageField("source_url"),
        *(
            SynchronizedField(name, overridable=False)
            for name in (
                "story_date",
                "event_start",
                "event_end",
                "governorate",
                "forums",
                "topics",
                "partner_organisations",
                "byline_person",
                "byline_organisation",
                "related_stories",
                "correction_date",
            )
        ),
    ]
    search_fields = [
        *BasePage.search_fields,
        *BodyMixin.body_search_fields,
        index.SearchField("place"),
        index.FilterField("story_date"),
    ]

    parent_page_types = ["news.NewsIndexPage"]
    subpage_types: list[str] = []
    page_description = _("A story: what happened, where, when and with whom.")

    class Meta:
        verbose_name = _("story")
        verbose_name_plural = _("stories")
        constraints = [
            models.CheckConstraint(
                condition=Q(event_end=None)
                | Q(event_start__isnull=False, event_end__gte=F("event_start")),
                name="news_story_event_ends_after_it_starts",
                violation_error_message=STORY_ENDS_BEFORE_IT_STARTS,
            )
        ]

    objects = PageManager()

    def full_clean(self, *args: Any, **kwargs: Any) -> None:
        if self.correction and self.correction_date is None:
            self.correction_date = local_day(timezone.now())
        super().full_clean(*args, **kwargs)

    def clean(self) -> None:
        super().clean()
        if self.event_end and not self.event_start:
            raise ValidationError(
                {"event_start": _("Give the start of the event as well as its end.")}
            )
        if self.event_start and self.event_end and self.event_end < self.event_start:
            raise ValidationError({"event_end": STORY_ENDS_BEFORE_IT_STARTS})

    @property
    def published_at(self) -> datetime:
        return self.story_date

    def get_context(self, request: HttpRequest, *args: Any, **kwargs: Any) -> dict[str, Any]:
        context = super().get_context(request, *args, **kwargs)
        facts = facts_of(
            self, None if getattr(request, "is_preview", False) else self.published_item
        )
        return context | {
            "facts": facts,
            "picture": facts.picture,
            "related": related_to(self),
        }
