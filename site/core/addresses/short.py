"""Short permanent addresses, `/s/<code>`: what is shared, printed and stored by others.

A slug is made from a title, so that a withdrawn page's address still reveals it, and in Arabic it
becomes 300 characters of `%D9…`. A code is random: it reveals nothing, and never changes.
"""

import re
import secrets

# Without vowels, so that no code is a word, and without what is mistaken for something else.
_LETTERS = "23456789bcdfghjkmnpqrstvwxz"
# 27 to the power of 10: with 100,000 items, the chance that any two are the same is 1 in 40,000;
# the second of them is then refused by the database, and published at the next attempt.
_LENGTH = 10
# What ends a sentence or a bracket: messengers take what follows an address for a part of it.
_AFTER = r"""[.,;:!?)\]}'"”’»…،؛؟۔\u200e\u200f\u2069]*"""
_PATH = re.compile(rf"/s/([{_LETTERS}]{{{_LENGTH}}})/?{_AFTER}", re.IGNORECASE)


def new_short_code() -> str:
    """Return a random code, such as "k7m2p9xwqd"."""
    return "".join(secrets.choice(_LETTERS) for _ in range(_LENGTH))


def short_path(code: str) -> str:
    """Return the short address of a code, from the first slash on.

    >>> short_path("k7m2p9xwqd")
    '/s/k7m2p9xwqd'
    """
    return f"/s/{code}"


def code_in(path: str) -> str | None:
    """Return the code of a short address, decoded, or None if it is another address.

    Case is ignored, because people type what is printed, and so is what ends a sentence after it.

    >>> code_in("/s/K7M2P9XWQD/")
    'k7m2p9xwqd'
    >>> code_in("/s/k7m2p9xwqd،")
    'k7m2p9xwqd'
    """
    match = _PATH.fullmatch(path)
    return match[1].lower() if match else None
