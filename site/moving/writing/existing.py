"""Pages that are here already: forums, councils and the front page, by their names."""

from dataclasses import dataclass, field

from wagtail.models import Page

from core.language.folding import fold
from forums.models import CouncilPage, ForumPage
from home.models import HomePage
from moving.survey.briefs import Brief
from news.models import NewsIndexPage

_FRONT = {fold(name) for name in ("home", "homepage", "front page", "الرئيسية", "الصفحة الرئيسية")}


@dataclass
class ExistingPages:
    """The pages of both languages that a page of an old site may be."""

    _by_title: dict[tuple[str, str], Page] = field(default_factory=dict)
    _by_slug: dict[tuple[str, str], Page] = field(default_factory=dict)
    _fronts: dict[str, Page] = field(default_factory=dict)
    _lists: dict[str, Page] = field(default_factory=dict)

    def __post_init__(self) -> None:
        for model in (ForumPage, CouncilPage):
            for page in model.objects.filter(alias_of=None).select_related("locale"):
                lang = page.locale.language_code
                self._by_title.setdefault((lang, fold(page.title)), page)
                self._by_slug.setdefault((lang, page.slug), page)
        for front in HomePage.objects.select_related("locale"):
            self._fronts[front.locale.language_code] = front
        for index in NewsIndexPage.objects.select_related("locale").order_by("-pk"):
            self._lists[index.locale.language_code] = index

    def of(self, brief: Brief) -> Page | None:
        """Return the page that a page of an old site is; None where it is a new one.

        Stories are always new, and so are pages with their own place below another page's.
        """
        if not brief.is_page or not brief.is_public:
            return None
        lang = brief.verdict.lang
        if fold(brief.title) in _FRONT and not brief.parent:
            return self._fronts.get(lang)
        found = self._by_title.get((lang, fold(brief.title)))
        return found or self._by_slug.get((lang, brief.slug))

    def front(self, lang: str) -> Page:
        return self._fronts[lang]

    def stories(self, lang: str) -> Page | None:
        """Return the list below which stories of a language lie; None where there is none."""
        return self._lists.get(lang)
