"""Where a link in a document may lead: to a website, an e-mail address or a telephone."""

import re

_ALLOWED = re.compile(r"\s*(https?://[^\\\s/]|mailto:|tel:)", re.IGNORECASE)


def is_plain_link(address: str) -> bool:
    """Whether following the address cannot run anything, read a file or ask a computer nearby.

    >>> is_plain_link("https://example.org/a"), is_plain_link("file:///C:/Users/")
    (True, False)
    """
    return bool(_ALLOWED.match(address)) and not re.search(r"[\x00-\x1f]", address.strip())
