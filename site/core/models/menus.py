"""Menus of the site: one for each place and language, edited in the CMS."""

from django.core.exceptions import ValidationError
from django.db import models
from django.utils.translation import gettext_lazy as _
from modelcluster.fields import ParentalKey
from modelcluster.models import ClusterableModel
from wagtail.admin.panels import FieldPanel, InlinePanel, PageChooserPanel
from wagtail.models import Orderable

from core.addresses.fields import AddressField
from core.language.languages import LANGUAGES
from core.publication.seams import changes_published_items


@changes_published_items
class Menu(ClusterableModel):
    """The links of one place of the page, in one language."""

    class Place(models.TextChoices):
        MAIN = "main", _("Top of the page")
        FOOTER = "footer", _("Footer")

    place = models.CharField(_("place"), max_length=12, choices=Place)
    language = models.CharField(
        _("language"), max_length=2, choices=[(tag, lang.name) for tag, lang in LANGUAGES.items()]
    )

    panels = [
        FieldPanel("place", read_only=True),
        FieldPanel("language", read_only=True),
        InlinePanel("links", heading=_("Links"), label=_("Link"), max_num=12),
    ]

    class Meta:
        verbose_name = _("menu")
        verbose_name_plural = _("menus")
        ordering = ["language", "place"]
        constraints = [
            models.UniqueConstraint(
                fields=["place", "language"], name="core_menu_one_for_each_place_and_language"
            )
        ]

    def __str__(self) -> str:
        return f"{LANGUAGES[self.language].name}: {self.get_place_display()}"


@changes_published_items
class MenuLink(Orderable):
    """One link: to a page of this site (shown while it is public) or to an address elsewhere."""

    menu = ParentalKey(Menu, on_delete=models.CASCADE, related_name="links")
    page = models.ForeignKey(
        "wagtailcore.Page",
        verbose_name=_("page"),
        null=True,
        blank=True,
        on_delete=models.CASCADE,
        related_name="+",
    )
    address = AddressField(_("address elsewhere"), blank=True)
    text = models.CharField(
        _("text"),
        max_length=60,
        blank=True,
        help_text=_("Left empty, the page's own title is shown."),
    )

    panels = [PageChooserPanel("page"), FieldPanel("address"), FieldPanel("text")]

    class Meta(Orderable.Meta):
        verbose_name = _("menu link")
        constraints = [
            models.CheckConstraint(
                condition=models.Q(page__isnull=False, address="")
                | (models.Q(page__isnull=True) & ~models.Q(address="")),
                name="core_menu_link_page_or_address",
                violation_error_message=_("Choose a page or give an address: exactly one of them."),
            )
        ]

    def __str__(self) -> str:
        return self.text or str(self.page or self.address)

    def clean(self) -> None:
        super().clean()
        if self.address and not self.text:
            raise ValidationError({"text": _("An address elsewhere needs a text.")})
