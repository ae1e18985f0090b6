"""The frame of every page in one language: the initiative's name, menus and footer."""

from dataclasses import dataclass
from functools import cached_property

from django.db.models import Case, OuterRef, Subquery, Value, When

from core.addresses.base import uri, with_base
from core.body.rendering import BodyRenderer
from core.language.languages import LANGUAGES
from core.models import InitiativeSettings, Menu, MenuLink, PublishedItem


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

    @property
    def main_menu(self) -> list[ShownLink]:
        return self._menus[Menu.Place.MAIN]

    @property
    def footer_menu(self) -> list[ShownLink]:
        return self._menus[Menu.Place.FOOTER]
