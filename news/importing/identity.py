"""Which story a line means: one that is here already, or a new one and its work.

A line is known by its work, else by its source, else by its slug or by its title and date. Two
sources are two stories, whatever else their lines have in common.
"""

from urllib.parse import unquote, urlsplit
from uuid import UUID, uuid5

from wagtail.models import Page

from core.models import PublishedItem
from news.importing.fields import StoryLine
from news.importing.lines import LineError
from news.models import NewsPage

# Lines that name no work have one that is made from their other keys.
NAMESPACE = UUID("6b1f0c52-3f8e-5d0a-9a6c-1f2b7c0e4d93")


def own_work(line: StoryLine) -> UUID:
    """Return the work of a line that names none: the same whenever the line is imported."""
    known_by = line.given.get("slug") or f"{line.title}\n{line.published_at.isoformat()}"
    return uuid5(NAMESPACE, f"{line.lang}\n{known_by}")


def story_of(line: StoryLine) -> tuple[NewsPage | None, UUID]:
    """Return the story that a line was imported as before, or None, and the work of either.

    Raises LineError where that story may not be changed, or is no story.
    """
    page, work = _named(line, line.work) if line.work else _recognised(line)
    if page is not None and page.locked:
        raise LineError("the story is locked in the CMS")
    return page, work


def _named(line: StoryLine, work: UUID) -> tuple[NewsPage | None, UUID]:
    by_source = _page_from_source(line)
    if by_source and by_source.translation_key != work:
        raise LineError(
            f"work: the story from this source is already here as {by_source.translation_key}"
        )
    return _page_of(work, line.lang), work


def _recognised(line: StoryLine) -> tuple[NewsPage | None, UUID]:
    page, work = _page_from_source(line), own_work(line)
    if page is None:
        page = _page_of(work, line.lang)
        if page is not None and _is_from_elsewhere(page, line):
            # Its source was not found above: it is a story of its own, which is not here yet.
            source = _compared(line.given["source_url"])
            work = uuid5(NAMESPACE, f"{line.lang}\nsource\n{source}")
            page = _page_of(work, line.lang)
    return page, page.translation_key if page else work


def _page_from_source(line: StoryLine) -> NewsPage | None:
    source = line.given.get("source_url")
    if not source:
        return None
    found = NewsPage.objects.filter(
        source_url__in={source, line.written_source}, locale__language_code=line.lang
    )
    return found.order_by("pk").first()


def _is_from_elsewhere(page: NewsPage, line: StoryLine) -> bool:
    """Whether both have a source, and not the same one."""
    source = line.given.get("source_url")
    return bool(source and page.source_url and _compared(source) != _compared(page.source_url))


def _compared(address: str) -> str:
    """Return that by which sources differ; exports of one site differ in scheme and coding."""
    parts = urlsplit(address)
    host = (parts.hostname or "").removeprefix("www.")
    return f"{host}{unquote(parts.path).rstrip('/')}?{unquote(parts.query)}"


def _page_of(work: UUID, lang: str) -> NewsPage | None:
    """Return the story of a work in one language; any other kind of page there is a fault."""
    page = Page.objects.filter(translation_key=work, locale__language_code=lang).first()
    if page is None:
        # A work's type must not change: partners who follow one type would not see that it left.
        if PublishedItem.objects.filter(work=work).exclude(type=NewsPage.public_type).exists():
            raise LineError(f"work: {work} is not a story, or was not when it was public")
        return None
    specific = page.specific
    if not isinstance(specific, NewsPage) or page.alias_of_id is not None:
        raise LineError(f"work: {work} is not a story but the page “{page.title}”")
    return specific
