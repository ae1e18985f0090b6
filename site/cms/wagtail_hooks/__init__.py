"""What the CMS shows, offers and refuses; Wagtail imports this package, and each module registers.

- `content`: names, menus, guides, problems, and what may not be deleted
- `privacy`: who may choose, and do much at once, among which pages
"""

from cms.wagtail_hooks import content, privacy

__all__ = ["content", "privacy"]
