"""Players of films as blocks; what else is embedded is left out, and named."""

import re
from collections.abc import Iterator
from urllib.parse import urlsplit

from bs4 import BeautifulSoup
from bs4.element import Tag

from moving.html.codes import EMBED
from moving.html.context import Context
from moving.html.references import Video
from moving.html.videos import watch_address

_ADDRESS = re.compile(r"https?://[^\s<>\"']+")
_PLAYERS = ["iframe", "object", "embed", EMBED]


def read_embeds(soup: BeautifulSoup, context: Context) -> None:
    """Replace players and Gutenberg's embeds."""
    for figure in soup.find_all("figure", class_=re.compile(r"wp-block-embed")):
        _read_figure(soup, context, figure)
    for player in soup.find_all(_PLAYERS):
        if not player.decomposed:
            _read_player(soup, context, player)
    for player in soup.find_all(["video", "audio"]):
        context.note("left-out", _shown(next(_sources(player), f"<{player.name}>")))
        _leave_out(player)


def _read_figure(soup: BeautifulSoup, context: Context, figure: Tag) -> None:
    caption = figure.find("figcaption")
    words = caption.get_text(" ", strip=True) if caption else ""
    if figure.find(_PLAYERS):
        return
    if caption:
        caption.extract()
    found = _ADDRESS.search(figure.get_text(" "))
    address = found[0] if found else ""
    film = watch_address(address)
    if film:
        figure.replace_with(context.block(soup, Video(film, words)))
        return
    paragraph = soup.new_tag("p")
    paragraph.string = address
    figure.replace_with(paragraph)
    if words:
        below = soup.new_tag("p")
        below.string = words
        paragraph.insert_after(below)


def _read_player(soup: BeautifulSoup, context: Context, player: Tag) -> None:
    addresses = list(_sources(player))
    film = next((found for each in addresses if (found := watch_address(each))), None)
    if film:
        title = str(player.get("title") or "")
        player.replace_with(context.block(soup, Video(film, title)))
    elif player.name == EMBED and addresses:
        paragraph = soup.new_tag("p")
        paragraph.string = addresses[0]
        player.replace_with(paragraph)
    else:
        context.note("left-out", _shown(addresses[0]) if addresses else f"<{player.name}>")
        player.decompose()


def _leave_out(player: Tag) -> None:
    """Take out a player; the words below it stay."""
    figure = player.find_parent("figure")
    player.decompose()
    if figure is None or figure.find(["img", *_PLAYERS, "video", "audio"]):
        return
    for caption in figure.find_all("figcaption"):
        caption.name = "p"
    figure.unwrap()


def _sources(player: Tag) -> Iterator[str]:
    """Yield the addresses that a player may show."""
    for tag in [player, *player.find_all(["param", "embed", "source", "iframe"])]:
        for name in ("address", "src", "data", "data-src"):
            if tag.get(name):
                yield str(tag[name])
        if str(tag.get("name") or "").lower() in {"movie", "src"} and tag.get("value"):
            yield str(tag["value"])


def _shown(address: str) -> str:
    """Return of an address what a report may show: never what follows a question mark."""
    try:
        parts = urlsplit(address)
    except ValueError:
        return address.partition("?")[0]
    return f"{parts.netloc}{parts.path}" or address
