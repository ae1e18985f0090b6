"""A Council for Social Cohesion and the page that lists the councils."""

from typing import Any

from django.core.exceptions import ValidationError
from django.db import models
from django.db.models import Q
from django.http import HttpRequest
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from wagtail.admin.panels import FieldPanel, MultiFieldPanel, PageChooserPanel
from wagtail.models import Page
from wagtail.search import index
from wagtail_localize.fields import SynchronizedField, TranslatableField

from core.language.dates import local_day
from core.media.pictures import picture
from core.models import BasePage, BodyMixin, IndexPage, PageManager, page_tabs
from core.publication.links import Links
from forums.listing import contacts_of_forum, council_cards, grouped_by_place
from forums.map.drawing import locator_of
from forums.map.marks import whereabouts_of
from forums.stories import stories_for_council

ONE_MANAGER = _("A council is managed by a forum or by an organisation: choose exactly one.")


class CouncilIndexPage(IndexPage):
    """Lists the councils."""

    subpage_types = ["forums.CouncilPage"]
    page_description = _("Lists the Councils for Social Cohesion.")

    class Meta:
        verbose_name = _("list of councils")
        verbose_name_plural = _("lists of councils")

    def get_context(self, request: HttpRequest, *args: Any, **kwargs: Any) -> dict[str, Any]:
        context = super().get_context(request, *args, **kwargs)
        return context | {"groups": grouped_by_place(council_cards(self.language.tag))}


class CouncilPage(BodyMixin, BasePage):
    """A Council for Social Cohesion, managed by either a forum or an organisation."""

    city = models.CharField(_("city"), max_length=120)
    governorate = models.ForeignKey(
        "core.Governorate",
        verbose_name=_("governorate"),
        null=True,
        blank=True,
        on_delete=models.PROTECT,
        related_name="councils",
    )
    # A page in whichever language staff chose it; readers get the forum in their own.
    managing_forum = models.ForeignKey(
        "forums.ForumPage",
        verbose_name=_("managing forum"),
        null=True,
        blank=True,
        on_delete=models.PROTECT,
        related_name="managed_councils",
    )
    managing_organisation = models.ForeignKey(
        "core.Organisation",
        verbose_name=_("managing organisation"),
        null=True,
        blank=True,
        on_delete=models.PROTECT,
        related_name="managed_councils",
    )
    established = models.DateField(_("established"), null=True, blank=True)
    members = models.TextField(
        _("who sits at the table"),
        max_length=500,
        blank=True,
        help_text=_(
            "Public. Kinds of members, one in each line: authorities, communities, organisations. "
            "Never write the name of a person: it may endanger them."
        ),
    )
    last_meeting = models.DateField(
        _("last meeting"),
        null=True,
        blank=True,
        help_text=_("Public. The day of a meeting that is over, never of one to come."),
    )

    public_type = "council"
    stored_name = _("A council, presented by %(provider)s")
    group_lookup = "managing_forum"
    _pasted_fields = (*BasePage._pasted_fields, "members")
    content_panels = [
        *Page.content_panels,
        FieldPanel("summary"),
        FieldPanel("city"),
        FieldPanel("lead_image"),
        FieldPanel("body"),
        FieldPanel("members"),
    ]
    details_panels = [
        FieldPanel("governorate"),
        MultiFieldPanel(
            [PageChooserPanel("managing_forum"), FieldPanel("managing_organisation")],
            heading=_("Managed by"),
            help_text=_("A forum or an organisation: exactly one of them."),
        ),
        FieldPanel("established"),
        FieldPanel("last_meeting"),
    ]
    edit_handler = page_tabs(content_panels, details_panels)

    translatable_fields = [
        *BasePage.base_translatable_fields,
        *BodyMixin.body_translatable_fields,
        TranslatableField("city"),
        TranslatableField("members"),
        SynchronizedField("governorate", overridable=False),
        SynchronizedField("managing_forum", overridable=False),
        SynchronizedField("managing_organisation", overridable=False),
        SynchronizedField("established", overridable=False),
        SynchronizedField("last_meeting", overridable=False),
    ]
    search_fields = [
        *BasePage.search_fields,
        *BodyMixin.body_search_fields,
        index.SearchField("city"),
        index.SearchField("members"),
    ]

    parent_page_types = ["forums.CouncilIndexPage"]
    subpage_types: list[str] = []
    page_description = _("A Council for Social Cohesion: its city and who manages it.")

    class Meta:
        verbose_name = _("council")
        verbose_name_plural = _("councils")
        constraints = [
            models.CheckConstraint(
                condition=Q(managing_forum=None, managing_organisation__isnull=False)
                | Q(managing_forum__isnull=False, managing_organisation=None),
                name="forums_council_exactly_one_manager",
                violation_error_message=ONE_MANAGER,
            )
        ]

    objects = PageManager()

    def clean(self) -> None:
        super().clean()
        if (self.managing_forum_id is None) == (self.managing_organisation_id is None):
            field = "managing_forum" if self.managing_forum_id is None else "managing_organisation"
            raise ValidationError({field: ValidationError(ONE_MANAGER, code="one_manager")})
        if self.last_meeting and self.last_meeting > local_day(timezone.now()):
            raise ValidationError({"last_meeting": _("Choose a day that is not in the future.")})

    @property
    def manager(self) -> Any:
        """The ForumPage or Organisation that manages the council."""
        return self.managing_forum or self.managing_organisation

    @property
    def kinds_of_members(self) -> list[str]:
        """Who sits at the table, as the lines of the text say it."""
        return [line.strip() for line in self.members.splitlines() if line.strip()]

    def get_context(self, request: HttpRequest, *args: Any, **kwargs: Any) -> dict[str, Any]:
        context = super().get_context(request, *args, **kwargs)
        lang, chosen = self.language.tag, self.managing_forum_id
        forum = Links(lang, [chosen]).target(chosen) if chosen else None
        place = self.governorate.slug if self.governorate else ""
        return context | {
            "picture": picture(self.lead_image, lang),
            "governorate": self.governorate.name(lang) if self.governorate else "",
            "locator": locator_of(whereabouts_of(self, lang)),
            "forum": forum,
            "contacts": contacts_of_forum(forum.work, lang) if forum else None,
            "organisation": self.managing_organisation,
            "stories": stories_for_council(self.work, lang, place, forum.work if forum else None),
            "others": [card for card in council_cards(lang) if card.work != self.work],
        }
