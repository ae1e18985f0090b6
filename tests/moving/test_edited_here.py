"""Staff edit ten imported stories in ten ways; no later run loses a word of theirs."""

from collections.abc import Callable
from typing import Any

import pytest
from wagtail.models import Revision
from wagtail_localize.models import StringTranslation

from core.models import PublishedItem
from moving.models import Finding, ImportedPost, ImportRun, OldAddress, Question
from news.models import NewsPage
from tests import factories
from tests.moving.exports import ARABIC_TEXT, HOMES, TEXT, arabic, item

pytestmark = pytest.mark.django_db

WORDS = "Words of a person."
ARABIC_WORDS = "كلمات إنسان."
COUNT = 8  # English stories; two of the Arabic ones are their translations


def english(number: int, more: str = "") -> str:
    line = ""
    if number in PAIRS:
        there = f"{HOMES['ar']}/archives/{number + 100}"
        line = f'<p><a href="{there}">Arabic | عربي</a></p>'
    return item(number, content=f"{line}<p>{TEXT}{more}</p>")


def arabic_one(number: int, more: str = "") -> str:
    return arabic(number, content=f"<p>{ARABIC_TEXT}{more}</p>")


PAIRS = (7, 8)
ARABIC = (*(number + 100 for number in PAIRS), 201, 202)


def exports(run: Any, more: str = "", arabic_more: str = "") -> None:
    run.write("ar", *(arabic_one(number, arabic_more) for number in ARABIC))
    run(*(english(number, more) for number in range(1, COUNT + 1)))


def page_of(site: str, number: int) -> NewsPage:
    return ImportedPost.objects.get(site=site, post_id=number).page.specific


def published(site: str, number: int, **values: Any) -> None:
    """Edit a page in its form, and publish it."""
    page = page_of(site, number)
    for name, value in values.items():
        setattr(page, name, value)
    page.save_revision().publish()


def with_text(page: NewsPage, words: str) -> list[Any]:
    body = list(page.body.get_prep_value())
    return [*body, {"type": "paragraph", "value": f"<p>{words}</p>"}]


def edit_body(site: str, number: int, words: str) -> None:
    published(site, number, body=with_text(page_of(site, number), words))


def edit_draft(site: str, number: int, title: str) -> None:
    page = page_of(site, number)
    page.title = title
    page.save_revision()


def translate(number: int, words: str, *, is_published: bool) -> None:
    """Change the summary in the editor of translations, and publish the page if it is asked for."""
    page = page_of("ar", number)
    translation = factories.translation_of(page)
    (segment,) = translation.source.stringsegment_set.filter(context__path="summary")
    text = StringTranslation.objects.get(
        translation_of=segment.string, context=segment.context, locale=page.locale
    )
    text.data = words
    text.save()
    if is_published:
        translation.save_target()


EDITS: dict[tuple[str, int], Callable[[], None]] = {
    ("en", 1): lambda: published("en", 1, title=WORDS),
    ("en", 2): lambda: published("en", 2, summary=WORDS),
    ("en", 3): lambda: edit_body("en", 3, WORDS),
    ("en", 4): lambda: published("en", 4, lead_image=factories.make_image(title=WORDS)),
    ("en", 5): lambda: edit_draft("en", 5, WORDS),
    ("en", 6): lambda: published("en", 6, topics=[factories.make_topic(WORDS, ARABIC_WORDS)]),
    ("ar", 107): lambda: translate(107, ARABIC_WORDS, is_published=True),
    ("ar", 108): lambda: translate(108, ARABIC_WORDS, is_published=False),
    ("ar", 201): lambda: edit_body("ar", 201, ARABIC_WORDS),
    ("ar", 202): lambda: edit_draft("ar", 202, ARABIC_WORDS),
}


def words_of_people() -> dict[tuple[str, int], bool]:
    """Return of each edited story whether the words are still where they were written."""
    found = {}
    for site, number in EDITS:
        page = page_of(site, number)
        draft = page.get_latest_revision_as_object()
        fields = [draft.title, draft.summary, str(draft.body.get_prep_value())]
        names = [each.name_en for each in draft.topics.all()]
        pictures = [draft.lead_image.title] if draft.lead_image else []
        shown = " ".join([*fields, *names, *pictures])
        found[site, number] = WORDS in shown or ARABIC_WORDS in shown
    typed = StringTranslation.objects.filter(data=ARABIC_WORDS)
    found["ar", 108] = typed.filter(context__object_id=page_of("ar", 108).translation_key).exists()
    return found


def named_as_edited() -> set[tuple[str, int]]:
    last = ImportRun.objects.order_by("pk").last()
    rows = Finding.objects.filter(run=last, code="edited")
    return set(rows.values_list("site", "post_id"))


def everything() -> list[Any]:
    """Return the rows that a run could change, but for those of its reports."""
    return [
        list(model.objects.order_by("pk").values())
        for model in (ImportedPost, OldAddress, Question, PublishedItem, Revision, NewsPage)
    ]


@pytest.fixture
def edited(run):
    """An import of both sites, after which staff have edited ten stories."""
    exports(run)
    assert {page_of("en", number).translation_key for number in PAIRS} == {
        page_of("ar", number + 100).translation_key for number in PAIRS
    }
    for edit in EDITS.values():
        edit()
    assert all(words_of_people().values())
    return run


def test_the_same_exports_change_nothing_and_the_report_names_what_was_edited(edited):
    before = everything()
    for _run in range(2):
        exports(edited)
        assert everything() == before
        assert all(words_of_people().values())
        assert named_as_edited() == set(EDITS)


def test_exports_with_other_texts_change_what_nobody_has_edited_and_nothing_else(edited):
    exports(edited, " More.", " والمزيد.")
    assert words_of_people() == dict.fromkeys(EDITS, True)
    assert named_as_edited() == set(EDITS)
    for site, number in EDITS:
        assert "More." not in str(page_of(site, number).body)
        assert "والمزيد" not in str(page_of(site, number).body)
    for number in PAIRS:  # nobody has edited the originals
        assert "More." in str(page_of("en", number).body)
    after = everything()
    exports(edited, " More.", " والمزيد.")
    assert everything() == after
    assert words_of_people() == dict.fromkeys(EDITS, True)
    assert named_as_edited() == set(EDITS)
