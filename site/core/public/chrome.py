"""The frame of every page in one language: the initiative's name, menus and footer."""

from dataclasses import dataclass
from functools import cached_property

from django.db.models import Case, OuterRef, Subquery, Value, When

from core.addresses.base import uri, with_base
from core.body.rendering import BodyRenderer
from core.language.languages import LANGUAGES
from core.models import InitiativeSettings, Menu, MenuLink, PublishedItem
from core.public.editions import latest_items, path_of_latest
from core.publication.state import PublicationState, publication_state

_SHORT = 16  # characters


def whole_words(name: str, most: int) -> str:
    """Return as many whole words of a name as fit into `most` characters; half the first if none.

    >>> whole_words("Iraqi Civil Society", 16)
    'Iraqi Civil'
    """
    if len(name) <= most:
        return name
    return name[: most + 1].rpartition(" ")[0] or name[:most]


@dataclass(frozen=True)
class ShownLink:
    """A link of a menu as readers see it; `current` is its `aria-current`, if any."""

    text: str
    href: str
    current: str = ""


class Chrome:
    """Everything around a page's content, in the language `lang`, at the address `path`."""

    def __init__(self, lang: str, path: str = "") -> None:
        self.lang = lang
        self.path = path
        self.language = LANGUAGES[lang]

    @property
    def home(self) -> str:
        return f"/{self.lang}/"

    @cached_property
    def settings(self) -> InitiativeSettings:
        # Wagtail's `load` would write a missing row in a reader's request.
        return InitiativeSettings.objects.first() or InitiativeSettings()

    @property
    def name(self) -> str:
        return self.settings.in_language("name", self.lang)

    @property
    def short_name(self) -> str:
        """The name where there is little room, such as below an icon."""
        return self.settings.in_language("short_name", self.lang) or whole_words(self.name, _SHORT)

    @property
    def tagline(self) -> str:
        return self.settings.in_language("tagline", self.lang)

    @property
    def footer(self) -> str:
        return self.settings.in_language("footer", self.lang)

    @property
    def licence(self) -> tuple[str, str]:
        """Name and address of the licence of the content."""
        return self.settings.in_language("licence_name", self.lang), self.settings.licence_url

    @cached_property
    def _menus(self) -> dict[str, list[ShownLink]]:
        menus: dict[str, list[ShownLink]] = {place: [] for place in Menu.Place.values}
        rows = self._rows()
        # An address of this site is a link to a page, and is there as long as the page is public.
        written = BodyRenderer(self.lang, [], [address for _place, _text, address, *_ in rows])
        for place, text, address, title, path in rows:
            if path:
                menus[place].append(ShownLink(text or title or "", uri(path), self._current(path)))
            elif address and (link := written.link(address)):
                menus[place].append(ShownLink(text, with_base(link.href, "")))
        return menus

    def _rows(self) -> list[tuple[str, str, str, str | None, str | None]]:
        """Return the links with title and path of the public form that readers get, if any."""
        readers_form = (
            PublishedItem.objects.public()
            .filter(work=OuterRef("page__translation_key"))
            .order_by(Case(When(lang=self.lang, then=Value(0)), default=Value(1)))
        )
        return list(
            MenuLink.objects.filter(menu__language=self.lang)
            .order_by("menu", "sort_order")
            .values_list(
                "menu__place",
                "text",
                "address",
                Subquery(readers_form.values("title")[:1]),
                Subquery(readers_form.values("path")[:1]),
            )
        )

    def _current(self, path: str) -> str:
        if path == self.path:
            return "page"
        return "true" if path != self.home and self.path.startswith(path) else ""

    def look_up(self) -> None:
        """Have every part of the frame looked up now, to be shown without the database."""
        _ = self.settings, self._menus, self.latest

    @cached_property
    def latest(self) -> dict[str, PublishedItem]:
        """The list of the newest stories of each language in which it is public."""
        return latest_items()

    def latest_list(self, lang: str) -> str:
        """Return the path of the list of the newest stories in `lang`, or of its front page."""
        return path_of_latest(lang, self.latest.get(lang))

    @property
    def main_menu(self) -> list[ShownLink]:
        return self._menus[Menu.Place.MAIN]

    @property
    def footer_menu(self) -> list[ShownLink]:
        return self._menus[Menu.Place.FOOTER]


# The frames of no page in particular, by language, each with the state that it was made in.
_shared: dict[str, tuple[PublicationState, Chrome]] = {}


def shared_chrome(lang: str) -> Chrome:
    """Return a frame that no menu entry is current in, made once for each publication state.

    Strangers alone are shown it: editors see what they have just saved.
    """
    state = publication_state()  # before the frame: it is never older than its state
    made_in, chrome = _shared.get(lang, (None, None))
    if chrome is None or made_in != state:
        chrome = Chrome(lang)
        chrome.look_up()
        _shared[lang] = state, chrome
    return chrome


def forget_chrome() -> None:
    """Have the next frame made anew."""
    _shared.clear()
