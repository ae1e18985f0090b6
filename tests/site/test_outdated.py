"""The notice to readers of a translation whose original has changed since."""

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from core.models import InitiativeSettings, PublishedItem
from tests import factories
from tests.site.pages import get

pytestmark = [pytest.mark.django_db, pytest.mark.any_database]

# As in the examples for partners.
NOTICES = {
    "en": "The original has changed since this translation.",
    "ar": "تغيّر النص الأصلي بعد هذه الترجمة.",
}
OTHER = {"en": "ar", "ar": "en"}


def make_pair(make, lang, **fields):
    original = make(lang, **fields)
    draft = factories.begin_translation(original, OTHER[lang])
    factories.translate_texts(draft).save_target()
    draft.refresh_from_db()
    return original, draft


def change(page, title):
    page.title = title
    page.save_revision().publish()


@pytest.mark.parametrize(
    ("make", "lang"),
    [
        (factories.make_story, "en"),
        (factories.make_story, "ar"),
        (factories.make_forum, "ar"),
        (factories.make_council, "en"),
        (factories.make_page, "ar"),
    ],
)
def test_an_outdated_translation_has_a_notice_that_links_to_the_original(client, make, lang):
    original, translated = make_pair(make, lang, title="هيت Hit")
    other = OTHER[lang]
    assert NOTICES[other] not in get(client, translated.get_url()).text
    change(original, "هيت Hit 2")
    page = get(client, translated.get_url())
    assert page.text.count(NOTICES[other]) == 1
    link = "Read the original in Arabic" if other == "en" else "اقرؤوا النص الأصلي بالإنكليزية"
    assert link in page.text
    assert any(tag["href"] == original.get_url() for tag in page.all("a", hreflang=lang))
    for notice in NOTICES.values():
        assert notice not in get(client, original.get_url()).text


@pytest.mark.parametrize("path", ["/ar/", "/ar/news/"])
def test_front_pages_and_lists_show_it_too(client, path):
    PublishedItem.objects.filter(path=path).update(
        translation_status="outdated", original_lang="en"
    )
    page = get(client, path)
    assert NOTICES["ar"] in page.text
    assert page.all("a", hreflang="en", href=path.replace("/ar/", "/en/"))


def test_the_notice_goes_when_the_translation_is_brought_up_to_date(client):
    original, translated = factories.make_translated_story(title="Before")
    change(original, "After")
    assert NOTICES["ar"] in get(client, translated.get_url()).text
    translation = factories.translate_texts(translated)
    translation.source.update_from_db()
    factories.translate_texts(translated).save_target()
    translated.refresh_from_db()
    assert NOTICES["ar"] not in get(client, translated.get_url()).text


def test_staff_can_switch_it_off(client):
    original, translated = factories.make_translated_story(title="Before")
    change(original, "After")
    InitiativeSettings.objects.create(shows_outdated=False)
    assert NOTICES["ar"] not in get(client, translated.get_url()).text


def test_without_a_public_original_there_is_nothing_to_lead_to(client):
    original, translated = factories.make_translated_story(title="Before")
    change(original, "After")
    original.unpublish()
    page = get(client, translated.get_url())
    assert NOTICES["ar"] in page.text
    assert "اقرؤوا النص الأصلي" not in page.text


def test_the_notice_costs_no_query(client, no_cached_pages):
    original, translated = factories.make_translated_story(title="Before")

    def cost():
        with CaptureQueriesContext(connection) as queries:
            get(client, translated.get_url())
        return len(queries)

    cost()
    before = cost()
    change(original, "After")
    assert cost() == before


def test_a_preview_of_the_new_text_does_not_show_it(rf):
    original, translated = factories.make_translated_story(title="Before")
    change(original, "After")
    shown = translated.make_preview_request(rf.get("/")).content.decode()
    assert translated.title in shown
    assert NOTICES["ar"] not in shown
