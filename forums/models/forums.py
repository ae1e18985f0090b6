"""A local forum (Hit, Fallujah, Misan) and the page that lists the forums."""

from typing import Any
from urllib.parse import urlsplit

from django.core.exceptions import ValidationError
from django.db import models
from django.db.models import Q
from django.http import HttpRequest
from django.utils.translation import gettext_lazy as _
from modelcluster.fields import ParentalManyToManyField
from wagtail.admin.panels import FieldPanel, FieldRowPanel, MultiFieldPanel
from wagtail.models import Page
from wagtail.search import index
from wagtail_localize.fields import SynchronizedField, TranslatableField

from core.addresses.base import uri
from core.addresses.fields import AddressField
from core.language.alphabet import sort_key
from core.media.pictures import picture
from core.models import (
    SOCIAL_FIELDS,
    BasePage,
    BodyMixin,
    IndexPage,
    PageManager,
    SocialMixin,
    page_tabs,
)
from core.public.editions import latest_list
from core.public.feeds import FeedLinks, feed_links
from core.publication.former import slug_in
from core.validators import latitude_validators, longitude_validators, phone_validator
from forums.listing import council_cards, councils_managed_by, entries_of, forum_cards
from forums.map.drawing import locator_of, map_of
from forums.map.marks import whereabouts_of
from forums.stories import stories_of, years_of


class ForumIndexPage(IndexPage):
    """Lists the forums on a map of Iraq."""

    subpage_types = ["forums.ForumPage"]
    page_description = _("Lists the local forums, with a map.")

    class Meta:
        verbose_name = _("list of forums")
        verbose_name_plural = _("lists of forums")

    def get_context(self, request: HttpRequest, *args: Any, **kwargs: Any) -> dict[str, Any]:
        context = super().get_context(request, *args, **kwargs)
        lang = self.language.tag
        forums, councils = forum_cards(lang), council_cards(lang)
        entries, others = entries_of(forums, councils)
        return context | {
            "entries": entries,
            "other_councils": others,
            "map": map_of(forums, councils),
        }


class ForumPage(SocialMixin, BodyMixin, BasePage):
    """A local forum: where it is, what it does, how to reach it, who its partners are."""

    city = models.CharField(_("city"), max_length=120)
    governorate = models.ForeignKey(
        "core.Governorate",
        verbose_name=_("governorate"),
        null=True,
        blank=True,
        on_delete=models.PROTECT,
        related_name="forums",
    )
    latitude = models.DecimalField(
        _("latitude"),
        max_digits=8,
        decimal_places=5,
        null=True,
        blank=True,
        validators=latitude_validators,
        help_text=_("In degrees, north is positive: 33.64. The middle of the city, never a house."),
    )
    longitude = models.DecimalField(
        _("longitude"),
        max_digits=8,
        decimal_places=5,
        null=True,
        blank=True,
        validators=longitude_validators,
        help_text=_("In degrees, east is positive: 42.83."),
    )
    founded = models.DateField(_("founded"), null=True, blank=True)
    email = models.EmailField(_("e-mail address"), blank=True)
    phone = models.CharField(
        _("telephone"), max_length=26, blank=True, validators=[phone_validator]
    )
    website_url = AddressField(_("website"), blank=True)
    meetings = models.TextField(
        _("who meets, and when"),
        max_length=500,
        blank=True,
        help_text=_(
            "Public. Which groups meet, how often, and in which town. Never write the name of a "
            "person, or an address or hour at which people can be found: it may endanger them."
        ),
    )
    partner_organisations = ParentalManyToManyField(
        "core.Organisation",
        verbose_name=_("partner organisations"),
        blank=True,
        related_name="forums",
    )

    public_type = "forum"
    stored_name = _("A forum, presented by %(provider)s")
    is_group = True
    _pasted_fields = (*BasePage._pasted_fields, "meetings")
    content_panels = [
        *Page.content_panels,
        FieldPanel("summary"),
        FieldPanel("city"),
        FieldPanel("lead_image"),
        FieldPanel("body"),
        FieldPanel("meetings"),
    ]
    details_panels = [
        FieldPanel("governorate"),
        MultiFieldPanel(
            [FieldRowPanel([FieldPanel("latitude"), FieldPanel("longitude")])],
            heading=_("Place on the map"),
        ),
        FieldPanel("founded"),
        MultiFieldPanel(
            [FieldPanel("email"), FieldPanel("phone"), FieldPanel("website_url")],
            heading=_("Contact"),
            help_text=_("Public. Give nothing that leads to a private person or home."),
        ),
        MultiFieldPanel(
            [FieldPanel(name) for name in SOCIAL_FIELDS],
            heading=_("Social media"),
        ),
        FieldPanel("partner_organisations"),
    ]
    edit_handler = page_tabs(content_panels, details_panels)

    translatable_fields = [
        *BasePage.base_translatable_fields,
        *BodyMixin.body_translatable_fields,
        TranslatableField("city"),
        TranslatableField("meetings"),
        *(
            SynchronizedField(name, overridable=False)
            for name in (
                "governorate",
                "latitude",
                "longitude",
                "founded",
                "email",
                "phone",
                "website_url",
                *SOCIAL_FIELDS,
                "partner_organisations",
            )
        ),
    ]
    search_fields = [
        *BasePage.search_fields,
        *BodyMixin.body_search_fields,
        index.SearchField("city"),
        index.SearchField("meetings"),
    ]

    parent_page_types = ["forums.ForumIndexPage"]
    subpage_types: list[str] = []
    page_description = _("A local forum: its city, contacts, partners and stories.")

    class Meta:
        verbose_name = _("forum")
        verbose_name_plural = _("forums")
        constraints = [
            models.CheckConstraint(
                # A comparison with NULL is neither true nor false, and a check lets it pass.
                condition=Q(latitude=None, longitude=None)
                | Q(
                    latitude__isnull=False,
                    longitude__isnull=False,
                    latitude__range=(-90, 90),
                    longitude__range=(-180, 180),
                ),
                name="forums_forum_place_whole_and_on_earth",
            )
        ]

    objects = PageManager()

    def clean(self) -> None:
        super().clean()
        if (self.latitude is None) != (self.longitude is None):
            missing = "latitude" if self.latitude is None else "longitude"
            raise ValidationError(
                {missing: _("A place on the map needs both latitude and longitude.")}
            )

    @property
    def feed(self) -> FeedLinks | None:
        """The feed of its stories; None where the forum is not public, and has none."""
        item = self.published_item
        if item is None:
            return None
        return feed_links(item.lang, item.title, "forum", slug_in(item.path))

    @property
    def website_name(self) -> str:
        """The host of its website, as people write it: "example.org"."""
        return (urlsplit(self.website_url).hostname or "").removeprefix("www.")

    def get_context(self, request: HttpRequest, *args: Any, **kwargs: Any) -> dict[str, Any]:
        context = super().get_context(request, *args, **kwargs)
        lang = self.language.tag
        all_stories = f"{uri(latest_list(lang))}?forum={uri(self.slug)}"
        return context | {
            "feed": self.feed,
            "picture": picture(self.lead_image, lang),
            "governorate": self.governorate.name(lang) if self.governorate else "",
            "locator": locator_of(whereabouts_of(self, lang)),
            "councils": councils_managed_by(self.work, lang),
            "stories": stories_of(self.work, lang),
            "years": years_of(self.work, lang, all_stories),
            "all_stories": all_stories,
            "organisations": sorted(
                self.partner_organisations.all(), key=lambda one: sort_key(one.name(lang))
            ),
        }
