"""How the initiative is reached by Signal: a link, a telephone number or a user name."""

import re

_LINK = re.compile(r"https://signal\.(me|group)/#[\w/+=:.~%-]{4,200}", re.ASCII)
_NUMBER = re.compile(r"\+[1-9][0-9]{7,14}")
_USER_NAME = re.compile(r"[A-Za-z_][A-Za-z0-9_]{2,31}\.[0-9]{2,9}")


def read_signal(text: str) -> str:
    """Return a link, a number without spaces, or a user name; raise ValueError for others."""
    text = text.strip()
    number = re.sub(r"[ ()\u00a0-]", "", text)
    if _NUMBER.fullmatch(number):
        return number
    if _LINK.fullmatch(text) or _USER_NAME.fullmatch(text):
        return text
    raise ValueError(text)


def signal_link(contact: str) -> str:
    """Return the address that opens the app, or "" for a user name, which has to be typed there."""
    if _NUMBER.fullmatch(contact):
        return f"https://signal.me/#p/{contact}"
    return contact if _LINK.fullmatch(contact) else ""
