"""The HTML that partners store: right for ever, and with nothing in it to be withdrawn.

WordPress takes a quotation and, right behind it, a frame; in any other order it loads no script,
and the frame keeps its height. It drops what it does not know, such as `sandbox` and `loading`,
and adds its own.
"""

from dataclasses import dataclass

from django.utils.html import format_html

from api.embeds.names import stored_name
from core.public.frames import HEIGHT, frame_html


@dataclass(frozen=True)
class Frame:
    """What the HTML shows: an item, and the size of its frame."""

    work: str
    lang: str
    kind: str
    link: str
    is_gone: bool = False
    height: int = HEIGHT

    @property
    def name(self) -> str:
        return stored_name(self.kind, self.lang, is_gone=self.is_gone)

    @property
    def html(self) -> str:
        return format_html(
            '<blockquote><a href="{link}">{name}</a></blockquote>{frame}',
            link=self.link,
            name=self.name,
            frame=frame_html(self.work, self.lang, self.name, height=self.height, is_fitted=True),
        )
