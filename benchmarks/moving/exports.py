"""An export of made-up posts, as WordPress writes one: about 8 KB each, the same in every trial."""

from collections.abc import Iterator
from datetime import datetime, timedelta
from html import escape
from pathlib import Path
from random import Random

HOME = "http://www.old.example"
SEED = 11
PARAGRAPHS, SENTENCES = 14, 6
_NAMESPACES = {
    "excerpt": "http://wordpress.org/export/1.2/excerpt/",
    "content": "http://purl.org/rss/1.0/modules/content/",
    "dc": "http://purl.org/dc/elements/1.1/",
    "wp": "http://wordpress.org/export/1.2/",
}
_TEXT = (
    "volunteers met by the river in the morning and planned a week of work with teachers students "
    "farmers engineers from every quarter of the city they spoke about water trees schools wages "
    "elections detainees music theatre sport peace memory justice and what can be done without "
    "violence the council listened asked questions promised little wrote a letter to the governor "
    "collected signatures printed posters cleaned streets painted walls opened a library invited "
    "neighbours shared bread waited for an answer returned next month continued patiently together"
)
_WORDS = _TEXT.split()
_FIRST = datetime(2010, 1, 4, 7)
_CATEGORIES = ("news", "rights", "water", "culture")


def write_export(file: Path, posts: int) -> None:
    """Write an export of so many posts of the English site."""
    with file.open("w", encoding="utf-8") as written:
        written.writelines(_parts(posts))


def _parts(posts: int) -> Iterator[str]:
    names = "".join(f' xmlns:{name}="{address}"' for name, address in _NAMESPACES.items())
    yield (
        f'<?xml version="1.0" encoding="UTF-8" ?>\n<rss version="2.0"{names}><channel>'
        f"<title>Old</title><link>{HOME}</link><wp:wxr_version>1.2</wp:wxr_version>"
        f"<wp:base_site_url>{HOME}</wp:base_site_url><wp:base_blog_url>{HOME}</wp:base_blog_url>\n"
    )
    for number, slug in enumerate(_CATEGORIES, 1):
        yield (
            f"<wp:category><wp:term_id>{number}</wp:term_id>"
            f"<wp:category_nicename>{slug}</wp:category_nicename>"
            f"<wp:cat_name>{slug.title()}</wp:cat_name></wp:category>\n"
        )
    random = Random(SEED)  # noqa: S311 - made-up text
    for number in range(1, posts + 1):
        yield _item(number, random)
    yield "</channel></rss>\n"


def _item(number: int, random: Random) -> str:
    title = f"{_sentence(random).rstrip('.')} ({number})"
    moment = _FIRST + timedelta(hours=9 * number)
    category = random.choice(_CATEGORIES)
    fields = {
        "title": title,
        "link": f"{HOME}/archives/{number}",
        "dc:creator": "editor",
        "content:encoded": _body(number, random),
        "excerpt:encoded": "",
        "wp:post_id": str(number),
        "wp:post_date": f"{moment + timedelta(hours=3):%Y-%m-%d %H:%M:%S}",
        "wp:post_date_gmt": f"{moment:%Y-%m-%d %H:%M:%S}",
        "wp:post_name": f"story-{number}",
        "wp:status": "publish",
        "wp:post_parent": "0",
        "wp:post_type": "post",
        "wp:post_password": "",
    }
    texts = "".join(
        f"<{name}>{escape(text, quote=False)}</{name}>\n" for name, text in fields.items()
    )
    term = f'<category domain="category" nicename="{category}">{category}</category>'
    return f"<item>{texts}{term}</item>\n"


def _body(number: int, random: Random) -> str:
    """Return a text as the classic editor stores it, with a link to an earlier post."""
    paragraphs = [
        " ".join(_sentence(random) for _sentence_number in range(SENTENCES))
        for _paragraph in range(PARAGRAPHS)
    ]
    if number > 1:
        earlier = random.randrange(1, number)
        paragraphs[1] += f' See <a href="{HOME}/archives/{earlier}">what was before</a>.'
    paragraphs[2] = f"<strong>{paragraphs[2]}</strong>"
    return "\n\n".join(paragraphs)


def _sentence(random: Random) -> str:
    words = random.choices(_WORDS, k=random.randrange(10, 20))
    return f"{' '.join(words).capitalize()}."
