"""Whoever may not pass a reprint on may not pass its other language on either."""

import json

import pytest
from django.db import connection, transaction
from django.test.utils import CaptureQueriesContext

from core.models import PublishedItem
from moving.models import ImportedPost, Question
from moving.reprints import reserved_among
from moving.screens.deciding import decide
from moving.screens.rows import ACCEPT, REJECT, UNDO
from tests import factories
from tests.api.push.receiver import push, receiving, register
from tests.moving.exports import ARABIC_TEXT, HOMES, TEXT, arabic, item

pytestmark = [pytest.mark.django_db, pytest.mark.any_database]

CREDIT = '<p>Source: <a href="https://press.example/story">The Gazette</a></p>'
TITLE = "خبر مترجم"


def line(lang: str, number: int) -> str:
    other = "عربي" if lang == "ar" else "English"
    return f'<p><a href="{HOMES[lang]}/archives/{number}">{other}</a></p>'


@pytest.fixture
def pair(run):
    """A reprint in English, and its Arabic page, which names no source; both imported."""
    run.write("ar", arabic(7, title=TITLE, content=f"{line('en', 1)}<p>{ARABIC_TEXT}</p>"))
    run(item(1, title="Reprinted", content=f"{line('ar', 7)}{CREDIT}<p>{TEXT}</p>"), item(2))
    return run


def item_of(title: str) -> PublishedItem:
    return PublishedItem.objects.public().get(title=title)


def licence(title: str) -> dict | None:
    found = json.loads(item_of(title).full)["license"]
    assert (json.loads(item_of(title).card)["license"] is None) == (found is None)
    return found


def do(action: str, post_id: int = 1) -> None:
    question = Question.objects.get(kind="reprint", post__post_id=post_id)
    with transaction.atomic():  # as the CMS does
        assert decide(action, [question.pk], factories.make_user()).done == [question.pk]


def test_the_page_that_an_import_joins_with_a_reprint_is_reserved_as_that_is(pair):
    assert item_of("Reprinted").work == item_of(TITLE).work
    assert (licence("Reprinted"), licence(TITLE)) == (None, None)
    do(ACCEPT)
    assert licence("Reprinted") is not None
    assert licence(TITLE) is not None
    do(UNDO)
    do(REJECT)
    assert (licence("Reprinted"), licence(TITLE)) == (None, None)
    assert licence("Story 2") is not None


def test_feeds_cards_and_oembed_leave_it_out(client, pair, settings):
    settings.BASE_URL = "http://testserver"
    found = item_of(TITLE)
    card = f"/embed/v1/{found.work}/ar/"
    oembed = f"/oembed/?url=http://testserver{found.path}"
    feeds = [f"/feeds/ar/news.{form}" for form in ("rss", "atom", "json")]

    def answers() -> list[object]:
        shown = [TITLE in client.get(feed).content.decode() for feed in feeds]
        return [*(client.get(address).status_code for address in (card, oembed)), *shown]

    assert answers() == [404, 404, False, False, False]
    do(ACCEPT)
    assert answers() == [200, 200, True, True, True]


@pytest.mark.django_db(transaction=True)
def test_partners_are_notified_of_it_once_the_reprint_may_be_passed_on(pair, settings):
    settings.WEBHOOK_TEST_HOSTS = ["127.0.0.1"]
    with receiving() as partner:
        register(partner.url)
        # A change, which would announce it if it were free.
        pair.write("ar", arabic(7, title=TITLE, content=f"<p>{ARABIC_TEXT} مرة أخرى.</p>"))
        pair()
        push()
        assert [each.type for each in partner.messages] == []
        do(ACCEPT)
        push()
        about = {each.event["data"]["lang"]: each.type for each in partner.messages}
    assert about == {"en": "item.published", "ar": "item.published"}


def test_a_translation_that_is_made_here_is_reserved_until_its_original_is_confirmed(run):
    run(item(1, title="Reprinted", content=f"{CREDIT}<p>{TEXT}</p>"))
    original = ImportedPost.objects.get().page.specific
    draft = factories.begin_translation(original)
    factories.translate_texts(draft, {"Reprinted": TITLE}).save_target()
    assert licence(TITLE) is None
    do(ACCEPT)
    assert licence(TITLE) is not None


def test_a_credit_that_the_original_gets_later_reserves_the_other_language_too(run):
    run.write("ar", arabic(7, title=TITLE, content=f"{line('en', 1)}<p>{ARABIC_TEXT}</p>"))
    run(item(1, title="Reprinted", content=f"{line('ar', 7)}<p>{TEXT}</p>"))
    assert item_of("Reprinted").work == item_of(TITLE).work
    assert licence(TITLE) is not None
    run(item(1, title="Reprinted", content=f"{line('ar', 7)}{CREDIT}<p>{TEXT}</p>"))
    assert (licence("Reprinted"), licence(TITLE)) == (None, None)


def test_what_a_person_decided_about_the_translation_itself_comes_first(pair):
    row = ImportedPost.objects.get(post_id=7)
    Question.objects.create(kind="reprint", post=row, reason="reprint")
    do(ACCEPT, 7)
    assert licence(TITLE) is not None
    assert licence("Reprinted") is None
    do(UNDO, 7)
    do(ACCEPT, 1)
    assert licence(TITLE) is None


def test_pages_that_are_parted_belong_to_whom_each_belonged(pair):
    assert licence(TITLE) is None
    question = Question.objects.get(kind="pair")
    with transaction.atomic():
        assert decide(UNDO, [question.pk], factories.make_user("Administrators")).refused == []
    assert item_of("Reprinted").work != item_of(TITLE).work
    assert licence(TITLE) is not None
    assert licence("Reprinted") is None


def test_many_pages_are_asked_about_in_one_query(pair):
    pages = [row.page for row in ImportedPost.objects.select_related("page")]
    with CaptureQueriesContext(connection) as queries:
        found = reserved_among(pages)
    assert len(queries) == 1
    assert found == {page.pk for page in pages if page.title in {"Reprinted", TITLE}}
