"""What somebody asked for on the search page, read from an address that may hold anything."""

from collections.abc import Mapping
from dataclasses import dataclass
from unicodedata import category, normalize
from urllib.parse import urlencode

# In characters: more than 16 long words. What is longer is cut, and the page shows that it was.
LONGEST_TEXT = 400
RELEVANCE, NEWEST = "", "newest"
_LAST_PAGE = 10_000


@dataclass(frozen=True)
class Asked:
    """The text and the values of the filters, which are not checked yet; `page` begins with 1."""

    text: str
    is_cut: bool
    values: Mapping[str, str]
    order: str
    page: int

    def query(self, **others: str | int) -> str:
        """Return the part of the address that asks for this, with other values in place of some.

        >>> Asked("water", False, {"year": "2019"}, NEWEST, 3).query(page=2)
        '?q=water&year=2019&order=newest&page=2'
        """
        values = {"q": self.text, **self.values, "order": self.order, **others}
        if values.get("page") == 1:
            del values["page"]
        return "?" + urlencode({name: value for name, value in values.items() if value})


def read_asked(parameters: Mapping[str, str], filters: tuple[str, ...]) -> Asked:
    """Return what is asked for; what means nothing is left out, never refused."""
    whole = readable(parameters.get("q", ""))
    text = whole[:LONGEST_TEXT].rpartition(" ")[0] if len(whole) > LONGEST_TEXT else whole
    text = text or whole[:LONGEST_TEXT]
    values = {name: normalize("NFC", parameters.get(name, "")) for name in filters}
    order = NEWEST if parameters.get("order") == NEWEST else RELEVANCE
    return Asked(text, text != whole, values, order, _page(parameters.get("page", "")))


def readable(text: str) -> str:
    """Return a text without control characters and half characters, in one line.

    >>> readable(" peace\\x00 in\\n\\ud800Hit ")
    'peace in Hit'
    """
    chars = (" " if category(char) in {"Cc", "Cs", "Zl", "Zp"} else char for char in text)
    return " ".join("".join(chars).split())


def without_year(text: str) -> tuple[str, str]:
    """Return a text without the year in it, and that year in ASCII digits; "" if it has not one.

    >>> without_year("Hit 2019"), without_year("هيت ٢٠١٩")
    (('Hit', '2019'), ('هيت', '2019'))
    >>> without_year("2019"), without_year("2014 2019 Hit")
    (('2019', ''), ('2014 2019 Hit', ''))
    """
    words = text.split()
    years = [word for word in words if len(word) == len("2019") and word.isdecimal()]
    if len(years) != 1 or len(words) == 1:
        return text, ""
    return " ".join(word for word in words if word != years[0]), str(int(years[0]))


def _page(text: str) -> int:
    is_number = text.isascii() and text.isdecimal() and len(text) <= len(str(_LAST_PAGE))
    return min(max(int(text), 1), _LAST_PAGE) if is_number else 1
