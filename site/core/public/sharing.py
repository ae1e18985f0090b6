"""“Share and embed”: a page's short permanent address, and the messages and HTML that hold it.

Partners store the HTML, and it outlives a withdrawal there. So it names the initiative and the kind
of page, never a title, a person or a place, and its addresses reveal nothing either. Messages
to other people hold the title, which is what they are sent for.
"""

from dataclasses import dataclass
from urllib.parse import quote

from django.utils.html import format_html
from django.utils.safestring import SafeString
from django.utils.translation import gettext as _

from core.addresses.base import absolute
from core.addresses.short import short_path
from core.language.isolates import isolated_text
from core.models import BasePage, PublishedItem
from core.public.chrome import Chrome
from core.public.frames import frame_html
from core.publication.records import is_reserved

WIDGET = "/embed/v1/widget.js"
_BREAK = "\r\n"  # in e-mail addresses, RFC 6068


def short_address(item: PublishedItem) -> str:
    """Return the absolute short address of an item."""
    return absolute(short_path(item.short_code))


@dataclass(frozen=True)
class Sharing:
    """How a public page is shared, in its own language; `chrome` is what is around the page.

    In messages the address has a line of its own. There it has a direction of its own, too, and
    the invisible characters that would isolate it from Arabic are not taken for a part of it.
    """

    page: BasePage
    item: PublishedItem
    chrome: Chrome

    @property
    def address(self) -> str:
        return short_address(self.item)

    @property
    def title(self) -> str:
        return isolated_text(self.page.title, self.page.language.direction)

    @property
    def whatsapp(self) -> str:
        return "https://wa.me/?text=" + _encoded(f"{self.title}\n{self.address}")

    @property
    def telegram(self) -> str:
        address = _encoded(self.address)
        return f"https://t.me/share/url?url={address}&text={_encoded(self.title)}"

    @property
    def facebook(self) -> str:
        return f"https://www.facebook.com/sharer/sharer.php?u={_encoded(self.address)}"

    @property
    def email(self) -> str:
        body = f"{self.title}{_BREAK}{_BREAK}{self.address}"
        return f"mailto:?subject={_encoded(self.title)}&body={_encoded(body)}"

    @property
    def is_reserved(self) -> bool:
        """Whether the text belongs to others, so that no other site is to show it."""
        return is_reserved(self.item.card)

    @property
    def citation(self) -> SafeString:
        """HTML for a quotation: what is quoted is put into its paragraph by whoever quotes."""
        return format_html(
            '<figure lang="{lang}" dir="{dir}">\n'
            '<blockquote lang="{lang}" dir="{dir}" cite="{address}"><p>{blank}</p></blockquote>\n'
            '<figcaption><a href="{address}">{name}</a></figcaption>\n'
            "</figure>",
            lang=self.item.lang,
            dir=self.page.language.direction,
            address=self.address,
            blank=_("Here is what you quote."),
            name=self.name,
        )

    @property
    def name(self) -> str:
        """What stored HTML calls the page."""
        return self._named(str(self.page.stored_name))

    @property
    def card(self) -> SafeString:
        """HTML that shows the page's card, as it is at the time, for any site."""
        return frame_html(self.item.work, self.item.lang, self.name)

    @property
    def widget(self) -> SafeString:
        """HTML that shows the newest stories; of a forum, its own."""
        item, name, forum = self.item, self.name, ""
        if self.page.is_group:
            forum = format_html(' forum="{}"', self.item.work)
        else:
            item = self.chrome.latest.get(item.lang, item)
            name = self._named(_("News by %(provider)s"))
        return format_html(
            '<script src="{script}" async></script>\n'
            '<icssi-news lang="{lang}"{forum}><a href="{address}">{name}</a></icssi-news>',
            script=absolute(WIDGET),
            lang=self.item.lang,
            forum=forum,
            address=short_address(item),
            name=name,
        )

    def _named(self, template: str) -> str:
        return isolated_text(
            template % {"provider": self.chrome.name}, self.page.language.direction
        )


def _encoded(text: str) -> str:
    return quote(text, safe="")
