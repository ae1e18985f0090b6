"""The sitemap of both languages' trees, with alternates and pictures, and robots.txt.

Wagtail's own sitemap lists one tree only and knows no alternates.
"""

from collections.abc import Iterable, Iterator, Sequence
from datetime import datetime
from itertools import groupby
from typing import Any
from xml.sax.saxutils import escape, quoteattr

from django.db.models import Func, TextField
from django.http import Http404, HttpRequest, HttpResponse
from django.views.decorators.http import require_safe

from core.addresses.base import absolute, with_base
from core.models import PublishedItem
from core.public.editions import Edition, alternates
from core.public.topics import public_topics, topic_lists

# Works of a file. An address in Arabic takes 400 bytes, and each page names five: with more of
# them a file would be too large for the cache of pages, and be made anew for everybody.
PER_FILE = 50
_LONGEST_NUMBER = 4  # digits
_TOPICS = "topics"
_PROTOCOL = "http://www.sitemaps.org/schemas/sitemap/0.9"
_XHTML = "http://www.w3.org/1999/xhtml"
_IMAGES = "http://www.google.com/schemas/sitemap-image/1.1"
_HEAD = '<?xml version="1.0" encoding="UTF-8"?>\n'


class ImageAddress(Func):
    """The address of the picture in an item's stored card; null where there is none."""

    output_field = TextField()

    def as_sqlite(self, compiler: Any, connection: Any, **options: Any) -> Any:
        template = "json_extract(NULLIF(%(expressions)s, ''), '$.image.url')"
        return self.as_sql(compiler, connection, template=template, **options)

    def as_postgresql(self, compiler: Any, connection: Any, **options: Any) -> Any:
        template = "(NULLIF(%(expressions)s, '')::json #>> '{image,url}')"
        return self.as_sql(compiler, connection, template=template, **options)


@require_safe
def sitemap(request: HttpRequest) -> HttpResponse:
    """Answer every public page of both trees; of many, an index of files (`?file=1`).

    The pages about topics, which are no pages of the trees, are in a file of their own.
    """
    wanted = request.GET.get("file", "")
    if wanted == _TOPICS:
        return _xml(_urlset(_topics()))
    if wanted:
        return _xml(_urlset(_works_of(_number(wanted)) or _missing()))
    works = _works_of(1)
    if len(works) < PER_FILE:
        return _xml(_urlset([*works, *_topics()]))
    return _xml(_index(-(-_public_works().count() // PER_FILE)))


def _topics() -> list[Sequence[Edition]]:
    """Return the pages about topics, and the lists of them."""
    return [topic_lists(), *public_topics()]


def _number(text: str) -> int:
    """Return the number of a file; what no file has costs no query."""
    is_number = text.isascii() and text.isdecimal() and len(text) <= _LONGEST_NUMBER
    if not is_number or text.startswith("0"):
        _missing()
    return int(text)


def _missing() -> Any:
    raise Http404


def _public_works() -> Any:
    return PublishedItem.objects.public().order_by("work").values("work").distinct()


def _works_of(number: int) -> list[list[PublishedItem]]:
    """Return the public forms of the works in one file."""
    start = (number - 1) * PER_FILE
    items = (
        PublishedItem.objects.public()
        .filter(work__in=_public_works()[start : start + PER_FILE])
        .only("work", "lang", "path", "updated_at", "original_lang")
        .annotate(image=ImageAddress("card"))
        .order_by("work", "lang")
    )
    return [list(editions) for _work, editions in groupby(items, key=lambda item: item.work)]


def _urlset(works: Iterable[Sequence[Edition]]) -> Iterator[str]:
    yield f'{_HEAD}<urlset xmlns="{_PROTOCOL}" xmlns:xhtml="{_XHTML}" xmlns:image="{_IMAGES}">\n'
    for editions in works:
        links = "".join(
            f'<xhtml:link rel="alternate" hreflang="{one.hreflang}" href={quoteattr(one.href)}/>'
            for one in alternates(editions)
        )
        for item in editions:
            yield (
                f"<url><loc>{escape(absolute(item.path))}</loc>"
                f"{_changed(getattr(item, 'updated_at', None))}"
                f"{links}{_image(getattr(item, 'image', None))}</url>\n"
            )
    yield "</urlset>\n"


def _changed(moment: datetime | None) -> str:
    return f"<lastmod>{moment:%Y-%m-%dT%H:%M:%SZ}</lastmod>" if moment else ""


def _image(stored: str | None) -> str:
    if not stored:
        return ""
    address = escape(absolute(with_base(stored, "")))
    return f"<image:image><image:loc>{address}</image:loc></image:image>"


def _index(files: int) -> Iterator[str]:
    yield f'{_HEAD}<sitemapindex xmlns="{_PROTOCOL}">\n'
    for name in (*range(1, files + 1), _TOPICS):
        yield f"<sitemap><loc>{absolute('/sitemap.xml')}?file={name}</loc></sitemap>\n"
    yield "</sitemapindex>\n"


def _xml(parts: Iterable[str]) -> HttpResponse:
    return HttpResponse("".join(parts), content_type="application/xml; charset=utf-8")


@require_safe
def robots(request: HttpRequest) -> HttpResponse:
    """Answer robots.txt: everything public may be read, and the sitemap lists it.

    What is not to be listed has `noindex`, which search engines have to read.
    """
    lines = [
        "User-agent: *",
        "Disallow: /admin/",
        "Allow: /",
        "",
        f"Sitemap: {absolute('/sitemap.xml')}",
        "",
    ]
    return HttpResponse("\n".join(lines), content_type="text/plain; charset=utf-8")
