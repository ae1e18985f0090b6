"""What the media and links of a text are here."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

from core.addresses.topics import topic_path
from core.models import SiteDocument, SiteImage
from moving.html.references import Document, HomeLink, Linked, Photo, PostLink, TermLink
from moving.mapping.reading import Mapping as TermMapping
from moving.survey.briefs import Key
from moving.writing.existing import ExistingPages
from moving.writing.files import SiteFiles
from moving.writing.rows import Rows


@dataclass
class Resolver:
    """Resolves the texts of one language; `is_open` once a link leads to a post without a page."""

    lang: str
    files: Mapping[str, SiteFiles]
    mapping: TermMapping
    existing: ExistingPages
    rows: Rows
    is_open: bool = False
    images: list[SiteImage] = field(default_factory=list)

    def picture(self, photo: Photo) -> SiteImage | None:
        image = self.files[photo.site].picture(photo)
        if image is not None:
            self.images.append(image)
        return image

    def document(self, document: Document) -> SiteDocument | None:
        return self.files[document.site].document(document)

    def link(self, linked: Linked) -> dict[str, str] | None:
        """Return the attributes of a link as the editor stores it; None where it leads nowhere."""
        match linked:
            case PostLink():
                return self._to_post(linked.key)
            case Document():
                document = self.document(linked)
                return {"linktype": "document", "id": str(document.pk)} if document else None
            case HomeLink():
                return _to_page(self.existing.front(linked.site))
            case TermLink():
                return self._to_term(linked)

    def _to_post(self, key: Key) -> dict[str, str] | None:
        row = self.rows.of(key)
        if row is None:
            self.is_open = True
            return None
        if row.page_id is None:
            return None
        # Who linked to the other site meant that language.
        lang = {"lang": key[0]} if key[0] != self.lang else {}
        return {"linktype": "page", "id": str(row.page_id), **lang}

    def _to_term(self, term: TermLink) -> dict[str, str] | None:
        targets = self.mapping.terms.get((term.site, term.taxonomy, term.slug), [])
        for target in targets:
            if target.kind == "forum":
                return _to_page(target.row)
            if target.kind == "topic":
                return {"href": topic_path(self.lang, target.slug)}
        return None


def _to_page(page: Any) -> dict[str, str]:
    return {"linktype": "page", "id": str(page.pk)}
