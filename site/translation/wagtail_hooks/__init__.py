"""What the workbench adds to the CMS; Wagtail imports this package, and each module registers.

- `dashboard`: the list of translations, “My queue”, what is done there, and the home page's panel
- `explorer`: the status of translations where Wagtail lists pages, and on a page's form
- `history`: corrections in review in the history of a page
- `leftovers`: what a translation still shows though it was removed from its original
- `localize`: wagtail-localize's addresses with checks, and what of it is switched off
- `menu`: the menu “Translations”, to which the others add their items

Capabilities with a room of their own have their hooks there: `glossary`, `notifications`,
`offline` and `pairs`.
"""

import translation.glossary.hooks
import translation.notifications.hooks
import translation.offline.hooks
import translation.pairs.hooks
from translation.wagtail_hooks import dashboard, explorer, history, leftovers, localize, menu

__all__ = ["dashboard", "explorer", "history", "leftovers", "localize", "menu", "translation"]
