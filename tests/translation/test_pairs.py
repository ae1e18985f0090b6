"""Which of two pages is the original, and linking pages that were written separately."""

import copy

import pytest
from wagtail.models import Page
from wagtail_localize.models import StringTranslation, Translation

from core.models import PublishedItem
from core.publication.state import forget_state
from core.publication.transactions import publication_transaction
from core.setup import roles
from news.models import NewsPage
from tests import factories
from tests.translation.screens import ENGLISH, link_form, pair_address, public_text, shown
from translation.models import Status, TranslationStatus
from translation.pairs.actions import reverse_pair
from translation.pairs.views import ReverseView, TranslatePairView, UnlinkView

pytestmark = pytest.mark.django_db

VIEWS = {"reverse": ReverseView, "translate": TranslatePairView, "unlink": UnlinkView}


def identity(page):
    item = PublishedItem.objects.get(page_id=page.pk, is_public=True)
    return item.work, item.path


def ask(client, work, lang):
    forget_state()
    return client.get(f"/api/v1/news/{work}/{lang}")


def in_api(client, page):
    work = Page.objects.get(pk=page.pk).translation_key
    return ask(client, work, page.locale.language_code).json()["translation"]


def strings(lang):
    return set(
        StringTranslation.objects.filter(locale__language_code=lang).values_list("data", flat=True)
    )


@pytest.fixture(scope="module")
def made(once):
    return factories.make_translated_story(**ENGLISH)


@pytest.fixture
def pair(db, made):
    return copy.deepcopy(made)


def test_the_translation_becomes_the_original_and_nothing_that_readers_see_changes(pair, editor):
    original, translation = pair
    before = [public_text(page) for page in pair], [identity(page) for page in pair]
    arabic = strings("ar")
    screen = editor.get(pair_address("reverse", translation)).content.decode()
    assert "To undo this" in screen
    editor.post(pair_address("reverse", translation))
    assert ([public_text(page) for page in pair], [identity(page) for page in pair]) == before
    assert in_api(editor, original)["status"] == "complete"
    assert in_api(editor, original)["source_lang"] == "ar"
    assert in_api(editor, translation)["status"] == "original"
    assert strings("ar") == arabic
    assert "Thirteen volunteers." in strings("en")
    row = TranslationStatus.objects.get()
    assert (row.lang, row.source_lang, row.status) == ("en", "ar", Status.UP_TO_DATE)
    assert (row.done, row.total) == (row.total, row.total)


def test_reversing_twice_is_as_it_was(pair, editor):
    original, translation = pair
    before = [public_text(page) for page in pair], [identity(page) for page in pair], strings("ar")
    for _ in range(2):
        editor.post(pair_address("reverse", original))
    after = [public_text(page) for page in pair], [identity(page) for page in pair], strings("ar")
    assert after == before
    assert in_api(editor, translation)["source_lang"] == "en"
    found = Translation.objects.get()
    assert found.source.locale.language_code == "en"


def test_a_second_click_does_not_undo_the_first(pair, editor):
    form = {"original": pair[1].pk}
    for _ in range(2):
        editor.post(pair_address("reverse", pair[1]), form)
    assert TranslationStatus.objects.get().source_lang == "ar"


def test_after_reversing_a_change_of_the_arabic_page_makes_the_english_one_outdated(pair, editor):
    _original, translation = pair
    editor.post(pair_address("reverse", translation))
    arabic = NewsPage.objects.get(pk=translation.pk)
    arabic.title = "عنوان آخر"
    with publication_transaction():
        arabic.save_revision().publish()
    assert TranslationStatus.objects.get().status == Status.OUTDATED


@pytest.mark.parametrize(
    ("role", "remains"), [(roles.translators("ar"), False), (roles.COMMUNICATIONS, True)]
)
def test_the_assignment_stays_with_who_may_write_in_the_new_language(pair, role, remains):
    person = factories.make_user(role)
    TranslationStatus.objects.update(assignee=person, note="Soon")
    reverse_pair(*pair)
    row = TranslationStatus.objects.get()
    assert (row.assignee, row.note) == ((person, "Soon") if remains else (None, ""))


