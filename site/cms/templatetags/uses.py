"""What uses something, in templates of the CMS."""

from typing import Any

from django import template

from cms.uses import Uses, uses_in_drafts

register = template.Library()

# Under which names Wagtail's templates know what drafts may use: other things, such as users, are
# in no page, and drafts with names have a screen of their own.
_NAMES = ("image", "document", "page", "object")


@register.simple_tag(takes_context=True)
def uses_in_drafts_of_it(context: dict[str, Any]) -> Uses | None:
    """Return the drafts that use what the screen is about, or None if it is nothing of that."""
    thing = next((context[name] for name in _NAMES if context.get(name)), None)
    if thing is None:
        return None
    if isinstance(thing, dict):  # as bulk actions list it
        thing = thing["item"]
    return uses_in_drafts(thing, context["request"].user)
