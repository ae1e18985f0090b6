"""Two pages that were written separately become one work, and two again."""

import re

import pytest
from wagtail.models import Page, PageViewRestriction
from wagtail_localize.models import Translation

from core.publication.transactions import publication_transaction
from core.refusals import RefusedError
from news.models import NewsPage
from tests import factories
from tests.translation.screens import ARABIC, ENGLISH, link_form, pair_address, public_text, shown
from tests.translation.test_pairs import ask, identity, in_api, strings
from translation.models import LinkedPage, Status, TranslationStatus
from translation.pairs.actions import link

pytestmark = pytest.mark.django_db


@pytest.fixture
def apart(db):
    return factories.make_story("en", **ENGLISH), factories.make_story("ar", **ARABIC)


def test_two_pages_become_original_and_translation_and_partners_are_informed(apart, editor):
    english, arabic = apart
    before = [public_text(page) for page in apart], [identity(page) for page in apart]
    former = arabic.translation_key
    screen = editor.post(pair_address("link", english), link_form(arabic)).content.decode()
    assert str(former) in screen
    assert "The texts correspond one by one" in screen
    assert not LinkedPage.objects.exists()
    editor.post(pair_address("link", english), link_form(arabic, confirmed="1"))
    assert "is a translation of" in shown(editor.get("/admin/"))
    assert [public_text(page) for page in apart] == before[0]
    assert identity(arabic) == (english.translation_key, before[1][1][1])
    assert in_api(editor, arabic)["status"] == "complete"
    assert ask(editor, former, "ar").status_code == 410
    assert TranslationStatus.objects.get().status == Status.UP_TO_DATE


def test_unlinking_restores_the_former_works_exactly(apart, editor):
    english, arabic = apart
    before = [public_text(page) for page in apart], [identity(page) for page in apart]
    rows = set(TranslationStatus.objects.values_list("work", "lang", "status"))
    editor.post(pair_address("link", english), link_form(arabic, confirmed="1"))
    words = strings("ar")
    assert (
        pair_address("unlink", arabic)
        in editor.get(f"/admin/pages/{english.pk}/edit/").content.decode()
    )
    editor.post(pair_address("unlink", arabic))
    assert ([public_text(page) for page in apart], [identity(page) for page in apart]) == before
    assert set(TranslationStatus.objects.values_list("work", "lang", "status")) == rows
    assert not Translation.objects.exists()
    assert strings("ar") == words
    assert ask(editor, arabic.translation_key, "ar").status_code == 200


def test_the_other_page_may_be_the_original(apart, editor):
    english, arabic = apart
    editor.post(pair_address("link", english), link_form(arabic, "other", confirmed="1"))
    assert LinkedPage.objects.get().page_id == english.pk
    assert in_api(editor, english)["source_lang"] == "ar"
    assert identity(english)[0] == arabic.translation_key


def test_pages_whose_texts_differ_become_one_work_and_stay_independent(editor):
    english = factories.make_story("en", **ENGLISH)
    arabic = factories.make_story("ar", **ARABIC | {"body": ARABIC["body"][:1]})
    screen = editor.post(pair_address("link", english), link_form(arabic)).content.decode()
    assert "stay independent" in re.sub(r"\s+", " ", screen)
    done = editor.post(pair_address("link", english), link_form(arabic, confirmed="1"), follow=True)
    assert "the pages stay independent" in shown(done)
    assert in_api(editor, arabic)["status"] == "independent"
    assert TranslationStatus.objects.get().status == Status.INDEPENDENT


def test_an_independent_pair_becomes_a_translation_once_its_texts_correspond(editor):
    english = factories.make_story("en", **ENGLISH)
    arabic = factories.make_story(
        "ar", translation_key=english.translation_key, **ARABIC | {"body": ARABIC["body"][:1]}
    )
    refused = editor.post(pair_address("translate", arabic), follow=True)
    assert "do not correspond" in shown(refused)
    page = NewsPage.objects.get(pk=arabic.pk)
    page.body = ARABIC["body"]
    with publication_transaction():
        page.save_revision().publish()
    assert (
        pair_address("translate", arabic)
        in editor.get(f"/admin/pages/{arabic.pk}/edit/").content.decode()
    )
    editor.post(pair_address("translate", arabic))
    assert in_api(editor, arabic)["status"] == "complete"


def test_a_program_links_and_learns_whether_the_texts_correspond(apart):
    assert link(*apart) is True
    other = factories.make_story("en", **ENGLISH), factories.make_story("ar")
    assert link(*other) is False
    with pytest.raises(RefusedError, match="counterpart in the other language already"):
        link(apart[0], factories.make_story("ar"))


def partner(english):
    return factories.make_translated_story()[1]


def same_language(english):
    return factories.make_story("en")


def another_type(english):
    return factories.make_page("ar")


def itself(english):
    return english


def list_of_news(english):
    return factories.news_index("ar")


def private(english):
    page = factories.make_story("ar")
    PageViewRestriction.objects.create(page=page, restriction_type="login")
    return page


def locked_page(english):
    page = factories.make_story("ar")
    Page.objects.filter(pk=page.pk).update(locked=True)
    return page


def draft_with_changes(english):
    page = factories.make_story("ar", live=False)
    page.title = "عنوان أحدث"
    page.save_revision()
    return page


@pytest.mark.parametrize(
    ("make", "reason"),
    [
        (partner, "has a counterpart"),
        (same_language, "Both pages are in English"),
        (another_type, "is of another type"),
        (itself, "translation of itself"),
        (list_of_news, "is of another type"),
        (private, "is private"),
        (locked_page, "is locked"),
        (draft_with_changes, "changes that are not published"),
    ],
)
def test_pages_that_cannot_be_linked_are_refused_with_the_reason(editor, make, reason):
    english = factories.make_story("en")
    other = make(english)
    keys = dict(Page.objects.values_list("pk", "translation_key"))
    with pytest.raises(RefusedError, match=reason):
        link(english, other)
    response = editor.post(pair_address("link", english), link_form(other, confirmed="1"))
    assert response.status_code == 200
    assert dict(Page.objects.values_list("pk", "translation_key")) == keys


def test_lists_and_front_pages_are_never_linked(editor):
    for page in (factories.news_index("en"), factories.home_page("en")):
        assert "is a home or list page" in editor.get(pair_address("link", page)).content.decode()


def test_the_chooser_offers_pages_of_the_other_language_without_a_counterpart(editor):
    english, arabic = factories.make_story("en"), factories.make_story("ar")
    _original, _taken = factories.make_translated_story()
    query = "page_type=news.newspage&user_perms=counterpart-in-ar"
    response = editor.get(f"{pair_address('link', english)}choose/?{query}")
    offered = re.findall(r'data-id="(\d+)"', response.json()["html"])
    assert offered == [str(arabic.pk)]
    search = editor.get(f"/admin/choose-page/search/?q=x&{query}")
    assert search.status_code == 200