def outdated(original, translation):
    original.title = "Another title"
    original.save_revision().publish()


def unfinished(original, translation):
    factories.translate_texts(translation)
    StringTranslation.objects.filter(context__path="title").delete()


def unpublished(original, translation):
    translation.unpublish()


def typed_and_not_published(original, translation):
    StringTranslation.objects.filter(context__path="title").update(data="عنوان لم ينشر")


def drafted(original, translation):
    original.title = "A draft"
    original.save_revision()


def locked(original, translation):
    Page.objects.filter(pk=original.pk).update(locked=True)


def in_review(original, translation):
    page = NewsPage.objects.get(pk=translation.pk)
    page.save_revision()
    page.get_workflow().start(page, factories.make_user(roles.translators("ar")))


def built_otherwise(original, translation):
    Translation.objects.update(enabled=False)
    page = NewsPage.objects.get(pk=translation.pk)
    page.body.append(("paragraph", "<p>فقرة من عندنا.</p>"))
    page.save_revision().publish()


@pytest.mark.parametrize(
    ("spoil", "reason"),
    [
        (outdated, "is outdated"),
        (unfinished, "not fully translated"),
        (unpublished, "Both pages must be public"),
        (typed_and_not_published, "texts that are not published"),
        (drafted, "changes that are not published"),
        (locked, "is locked"),
        (in_review, "is in review"),
        (built_otherwise, "do not correspond"),
    ],
)
def test_what_would_lose_something_is_refused_with_the_reason(pair, editor, spoil, reason):
    with publication_transaction():
        spoil(*pair)
    before = (
        list(Translation.objects.values_list("pk", "source_id")),
        public_text(pair[0]),
        public_text(pair[1]),
    )
    assert reason in editor.get(pair_address("reverse", pair[1])).content.decode()
    assert reason in shown(editor.post(pair_address("reverse", pair[1]), follow=True))
    after = (
        list(Translation.objects.values_list("pk", "source_id")),
        public_text(pair[0]),
        public_text(pair[1]),
    )
    assert after == before


@pytest.mark.parametrize("name", VIEWS)
def test_the_right_on_the_other_page_is_asked_before_anything_is_done(
    pair, client, monkeypatch, name
):
    done = []
    monkeypatch.setattr(VIEWS[name], "act", lambda view: done.append(view.page) or "Done")
    client.force_login(factories.make_user(roles.reviewers("ar")))
    client.post(pair_address(name, pair[1]))
    assert not done


def test_a_page_that_was_not_linked_is_refused(pair, editor):
    screen = editor.get(pair_address("unlink", pair[1])).content.decode()
    assert "was not linked, so there is nothing to undo" in screen


@pytest.mark.parametrize("role", [roles.translators("ar"), roles.reviewers("ar")])
def test_only_who_may_publish_both_pages_may_pair_them(pair, client, role):
    original, translation = pair
    lone, arabic = factories.make_story("en"), factories.make_story("ar")
    client.force_login(factories.make_user(role))
    before = dict(Page.objects.values_list("pk", "translation_key"))
    records = list(Translation.objects.values_list("pk", "source_id"))
    for name in ("reverse", "link", "unlink", "translate"):
        for page in (original, translation, lone, arabic):
            assert client.get(pair_address(name, page)).status_code in {200, 302, 404}
            data = link_form(lone if page == arabic else arabic, confirmed="1")
            client.post(pair_address(name, page), data)
            assert dict(Page.objects.values_list("pk", "translation_key")) == before, name
            assert list(Translation.objects.values_list("pk", "source_id")) == records, name
        assert client.get(pair_address(name, original)).status_code == 404, name
    screen = client.get(f"/admin/pages/{translation.pk}/edit/").content.decode()
    assert "/admin/translations/pairs/" not in screen or role == roles.reviewers("ar")
    for name in ("reverse", "unlink"):
        assert pair_address(name, translation) not in screen
