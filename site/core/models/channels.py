"""Safe ways to reach the initiative; all of them may be empty."""

from functools import cached_property

from django.db import models
from django.utils.translation import gettext_lazy as _

from core.channels.fields import OnionField, PublicKeyField, SignalField
from core.channels.openpgp import LONGEST, NotAPublicKeyError, PublicKey, read_public_key
from core.channels.signal import signal_link

CHANNEL_FIELDS = ["signal", "pgp_key", "onion_address"]


class ChannelsMixin(models.Model):
    """A model with a contact at Signal, a public key and an address within Tor."""

    signal = SignalField(
        _("Signal"),
        max_length=240,
        blank=True,
        help_text=_(
            "A link, a number or a user name. Of the initiative: a number of somebody's own gives "
            "them away."
        ),
    )
    pgp_key = PublicKeyField(
        _("public PGP key"),
        max_length=LONGEST,
        blank=True,
        help_text=_(
            "The public key as text, by which others encrypt e-mail to the contact address. "
            "Everybody can read the names and addresses that are written in a key."
        ),
    )
    onion_address = OnionField(
        _("onion address"),
        max_length=200,
        blank=True,
        help_text=_(
            "Where this site is reached within Tor, if whoever operates it has set that up. Tor "
            "Browser then offers it to readers."
        ),
    )

    class Meta:
        abstract = True

    @property
    def signal_link(self) -> str:
        """The address that opens Signal, or "" where there is none."""
        return signal_link(self.signal)

    @cached_property
    def public_key(self) -> PublicKey | None:
        """The key; None for one that was stored by other ways, and that nobody has checked."""
        try:
            return read_public_key(self.pgp_key)
        except NotAPublicKeyError:
            return None

    @property
    def has_channels(self) -> bool:
        """Whether any safe way is set."""
        return any(getattr(self, name) for name in CHANNEL_FIELDS)
