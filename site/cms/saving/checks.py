"""What the panel “Checks” of the editor looks for in the preview."""

from typing import Any, ClassVar

from django.utils.translation import gettext_lazy as _
from wagtail.admin.userbar import ContentCheckerItem

# A picture of the page's own: those of cards are described by the title beside them.
_PICTURES = "main figure img"
_ALT_TEXTS = "alt-text-quality"
# Nothing, or a file's name.
_NO_DESCRIPTION = r"^\s*$|\.(avif|gif|jpg|jpeg|png|svg|webp)$|_"


class SiteChecks(ContentCheckerItem):  # type: ignore[misc]
    """Wagtail's checks; a picture without alternative text is a problem, too."""

    axe_custom_rules: ClassVar[list[dict[str, Any]]] = [
        rule | ({"selector": _PICTURES} if rule["id"] == _ALT_TEXTS else {})
        for rule in ContentCheckerItem.axe_custom_rules
    ]
    axe_custom_checks: ClassVar[list[dict[str, Any]]] = [
        check
        | (
            {"options": {"pattern": _NO_DESCRIPTION}}
            if check["id"] == "check-image-alt-text"
            else {}
        )
        for check in ContentCheckerItem.axe_custom_checks
    ]
    axe_messages: ClassVar[dict[str, Any]] = ContentCheckerItem.axe_messages | {
        _ALT_TEXTS: {
            "error_name": _("A picture has no alternative text"),
            "help_text": _("Say in the picture's own form what it shows."),
        }
    }


def use_site_checks(items: list[Any]) -> None:
    """Replace Wagtail's checks among the `items` of its bar."""
    for place, item in enumerate(items):
        if isinstance(item, ContentCheckerItem):
            items[place] = SiteChecks(in_editor=item.in_editor)
