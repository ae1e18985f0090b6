"""Forms of texts in parameters, as the OpenAPI document shows them and as they are read.

They are written in what JavaScript, Python and RE2 have in common: no look-around, no names of
groups. JSON Schema finds a pattern anywhere in a text, so each is anchored at both ends.
"""

from collections.abc import Iterable

from core.language.languages import LANGUAGES

# NUL, and what broken UTF-8 becomes, are refused in every parameter.
_NO_TEXT = "\\x00\ufffd"


def anchored(pattern: str) -> str:
    """Return a pattern that fits whole texts alone."""
    return f"^{pattern}$"


def in_list(pattern: str) -> str:
    """Return the pattern of one or more entries with commas, and spaces around them."""
    return anchored(f" *{pattern} *(, *{pattern} *)*")


def one_of_names(names: Iterable[str]) -> str:
    """Return the pattern of any of these names."""
    return f"({'|'.join(names)})"


def _in_any_case(text: str) -> str:
    return "".join(f"[{letter.upper()}{letter}]" for letter in text)


ANY_TEXT = anchored(f"[^{_NO_TEXT}]+")
# A language of the site, or any language range that begins with one, such as "ar-IQ".
_TAG = f"({'|'.join(map(_in_any_case, LANGUAGES))})([_-][A-Za-z0-9]{{1,8}})*"
LANGUAGE_IN_PATH = anchored(_TAG)
LANGUAGE = anchored(f" *{_TAG} *")
LANGUAGE_LIST = in_list(_TAG)
_WORK = "[0-9A-Fa-f]{8}(-[0-9A-Fa-f]{4}){3}-[0-9A-Fa-f]{12}"
WORK = anchored(_WORK)
IDS = in_list(f"{_WORK}(:{_TAG})?")
_SLUG = "[A-Za-z0-9_-]+"
SLUG = anchored(_SLUG)
SLUGS = in_list(_SLUG)
# A signature and what it signs, in base64url without padding.
CURSOR = anchored("[A-Za-z0-9_-]{22,}")

# Days that the calendar has, from the year 1 to 9999.
_LEAP = "(([0-9]{2}(0[48]|[2468][048]|[13579][26]))|((0[48]|[2468][048]|[13579][26])00))"
_YEAR = "([0-9]{3}[1-9]|[0-9]{2}[1-9]0|[0-9][1-9]00|[1-9]000)"
_IN_EVERY_YEAR = (
    "((0[13578]|1[02])-(0[1-9]|[12][0-9]|3[01])"
    "|(0[469]|11)-(0[1-9]|[12][0-9]|30)"
    "|02-(0[1-9]|1[0-9]|2[0-8]))"
)
_DAY = f"({_YEAR}-{_IN_EVERY_YEAR}|{_LEAP}-02-29)"
_HOUR, _SIXTY = "([01][0-9]|2[0-3])", "[0-5][0-9]"
_TIME = f"{_HOUR}(:{_SIXTY}){{2}}(\\.[0-9]+)?"
MOMENT = anchored(f"{_DAY}([Tt]{_TIME}([Zz]|[+-]{_HOUR}:{_SIXTY}))?")

# What is easily copied around an address: soft hyphens, direction marks and isolates.
UNSEEN = "\xad\u061c\u180e\u200b-\u200f\u202a-\u202e\u2060-\u206f\ufeff"
# An address: no controls or backslashes, and no NUL in its path, encoded or not, so that "%" may be
# followed by anything but "00".
_UNFIT = f"{_NO_TEXT}\\x01-\\x1f\\x7f\\\\"
_IN_PATH = f"{_UNFIT}?#%"
_ENCODED = f"%(%|0%)*([^{_IN_PATH}0]|0[^{_IN_PATH}0])"
_PATH, _TAIL = f"([^{_IN_PATH}]|{_ENCODED})*(%(%|0%)*0?)?", f"([?#][^{_UNFIT}]*)?"
# Two slashes begin another host.
_FROM_SLASH = f"/(([^{_IN_PATH}/]|{_ENCODED}){_PATH}|(%(%|0%)*0?)?){_TAIL}"
_SPACES = "\x85\xa0\u1680\u2000-\u200a\u2028\u2029\u202f\u205f\u3000"
_IN_HOST = f"{_UNFIT} {_SPACES}/?#@\\[\\]"
_IN_LABEL = f"{_IN_HOST}:.%"
# As browsers show an address: without its scheme, and with at least one full stop.
BARE_HOST = f"[^{_IN_LABEL}]+(\\.[^{_IN_LABEL}]+)+(:[0-9]+)?"
ADDRESS = anchored(
    f"[ {UNSEEN}]*({_FROM_SLASH}|([Hh][Tt][Tt][Pp][Ss]?://[^{_IN_HOST}]+|{BARE_HOST})"
    f"(/{_PATH})?{_TAIL})[ {UNSEEN}]*"
)
