"""How long a story takes to read, and how much of a phone's data it takes."""

import gzip
import re
from collections.abc import Iterator

from core.body.rendering import plain_text
from core.media.pictures import Picture
from core.media.showing import length_of

# Words a minute of adults who read for themselves, not aloud: Marc Brysbaert, "How many words do
# we read per minute? A review and meta-analysis of reading rate", Journal of Memory and Language
# 109 (2019), 104047. An Arabic word often holds an article, a preposition or an object.
WORDS_A_MINUTE = {"en": 238, "ar": 181}
# What a first visit loads around the text, compressed: head, menus, stylesheet, script.
FRAME_BYTES = 15 * 1024
# What phones ask for in the width of their screen.
PHONE_WIDTH = 800
_STEP = 5  # in KB: a finer figure would promise more than anybody can know
_AVIF = re.compile(r'<source type="image/avif" srcset="([^"]*)"')
_SIZE = re.compile(r"(\S+) (\d+)w")


def minutes_to_read(text: str, lang: str) -> int:
    """Return how many minutes a text takes to read, one at least.

    >>> minutes_to_read("word " * 500, "en"), minutes_to_read("كلمة " * 500, "ar")
    (2, 3)
    """
    return max(1, round(len(text.split()) / WORDS_A_MINUTE[lang]))


def minutes_of(html: str, lang: str) -> int:
    """Return how many minutes a text takes to read that is given as HTML."""
    return minutes_to_read(plain_text(html), lang)


def kilobytes_of(html: str, lead: Picture | None) -> int:
    """Return what a phone loads for a first visit to a story, in KB, to the next five.

    That is the page, its lead picture, and the pictures of its body, which is given as HTML.
    """
    pictures = sum(length_of(address) or 0 for address in _addresses(html, lead))
    total = FRAME_BYTES + len(gzip.compress(html.encode())) + pictures
    return -(-total // (1024 * _STEP)) * _STEP


def _addresses(html: str, lead: Picture | None) -> Iterator[str]:
    """Yield the address of each picture in the size that phones load."""
    sizes = (
        [[(each.url, each.width) for each in lead.renditions if each.type == "image/avif"]]
        if lead
        else []
    )
    sizes += [
        [(url, int(width)) for url, width in _SIZE.findall(found)] for found in _AVIF.findall(html)
    ]
    for found in sizes:
        fitting = [(width, url) for url, width in found if width <= PHONE_WIDTH]
        if fitting:
            yield max(fitting)[1]
