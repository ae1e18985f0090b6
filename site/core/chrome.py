"""The frame of every page in one language: the initiative's name, menus and footer."""

from dataclasses import dataclass
from functools import cached_property

from core.languages import LANGUAGES
from core.links import Links
from core.models import InitiativeSettings, Menu, MenuLink


@dataclass(frozen=True)
class ShownLink:
    """A link of a menu as readers see it."""

    text: str
    href: str


class Chrome:
    """Everything around a page's content, in the language `lang`."""

    def __init__(self, lang: str) -> None:
        self.lang = lang
        self.language = LANGUAGES[lang]

    @cached_property
    def settings(self) -> InitiativeSettings:
        return InitiativeSettings.load()

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
        links = list(
            MenuLink.objects.filter(menu__language=self.lang)
            .select_related("menu")
            .order_by("menu", "sort_order")
        )
        pages = Links(self.lang, [link.page_id for link in links if link.page_id])
        menus: dict[str, list[ShownLink]] = {place: [] for place in Menu.Place.values}
        for link in links:
            target = pages.target(link.page_id) if link.page_id else None
            if target is not None:
                menus[link.menu.place].append(ShownLink(link.text or target.title, target.href))
            elif link.address:
                menus[link.menu.place].append(ShownLink(link.text, link.address))
        return menus

    @property
    def main_menu(self) -> list[ShownLink]:
        return self._menus[Menu.Place.MAIN]

    @property
    def footer_menu(self) -> list[ShownLink]:
        return self._menus[Menu.Place.FOOTER]
