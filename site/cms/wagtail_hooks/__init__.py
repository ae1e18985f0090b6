"""What the CMS shows, offers and refuses; Wagtail imports this package, and each module registers.

- `content`: names, menus, guides, problems, and what may not be deleted
- `privacy`: which pages a user may choose, and change in bulk
"""

from cms.wagtail_hooks import content, privacy

__all__ = ["content", "privacy"]
