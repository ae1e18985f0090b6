"""Takes what is withdrawn out of items that show it, without rendering them."""

import re
from collections.abc import Collection
from html import escape
from typing import Any

from core.body.rendering import plain_text

# Links as `html` writes them, without links inside; and list entries that are nothing else.
_LINK = re.compile(r'<a\b[^>]*?\bhref="([^"#?]*)[^"]*"[^>]*>(.*?)</a>', re.DOTALL)
_ENTRY = re.compile(rf"<li>\s*{_LINK.pattern}\s*</li>", re.DOTALL)


def without_mentions(form: dict[str, Any], addresses: Collection[str]) -> dict[str, Any]:
    """Return a card or whole item without what points to these addresses, the rest as it is.

    `addresses` are those of pages, as items have them in `url`. Links in the body leave their
    text, which an editor wrote; but what is a list of pages loses the entry, whose text is the
    page's title.
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
        html = _without_links(form["body_html"], {escape(address) for address in addresses})
        if html != form["body_html"]:
            clean |= {"body_html": html, "body_text": plain_text(html)}
    return form | clean


def _without_links(html: str, addresses: Collection[str]) -> str:
    html = _ENTRY.sub(lambda entry: "" if entry[1] in addresses else entry[0], html)
    return _LINK.sub(lambda link: link[2] if link[1] in addresses else link[0], html)
