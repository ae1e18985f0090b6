"""Takes what is withdrawn out of items that show it, without rendering them."""

import re
from collections.abc import Collection
from dataclasses import replace
from html import escape
from typing import TypeVar

from api.rendering.items import RENDERERS
from core.body.rendering import plain_text
from core.publication.records import CouncilRecord, ItemRecord, read_record

# Links as `html` writes them, without links inside; and list entries that are nothing else.
_LINK = re.compile(r'<a\b[^>]*?\bhref="([^"#?]*)[^"]*"[^>]*>(.*?)</a>', re.DOTALL)
_ENTRY = re.compile(rf"<li>\s*{_LINK.pattern}\s*</li>", re.DOTALL)
R = TypeVar("R", bound=ItemRecord)


def without_mentions(kind: str, full: str, addresses: Collection[str]) -> ItemRecord | None:
    """Return a stored item of type `kind` without what leads to these addresses, else None.

    `addresses` are those of pages, as items have them in `url`. Links in the body leave their
    text, which an editor wrote; but what is a list of pages loses the entry, whose text is the
    page's title.
    """
    before = read_record(RENDERERS[kind].record_type, full)
    after = _without_links(_without_references(before, addresses), addresses)
    return None if after == before else after


def _without_references(record: R, addresses: Collection[str]) -> R:
    if isinstance(record, CouncilRecord) and record.managed_by:
        is_gone = record.managed_by.url in addresses
        record = replace(record, managed_by=None if is_gone else record.managed_by)
    return replace(
        record,
        forums=[each for each in record.forums if each.url not in addresses],
        related=[each for each in record.related if each.url not in addresses],
        translations=[each for each in record.translations if each.url not in addresses],
    )


def _without_links(record: R, addresses: Collection[str]) -> R:
    written = {escape(address) for address in addresses}
    html = _ENTRY.sub(lambda entry: "" if entry[1] in written else entry[0], record.body_html)
    html = _LINK.sub(lambda link: link[2] if link[1] in written else link[0], html)
    if html == record.body_html:
        return record
    return replace(record, body_html=html, body_text=plain_text(html))
