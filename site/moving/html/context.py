"""What a conversion knows, and what it finds out."""

from dataclasses import dataclass, field

from bs4 import BeautifulSoup
from bs4.element import Tag

from moving.addresses.sites import Place
from moving.html.references import Media, References
from moving.survey.briefs import Key
from moving.survey.index import Index

# A code of `moving.reasons` and what it is about.
Note = tuple[str, str]
_DETAIL_LIMIT = 300


@dataclass
class Context:
    """The post whose text is read, both sites around it, and what is found."""

    index: Index
    key: Key
    title: str
    references: References = field(default_factory=References)
    notes: dict[Note, None] = field(default_factory=dict)
    is_classic: bool = True

    @property
    def site(self) -> str:
        return self.key[0]

    def note(self, code: str, detail: str = "") -> None:
        """Have the report name something, once."""
        self.notes[code, detail[:_DETAIL_LIMIT]] = None

    def place(self, address: str) -> Place | None:
        """Return what an address of the text is on the old sites; None where it is elsewhere."""
        try:
            return self.index.sites.place(address, self.site)
        except ValueError:
            return None

    def block(self, soup: BeautifulSoup, media: Media) -> Tag:
        """Return the placeholder of media that is a block of its own."""
        block = soup.new_tag("div")
        block.append(soup.new_tag("img", src=self.references.add(media)))
        return block
