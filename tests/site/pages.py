"""The parts of a page of the site, found in its HTML as a browser would."""

import json
import re
from html.parser import HTMLParser
from typing import Any
from urllib.parse import unquote


class _Reader(HTMLParser):
    def __init__(self) -> None:
        super().__init__()
        self.tags: list[tuple[str, dict[str, str]]] = []
        self.text: list[str] = []

    def handle_starttag(self, tag: str, attrs: Any) -> None:
        self.tags.append((tag, {name: value or "" for name, value in attrs}))

    def handle_data(self, data: str) -> None:
        self.text.append(data)


class Html:
    """A parsed page."""

    def __init__(self, response: Any) -> None:
        self.source = response.content.decode()
        reader = _Reader()
        reader.feed(self.source)
        self.tags = reader.tags
        self.text = " ".join(" ".join(reader.text).split())

    def all(self, tag: str, **attributes: str) -> list[dict[str, str]]:
        """Return the attributes of all elements `tag` that have these; `rel_` means `rel`."""
        wanted = {name.rstrip("_").replace("__", ":"): value for name, value in attributes.items()}
        return [
            found for name, found in self.tags if name == tag and wanted.items() <= found.items()
        ]

    @property
    def links(self) -> set[str]:
        """The addresses of all links, with their Arabic readable."""
        return {unquote(link["href"]) for link in self.all("a") if "href" in link}

    def meta(self, name: str) -> list[str]:
        return [
            tag["content"]
            for tag in self.all("meta")
            if name in (tag.get("property"), tag.get("name"))
        ]

    @property
    def alternates(self) -> dict[str, str]:
        """The addresses by `hreflang`."""
        links = self.all("link", rel="alternate")
        return {link["hreflang"]: unquote(link["href"]) for link in links if "hreflang" in link}

    @property
    def data(self) -> dict[str, Any]:
        """The JSON-LD of the page."""
        found = re.search(r'<script type="application/ld\+json">(.*?)</script>', self.source)
        assert found
        return json.loads(found[1])


def address(page: Any) -> str:
    """Return a page's root-relative address with its Arabic readable."""
    return unquote(page.get_url())


def get(client: Any, path: str, status: int = 200) -> Html:
    response = client.get(path)
    assert response.status_code == status, path
    return Html(response)
