"""Addresses at social networks, of the initiative and of its forums."""

from django.db import models
from django.utils.translation import gettext_lazy as _

from core.addresses.fields import AddressField

# The names of the fields, without "_url", and of the networks.
SOCIAL_NETWORKS = {
    "facebook": "Facebook",
    "instagram": "Instagram",
    "x": "X",
    "youtube": "YouTube",
    "telegram": "Telegram",
}
SOCIAL_FIELDS = [f"{network}_url" for network in SOCIAL_NETWORKS]


class SocialMixin(models.Model):
    """A model with an address at each network; all of them may be empty."""

    facebook_url = AddressField(_("Facebook address"), blank=True)
    instagram_url = AddressField(_("Instagram address"), blank=True)
    x_url = AddressField(_("X address"), blank=True)
    youtube_url = AddressField(_("YouTube address"), blank=True)
    telegram_url = AddressField(_("Telegram address"), blank=True)

    class Meta:
        abstract = True

    @property
    def social_addresses(self) -> list[tuple[str, str]]:
        """The networks that have an address: [("Facebook", "https://…"), …]."""
        addresses = [(name, getattr(self, f"{key}_url")) for key, name in SOCIAL_NETWORKS.items()]
        return [(name, address) for name, address in addresses if address]
