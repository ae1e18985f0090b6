"""What the workbench adds to the CMS; Wagtail imports this package, and each module registers.

- `choosers`: who may choose, and do much at once, among which pages
- `dashboard`: the list of translations, “My queue”, what is done there, and the home page's panel
- `doors`: screens of Wagtail that ask for no right on the page
- `explorer`: the status of translations where Wagtail lists pages, and on a page's form
- `leftovers`: what a translation still shows though it was removed from its original
- `menu`: the menu “Translations”, to which the others add their items
- `names`: the names glossary
- `notices`: what people are told, in the menu and on the home page, and their daily e-mail
- `offline`: exports and imports
- `pairs`: which of two pages is the original, linking, and “the other language too”
- `stock`: wagtail-localize's addresses with checks, and what of it is switched off
"""

from translation.wagtail_hooks import (
    choosers,
    dashboard,
    doors,
    explorer,
    leftovers,
    menu,
    names,
    notices,
    offline,
    pairs,
    stock,
)

__all__ = [
    "choosers",
    "dashboard",
    "doors",
    "explorer",
    "leftovers",
    "menu",
    "names",
    "notices",
    "offline",
    "pairs",
    "stock",
]
