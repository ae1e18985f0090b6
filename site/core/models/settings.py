"""What staff set for the whole site: its name, footer, licence, channels and social addresses."""

from django.db import models
from django.utils.translation import gettext_lazy as _
from wagtail.admin.panels import FieldPanel, MultiFieldPanel, ObjectList, TabbedInterface
from wagtail.contrib.settings.models import BaseGenericSetting, register_setting

from core.addresses.fields import AddressField
from core.language.languages import LANGUAGES
from core.models.channels import CHANNEL_FIELDS, ChannelsMixin
from core.models.social import SOCIAL_FIELDS, SocialMixin
from core.publication.seams import changes_published_items


@register_setting(icon="site")
@changes_published_items
class InitiativeSettings(SocialMixin, ChannelsMixin, BaseGenericSetting):
    """The initiative as every page shows it, in each language."""

    name_en = models.CharField(
        _("name"), max_length=120, default="Iraqi Civil Society Solidarity Initiative"
    )
    name_ar = models.CharField(
        _("name"), max_length=120, default="مبادرة التضامن مع المجتمع المدني العراقي"
    )
    short_name_en = models.CharField(
        _("short name"),
        max_length=16,
        blank=True,
        help_text=_("Below the icon, where somebody keeps the site on a home screen."),
    )
    short_name_ar = models.CharField(_("short name"), max_length=16, blank=True)
    tagline_en = models.CharField(_("tagline"), max_length=200, blank=True)
    tagline_ar = models.CharField(_("tagline"), max_length=200, blank=True)
    footer_en = models.TextField(_("footer text"), max_length=600, blank=True)
    footer_ar = models.TextField(_("footer text"), max_length=600, blank=True)
    licence_name_en = models.CharField(
        _("licence of the content"),
        max_length=120,
        default="Creative Commons Attribution 4.0 International",
        help_text=_("Partners see it beside every story that they take over."),
    )
    licence_name_ar = models.CharField(
        _("licence of the content"), max_length=120, default="المشاع الإبداعي: النسبة 4.0 دولي"
    )
    licence_url = AddressField(
        _("address of the licence"), default="https://creativecommons.org/licenses/by/4.0/"
    )
    contact_email = models.EmailField(_("contact e-mail"), blank=True)
    shows_outdated = models.BooleanField(
        _("show readers that an original has changed"),
        default=True,
        help_text=_(
            "While a translation waits to be brought up to date, its page shows that the original "
            "has changed, with a link to it."
        ),
    )

    edit_handler = TabbedInterface(
        [
            *(
                ObjectList(
                    [
                        FieldPanel(f"name_{tag}"),
                        FieldPanel(f"short_name_{tag}"),
                        FieldPanel(f"tagline_{tag}"),
                        FieldPanel(f"footer_{tag}"),
                        FieldPanel(f"licence_name_{tag}"),
                    ],
                    heading=language.name,
                )
                for tag, language in LANGUAGES.items()
            ),
            ObjectList(
                [
                    FieldPanel("licence_url"),
                    FieldPanel("contact_email"),
                    MultiFieldPanel(
                        [FieldPanel(name) for name in CHANNEL_FIELDS],
                        heading=_("Safe channels"),
                        help_text=_(
                            "Shown in the footer, and on pages that show how the initiative is "
                            "reached."
                        ),
                    ),
                    MultiFieldPanel(
                        [FieldPanel(name) for name in SOCIAL_FIELDS],
                        heading=_("Social media"),
                    ),
                    FieldPanel("shows_outdated"),
                ],
                heading=_("Both languages"),
            ),
        ]
    )

    class Meta:
        verbose_name = _("initiative")

    def in_language(self, field: str, lang: str) -> str:
        """Return `name`, `short_name`, `tagline`, `footer` or `licence_name` in `lang`."""
        return getattr(self, f"{field}_{lang}")
