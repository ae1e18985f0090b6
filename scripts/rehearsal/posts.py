"""What the two old sites hold: posts of every kind, and ordinary stories in any number.

Numbers are given, so that both sites use the same ones for different posts, as real sites do.
"""

from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Any

HOMES = {"en": "http://www.old.example", "ar": "http://ar.old.example"}
FIRST_PICTURE, FIRST_KIND, FIRST_STORY = 100, 300, 500
CATEGORIES = {
    "en": {"basra-forum": "Basra Forum", "peace": "Peace", "statements": "Statements"},
    "ar": {"basra": "منتدى البصرة", "salam": "السلام", "bayanat": "بيانات"},
}
PUBLIC, HIDDEN = "public", "hidden"
_LINES = {
    "en": '<p><a href="{there}">Arabic | عربي</a></p>\n',
    "ar": '<p><a href="{there}">انكليزي | English</a></p>\n',
}
_SENTENCES = {
    "en": (
        "Volunteers met by the river and planned the week.",
        "They cleaned the bank, and children painted the wall beside the school.",
        "Students and teachers spoke about water, work and the old market.",
        "The forum invites everybody who wants to help.",
        "A workshop on listening lasted two days, and forty people came.",
        "In the evening musicians from three neighbourhoods played together.",
        "The next meeting is in the library, after the holidays.",
        "Organisers thanked the city council for the hall.",
    ),
    "ar": (
        "اجتمع المتطوعون عند النهر وخططوا للأسبوع.",
        "نظفوا الضفة، ورسم الأطفال على الجدار قرب المدرسة.",
        "تحدث الطلاب والمعلمون عن الماء والعمل والسوق القديم.",
        "يدعو المنتدى كل من يرغب في المساعدة.",
        "استمرت ورشة الإصغاء يومين وحضرها أربعون شخصا.",
        "في المساء عزف موسيقيون من ثلاثة أحياء معا.",
        "اللقاء القادم في المكتبة بعد العطلة.",
        "شكر المنظمون مجلس المدينة على القاعة.",
    ),
}
_TITLES = {"en": "The forum met, week {number}", "ar": "اجتمع المنتدى، الأسبوع {number}"}


@dataclass(frozen=True)
class OldPost:
    """A post of an old site; `values` are those of wp_insert_post.

    `becomes` is PUBLIC or HIDDEN; `terms` are slugs by taxonomy.
    """

    number: int
    title: str
    content: str
    becomes: str = PUBLIC
    values: dict[str, Any] = field(default_factory=dict)
    terms: dict[str, list[str]] = field(default_factory=dict)
    meta: dict[str, str] = field(default_factory=dict)
    thumbnail: int = 0
    form: str = ""
    is_sticky: bool = False


def date_of(number: int) -> str:
    """Return a local time for a story, a few days after the one before."""
    year, rest = divmod(number * 2, 336)
    month, day = divmod(rest, 28)
    return (
        f"{2011 + year % 13}-{month + 1:02}-{day + 1:02} {8 + number % 12:02}:{number % 60:02}:00"
    )


def stories(lang: str, count: int, pictures: int) -> Iterator[OldPost]:
    """Yield ordinary stories of the classic editor; two of three have a counterpart."""
    other = "ar" if lang == "en" else "en"
    for number in range(count):
        post_id = FIRST_STORY + number
        line = ""
        if number % 3:
            line = _LINES[lang].format(there=f"{HOMES[other]}/archives/{post_id}")
        words = _SENTENCES[lang]
        paragraphs = [
            f"{words[(number + each) % len(words)]} {words[(number * 3 + each) % len(words)]}"
            for each in range(4)
        ]
        picture = FIRST_PICTURE + number % pictures
        caption = _captioned(lang, picture, words[number % len(words)])
        content = line + "\n\n".join([paragraphs[0], caption, *paragraphs[1:]])
        yield OldPost(
            post_id,
            _TITLES[lang].format(number=number + 1),
            content,
            values={"post_date": date_of(number)},
            terms={"category": [list(CATEGORIES[lang])[number % 3]]},
            thumbnail=picture if number % 2 else 0,
        )


def _captioned(lang: str, picture: int, words: str) -> str:
    """Return a picture as the classic editor inserts it, with a link to its whole size."""
    address = f"{HOMES[lang]}/wp-content/uploads/2016/03/{file_of(lang, picture)}"
    return (
        f'[caption id="attachment_{picture}" align="alignnone" width="300"]'
        f'<a href="{address}.jpg"><img class="wp-image-{picture} size-medium" width="300" '
        f'height="200" alt="" src="{address}-300x200.jpg" /></a> {words}[/caption]'
    )


def file_of(lang: str, number: int) -> str:
    """Return the name of a picture's file, without its ending."""
    return f"meeting-{number}" if lang == "en" else f"لقاء-{number}"
