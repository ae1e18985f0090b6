"""The menus of both languages."""

from typing import Any

from core.language.languages import LANGUAGES
from core.models import Menu, MenuLink
from forums.models import CouncilIndexPage, ForumIndexPage
from home.models import StandardPage
from home.seeding.data import DemoData
from home.seeding.pages import fronts
from news.models import NewsIndexPage


def seed_menus(data: DemoData) -> None:
    """Fill the menus that have no link."""
    indexes = [fronts(model) for model in (NewsIndexPage, ForumIndexPage, CouncilIndexPage)]
    about, *others = [_editions(entry["work"]) for entry in data.pages["standard"]]
    places = {Menu.Place.MAIN: [*indexes, about], Menu.Place.FOOTER: [about, *others]}
    for place, links in places.items():
        for lang in LANGUAGES:
            menu = Menu.objects.get(place=place, language=lang)
            if not menu.links.exists():
                pages = [editions[lang] for editions in links if lang in editions]
                MenuLink.objects.bulk_create(
                    MenuLink(menu=menu, page=page, sort_order=order)
                    for order, page in enumerate(pages)
                )


def _editions(work: str) -> dict[str, Any]:
    pages = StandardPage.objects.filter(translation_key=work).select_related("locale")
    return {page.locale.language_code: page for page in pages}
