"""Where a form asks to go on when it is done."""

from django.core.exceptions import BadRequest
from django.http import HttpRequest
from wagtail.admin.utils import get_valid_next_url_from_request


def next_address(request: HttpRequest) -> str:
    """Return the address on this site that `next` asks for, or "" if there is none.

    Raises BadRequest for a bare word, which Django would take for the name of an address.
    """
    asked: str = get_valid_next_url_from_request(request)
    if asked and "/" not in asked:
        raise BadRequest(f"next={asked} is no address.")
    return asked
