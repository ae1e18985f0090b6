"""What a category or tag probably is: by its names, the places in it, and words of its subject."""

import re
from collections.abc import Iterable

from core.language.folding import fold, folded_words, without_article
from core.search.analysis.names.names import seeded_names
from core.search.analysis.tokens import tokens
from forums.models import ForumPage
from moving.mapping.targets import Target, Targets
from moving.reading.records import Term

# Words that nothing follows from.
_EMPTY = {"news", "uncategorized", "general", "other", "اخبار", "عام", "غير", "مصنف"}
_FORUM = re.compile(r"\bforums?\b|منتدي|منتديات|ملتقي")
# Words of subjects, folded, and the topic that they are about where it is there.
_SUBJECTS = {
    "environment-and-water": (
        "river rivers marsh marshes water environment environmental tigris euphrates dam dams "
        "climate pollution نهر انهار دجله فرات الفرات اهوار الاهوار مياه ماء بيئه البيئه سد سدود "
        "مناخ تلوث"
    ),
    "nonviolence": "nonviolence nonviolent violence لاعنف اللاعنف لاعنفي عنف",
    "peace-building": (
        "peace peacebuilding cohesion reconciliation coexistence سلام السلام سلم تماسك "
        "التماسك مصالحه تعايش"
    ),
    "womens-rights": "women woman girls gender feminist نساء النساء مراه المراه نسوي فتيات",
    "civil-and-political-rights": (
        "rights freedom freedoms election elections protest protests democracy detainees حقوق حريه "
        "حريات انتخابات احتجاج احتجاجات ديمقراطيه تظاهرات"
    ),
    "economic-and-social-rights": (
        "labour labor union unions workers work economy economic social عمل عمال نقابه نقابات "
        "اقتصاد اقتصادي بطاله"
    ),
    "heritage": "heritage culture cultural archaeology museum تراث التراث ثقافه ثقافي اثار متحف",
    "education": (
        "education school schools university students تعليم التعليم مدرسه مدارس جامعه طلاب طلبه"
    ),
    "media-and-freedom-of-expression": (
        "media press journalism journalists expression اعلام الاعلام صحافه صحفيين صحفيون تعبير"
    ),
}


class Guesser:
    """Guesses what terms become among what there is."""

    def __init__(self, targets: Targets) -> None:
        self.targets = targets
        names = targets.names
        self._governorates = [
            (row, places_in(f"{row.name_en} {row.name_ar}"))
            for row in names.governorates.slugs.values()
        ]
        self._forums = [
            (page, places_in(f"{page.title} {getattr(page, 'city', '')}"))
            for page in ForumPage.objects.filter(alias_of=None).order_by("pk")
        ]

    def guess(self, term: Term, parent: Term | None) -> list[Target]:
        """Return what a term probably is: nothing, or one thing."""
        text = f"{term.name} {term.slug}"
        if set(folded_words(text)) <= _EMPTY:
            return []
        is_of_forums = any(_is_of_forums(each) for each in (term, parent) if each)
        found = (
            self._by_name(term)
            or self._by_place(places_in(text), is_of_forums=is_of_forums, taxonomy=term.taxonomy)
            or self._by_subject(text)
        )
        return [found] if found else []

    def _by_name(self, term: Term) -> Target | None:
        names = self.targets.names
        for text in (term.name, term.slug):
            for kind, rows in (("topic", names.topics), ("governorate", names.governorates)):
                row = rows.by_name.get(fold(text)) or rows.slugs.get(text)
                if row is not None:
                    return Target(kind, row.slug, row)
        for page, _places in self._forums:
            if fold(page.title) == fold(term.name) or page.slug == term.slug:
                return self._forum(page)
        return None

    def _by_place(
        self, places: frozenset[str], *, is_of_forums: bool, taxonomy: str
    ) -> Target | None:
        if not places:
            return None
        forum = next((page for page, own in self._forums if own & places), None)
        row = next((row for row, own in self._governorates if own & places), None)
        prefers_forum = is_of_forums or (taxonomy == "category" and row is None)
        if forum is not None and prefers_forum:
            return self._forum(forum)
        return Target("governorate", row.slug, row) if row is not None else None

    def _by_subject(self, text: str) -> Target | None:
        words = {each for word in folded_words(text) for each in (word, without_article(word))}
        topics = self.targets.names.topics.slugs
        scores = {
            slug: len(words & set(subject.split()))
            for slug, subject in _SUBJECTS.items()
            if slug in topics
        }
        best = max(scores, key=lambda slug: scores[slug], default="")
        return Target("topic", best, topics[best]) if best and scores[best] else None

    def _forum(self, page: ForumPage) -> Target:
        work = self.targets.names.forums.by_work[page.translation_key]
        english = work.get("en") or page
        return Target("forum", english.slug, english)


def places_in(text: str) -> frozenset[str]:
    """Return the places that a text names, as the site's search knows them."""
    found = seeded_names().find(tokens(text.replace("-", " ")), is_query=True)
    return frozenset(concept for each in found for concept in each.concepts)


def _is_of_forums(term: Term) -> bool:
    return _FORUM.search(fold(f"{term.name} {term.slug.replace('-', ' ')}")) is not None


def parents(terms: Iterable[Term]) -> dict[tuple[str, str], Term]:
    """Return terms by taxonomy and slug, to find the one above."""
    return {(term.taxonomy, term.slug): term for term in terms}
