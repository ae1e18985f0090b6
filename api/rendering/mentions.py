"""Takes what is withdrawn out of items that show it, without rendering them."""

import re
from collections.abc import Collection
from html import escape
from typing import Any

# A link as `html` writes it; links have no links inside.
_LINK = re.compile(r'<a\b[^>]*?\bhref="([^"#?]*)[^"]*"[^>]*>(.*?)</a>', re.DOTALL)


def without_mentions(form: dict[str, Any], addresses: Collection[str]) -> dict[str, Any]:
    """Return a card or whole item without what points to these addresses, the rest as it is.

    `addresses` are those of pages, as items have them in `url`. Links in the body leave their
    text; whether a text names somebody is not for a program to tell.
    """
    clean: dict[str, Any] = {
        name: [each for each in value if each["url"] not in addresses]
        for name in ("forums", "translations")
        if (value := form.get(name))
    }
    manager = form.get("managed_by")
    if manager and manager["url"] in addresses:
        clean["managed_by"] = None
    if "body_html" in form:
        escaped = {escape(address) for address in addresses}
        clean["body_html"] = _LINK.sub(
            lambda link: link[2] if link[1] in escaped else link[0], form["body_html"]
        )
    return form | clean
