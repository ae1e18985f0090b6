"""Which item the address means that somebody gives to oEmbed."""

import re

from api.parameters import lookup
from api.problems import not_found
from api.rows import Row, rows_of_work
from api.types import TYPES
from api.views.resolve import SiteAddress, resolve_address
from core.models import PublishedItem
from core.publication.state import PublicationState

_EMBED = re.compile(r"/embed/v1/(?P<work>[^/]+)/(?P<lang>[^/]+)/?")


def shown_at(address: SiteAddress) -> tuple[PublicationState, list[Row], Row]:
    """Return the row that an address shows, with all rows of its work; a Problem where none is.

    Pages and the cards of items are found, by addresses of now and of before.
    """
    card = _EMBED.fullmatch(address.path)
    if card:
        return _of_card(**card.groupdict())
    state, rows, wanted = resolve_address(address)
    if wanted.type == PublishedItem.INDEX:
        raise not_found(is_lasting=True)
    return state, rows, wanted


def _of_card(work: str, lang: str) -> tuple[PublicationState, list[Row], Row]:
    state, rows = rows_of_work(work, TYPES)
    wanted = next((row for row in rows if row.lang == lookup(lang)), None)
    if state is None or wanted is None:
        raise not_found(is_lasting=True)
    return state, rows, wanted
