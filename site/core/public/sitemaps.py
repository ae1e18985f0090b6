"""The sitemap of both languages' trees, and robots.txt.

Wagtail's own sitemap lists one tree only and knows no alternates.
"""

from collections.abc import Iterable, Iterator
from itertools import groupby
from xml.sax.saxutils import quoteattr

from django.http import Http404, HttpRequest, HttpResponse
from django.views.decorators.http import require_safe

from core.addresses.base import absolute
from core.models import PublishedItem
from core.public.editions import alternates

PER_FILE = 10_000  # addresses; the protocol allows 50,000, each of ours has three alternates
_PROTOCOL = "http://www.sitemaps.org/schemas/sitemap/0.9"
_HEAD = '<?xml version="1.0" encoding="UTF-8"?>\n'


@require_safe
def sitemap(request: HttpRequest) -> HttpResponse:
    """Answer every public page of both trees; beyond 10,000, an index of files (`?file=1`)."""
    works = _works()
    files = -(-sum(map(len, works)) // PER_FILE)
    wanted = request.GET.get("file", "")
    if wanted:
        if wanted not in map(str, range(1, files + 1)):
            raise Http404
        return _xml(_urlset(_file(works, int(wanted))))
    return _xml(_urlset(works) if files <= 1 else _index(files))


def _works() -> list[list[PublishedItem]]:
    items = (
        PublishedItem.objects.public()
        .only("work", "lang", "path", "updated_at", "original_lang")
        .order_by("work", "lang")
    )
    return [list(editions) for _work, editions in groupby(items, key=lambda item: item.work)]


def _file(works: list[list[PublishedItem]], number: int) -> Iterator[list[PublishedItem]]:
    """Yield the works of one file: those whose first address falls into its share."""
    before = 0
    for editions in works:
        if before // PER_FILE == number - 1:
            yield editions
        before += len(editions)


def _urlset(works: Iterable[list[PublishedItem]]) -> Iterator[str]:
    yield f'{_HEAD}<urlset xmlns="{_PROTOCOL}" xmlns:xhtml="http://www.w3.org/1999/xhtml">\n'
    for editions in works:
        links = "".join(
            f'<xhtml:link rel="alternate" hreflang="{one.hreflang}" href={quoteattr(one.href)}/>'
            for one in alternates(editions)
        )
        for item in editions:
            yield (
                f"<url><loc>{_text(absolute(item.path))}</loc>"
                f"<lastmod>{item.updated_at:%Y-%m-%dT%H:%M:%SZ}</lastmod>{links}</url>\n"
            )
    yield "</urlset>\n"


def _index(files: int) -> Iterator[str]:
    yield f'{_HEAD}<sitemapindex xmlns="{_PROTOCOL}">\n'
    for number in range(1, files + 1):
        yield f"<sitemap><loc>{absolute('/sitemap.xml')}?file={number}</loc></sitemap>\n"
    yield "</sitemapindex>\n"


def _text(address: str) -> str:
    return address.replace("&", "&amp;")


def _xml(parts: Iterable[str]) -> HttpResponse:
    return HttpResponse("".join(parts), content_type="application/xml; charset=utf-8")


@require_safe
def robots(request: HttpRequest) -> HttpResponse:
    """Answer robots.txt: everything public may be read, and the sitemap lists it."""
    lines = ["User-agent: *", "Disallow: /admin/", "", f"Sitemap: {absolute('/sitemap.xml')}", ""]
    return HttpResponse("\n".join(lines), content_type="text/plain; charset=utf-8")
