"""Page types of the initiative itself: its front page and its standard pages."""

from typing import Any

from django.db import models
from django.http import HttpRequest
from django.utils.translation import gettext_lazy as _
from modelcluster.fields import ParentalKey
from wagtail.admin.panels import FieldPanel, InlinePanel, PageChooserPanel
from wagtail.models import Orderable, Page
from wagtail.search import index
from wagtail_localize.fields import SynchronizedField, TranslatableField

from core.addresses.base import uri
from core.media.pictures import picture
from core.models import BasePage, BodyMixin, PageManager, page_tabs
from core.public.editions import latest_list
from core.public.feeds import feed_links
from home.front import Front

# Readers do not care which of its pages are set up by whom.
_NAMES_FOR_READERS = (_("Page"), _("Pages"))


class HomePage(BodyMixin, BasePage):
    """The initiative: its name is the title, with its mission, picture and featured stories."""

    mission = models.TextField(
        _("mission"),
        max_length=1000,
        blank=True,
        help_text=_("What the initiative is for, in a few sentences. Shown at the top."),
    )

    public_type = "initiative"
    names_for_readers = _NAMES_FOR_READERS
    stored_name = _("About %(provider)s")
    is_front_page = is_protected = True
    content_panels = [
        FieldPanel("title", heading=_("Name of the initiative")),
        FieldPanel("mission"),
        FieldPanel("summary"),
        FieldPanel("lead_image"),
        InlinePanel(
            "featured_stories",
            heading=_("Featured stories"),
            label=_("Story"),
            max_num=6,
            help_text=_("Shown first. A story that is not public is left out."),
        ),
        FieldPanel("body"),
    ]
    edit_handler = page_tabs(content_panels)

    translatable_fields = [
        *BasePage.base_translatable_fields,
        *BodyMixin.body_translatable_fields,
        TranslatableField("mission"),
    ]
    search_fields = [
        *BasePage.search_fields,
        *BodyMixin.body_search_fields,
        index.SearchField("mission"),
    ]

    parent_page_types = ["wagtailcore.Page"]
    max_count = 2  # one for each language
    subpage_types = [
        "home.StandardPage",
        "news.NewsIndexPage",
        "forums.ForumIndexPage",
        "forums.CouncilIndexPage",
    ]
    page_description = _("The front page of one language.")

    class Meta:
        verbose_name = _("front page")
        verbose_name_plural = _("front pages")

    objects = PageManager()

    def get_context(self, request: HttpRequest, *args: Any, **kwargs: Any) -> dict[str, Any]:
        context = super().get_context(request, *args, **kwargs)
        lang = self.language.tag
        works = self.featured_stories.values_list("story__translation_key", flat=True)
        return context | {
            "picture": picture(self.lead_image, lang),
            "front": Front(lang, works),
            "all_stories": uri(latest_list(lang)),
            "feed": feed_links(lang, _("All stories")),
        }


class FeaturedStory(Orderable):
    """A story on the front page."""

    home = ParentalKey(HomePage, on_delete=models.CASCADE, related_name="featured_stories")
    story = models.ForeignKey(
        "news.NewsPage", verbose_name=_("story"), on_delete=models.CASCADE, related_name="+"
    )

    panels = [PageChooserPanel("story")]

    class Meta(Orderable.Meta):
        verbose_name = _("featured story")

    def __str__(self) -> str:
        return str(self.story)


class StandardPage(BodyMixin, BasePage):
    """A page that stays: about the initiative, how to take part, contact."""

    shows_channels = models.BooleanField(
        _("show how the initiative is reached"),
        default=False,
        help_text=_("E-mail, safe channels and social media, as the settings name them."),
    )

    public_type = "page"
    names_for_readers = _NAMES_FOR_READERS
    content_panels = [
        *Page.content_panels,
        FieldPanel("summary"),
        FieldPanel("lead_image"),
        FieldPanel("body"),
        FieldPanel("shows_channels"),
    ]
    edit_handler = page_tabs(content_panels)

    translatable_fields = [
        *BasePage.base_translatable_fields,
        *BodyMixin.body_translatable_fields,
        SynchronizedField("shows_channels", overridable=False),
    ]
    search_fields = [*BasePage.search_fields, *BodyMixin.body_search_fields]

    parent_page_types = ["home.HomePage", "home.StandardPage"]
    subpage_types = ["home.StandardPage"]
    page_description = _("A page that stays: about us, how to take part, contact.")

    class Meta:
        verbose_name = _("standard page")
        verbose_name_plural = _("standard pages")

    objects = PageManager()

    def get_context(self, request: HttpRequest, *args: Any, **kwargs: Any) -> dict[str, Any]:
        context = super().get_context(request, *args, **kwargs)
        return context | {"picture": picture(self.lead_image, self.language.tag)}
