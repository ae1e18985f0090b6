"""The addresses by which other sites find out how to show a page (oEmbed's discovery)."""

from dataclasses import dataclass
from urllib.parse import quote

from core.addresses.base import absolute
from core.addresses.short import short_path
from core.models import PublishedItem

OEMBED = "/oembed/"


@dataclass(frozen=True)
class Discovery:
    """A page that can be shown elsewhere, by an address of it that lasts."""

    address: str

    @property
    def as_json(self) -> str:
        return self._in_form("json")

    @property
    def as_xml(self) -> str:
        return self._in_form("xml")

    def _in_form(self, form: str) -> str:
        return absolute("") + f"{OEMBED}?url={quote(self.address, safe='')}&format={form}"


def discovery_of(item: PublishedItem) -> Discovery:
    """Return the discovery of an item, public or withdrawn."""
    return Discovery(absolute(short_path(item.short_code)))
