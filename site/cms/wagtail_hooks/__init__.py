"""What the CMS shows, offers and refuses; Wagtail imports this package, and each module registers.

- `accounts`: sessions, and the security log
- `content`: names, menus, guides, and what may not be deleted
- `factors`: links to the second factor; changes of users ask again
- `privacy`: which pages a user may choose, and change in bulk
- `searching`: bulk actions on the users that a search found
- `start`: the panels of the start page
"""

from cms.wagtail_hooks import accounts, content, factors, privacy, searching, start

__all__ = ["accounts", "content", "factors", "privacy", "searching", "start"]
