"""A page of each type, two of them with every block, with translations that are only begun."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from django.apps import apps
from wagtail_localize.fields import TranslatableField
from wagtail_localize.models import SegmentOverride, StringTranslation, Translation

from core.models import BasePage, BodyMixin, SiteDocument
from core.publication.transactions import publication_transaction
from forums.models import CouncilIndexPage, CouncilPage, ForumIndexPage, ForumPage
from home.models import HomePage, StandardPage
from news.models import NewsIndexPage, NewsPage
from tests import factories
from tests.translation.blocks.samples import OTHER, Chosen, Words, samples
from translation.pairs.actions import translate_pair

PAGE_TYPES = [
    model for model in apps.get_models() if issubclass(model, BasePage) and not model._meta.abstract
]
MADE = {
    StandardPage: factories.make_page,
    NewsPage: factories.make_story,
    ForumPage: factories.make_forum,
    CouncilPage: factories.make_council,
}
# There is one of each in every language, so that two are made one work.
ONE_PER_LANGUAGE: dict[Any, Callable[[str], Any]] = {
    HomePage: factories.home_page,
    NewsIndexPage: factories.news_index,
    ForumIndexPage: factories.forum_index,
    CouncilIndexPage: factories.council_index,
}
# One of each sort; the other bodies are stored, written and shown by the same code.
WITH_EVERY_BLOCK = (HomePage, NewsPage)


@dataclass
class Pair:
    """An original and its translation, in which nothing is translated."""

    original: Any
    draft: Any

    @property
    def translation(self) -> Translation:
        return factories.translation_of(self.draft)

    @property
    def text_fields(self) -> list[str]:
        return text_fields(type(self.original))

    @property
    def now(self) -> Any:
        """The translated page as the database has it."""
        return type(self.draft).objects.get(pk=self.draft.pk)


@dataclass
class Scene:
    """Pairs by the types of their pages, whose originals are in the language `lang`."""

    lang: str
    words: Words
    chosen: Chosen
    pairs: dict[type, Pair]


def filled(model: type, words: Words, chosen: Chosen) -> dict[str, Any]:
    """Return a text for each field that is translated, and a body."""
    fields: dict[str, Any] = {name: words() for name in text_fields(model)}
    if model in WITH_EVERY_BLOCK:
        fields["body"] = every_block(words, chosen)
    elif issubclass(model, BodyMixin):
        fields["body"] = [("heading", {"text": words(), "level": "h2"})]
    return fields


def every_block(words: Words, chosen: Chosen) -> list[tuple[str, Any]]:
    """Return a body of all samples."""
    blocks = samples(words, chosen).items()
    return [(kind, value) for kind, values in blocks for value in values]


def text_fields(model: Any) -> list[str]:
    """Return the fields of a page type that are translated and hold a text."""
    fields = [each for each in model.translatable_fields if isinstance(each, TranslatableField)]
    return [each.field_name for each in fields if each.field_name != "body"]


def build(lang: str) -> Scene:
    """Make the scene."""
    words, chosen = Words(lang), make_chosen()
    pairs = {model: _begun(model, words, chosen) for model in PAGE_TYPES}
    # Pages that exist in both languages have texts already; a translator begins without.
    StringTranslation.objects.all().delete()
    SegmentOverride.objects.all().delete()
    return Scene(lang, words, chosen, pairs)


def make_chosen() -> Chosen:
    return Chosen(
        pictures=[factories.make_image(title=f"Picture {each}") for each in range(2)],
        documents=[make_document(f"Document {each}") for each in range(2)],
        pages=[factories.make_pair(factories.make_page)[0] for _ in range(2)],
    )


def make_document(title: str) -> SiteDocument:
    return factories.make_document(title, content=b"%PDF-1.4", name=f"{title}.pdf")


def _begun(model: type, words: Words, chosen: Chosen) -> Pair:
    fields = filled(model, words, chosen)
    if model in MADE:
        original = MADE[model](words.lang, **fields)
        return Pair(original, factories.begin_translation(original, OTHER[words.lang]))
    original = _published(ONE_PER_LANGUAGE[model](words.lang), fields)
    others = Words(OTHER[words.lang], last=words.last)
    draft = _published(ONE_PER_LANGUAGE[model](others.lang), filled(model, others, chosen))
    translate_pair(original, draft)
    return Pair(original, model.objects.get(pk=draft.pk))


def _published(page: Any, fields: dict[str, Any]) -> Any:
    for name, value in fields.items():
        setattr(page, name, value)
    with publication_transaction():
        page.save_revision().publish()
    return type(page).objects.get(pk=page.pk)
