"""How a page shows the other language to readers and search engines."""

import re
from datetime import UTC, date, datetime

import pytest

from tests import factories
from tests.site.pages import Html, address, get

pytestmark = [pytest.mark.django_db, pytest.mark.any_database]


def switch_of(page: Html) -> dict[str, str]:
    """Return the switcher's link."""
    return next(link for link in page.all("a") if link.get("hreflang"))


def test_the_switch_leads_to_the_same_story_in_the_other_languages_own_name(client):
    english, arabic = factories.make_translated_story("en")
    page = get(client, english.get_url())
    assert switch_of(page) == {
        "href": arabic.get_url(), "hreflang": "ar", "lang": "ar", "dir": "rtl",
    }  # fmt: skip
    assert "العربية" in page.text
    assert switch_of(get(client, arabic.get_url()))["href"] == english.get_url()


def test_without_a_translation_the_switch_leads_to_the_latest_which_explains_that(client):
    story = factories.make_story("ar")
    page = get(client, story.get_url())
    assert switch_of(page)["href"] == "/en/news/#untranslated"
    assert "not available in English" not in page.text
    there = get(client, "/en/news/")
    assert there.all("div", id="untranslated")
    assert "The page you come from is not available in English yet." in there.text
    assert "الصفحة التي جئتم منها غير متوفرة بالإنكليزية بعد." in there.text


def test_a_withdrawn_translation_is_not_offered(client):
    english, arabic = factories.make_translated_story("en")
    arabic.unpublish()
    page = get(client, english.get_url())
    assert address(arabic) not in page.links
    assert "ar" not in page.alternates


def test_without_a_public_list_the_switch_leads_to_the_front_page(client):
    factories.news_index("ar").unpublish()
    story = factories.make_story("en")
    assert switch_of(get(client, story.get_url()))["href"] == "/ar/#untranslated"
    assert "الصفحة التي جئتم منها غير متوفرة بالعربية بعد." in get(client, "/ar/").text


def test_translations_name_each_other_and_the_original_as_default(client):
    original, translated = factories.make_translated_story("ar")
    expected = {
        "ar": f"http://testserver/ar/news/{original.slug}/",
        "en": f"http://testserver/en/news/{translated.slug}/",
        "x-default": f"http://testserver/ar/news/{original.slug}/",
    }
    for story in (original, translated):
        page = get(client, story.get_url())
        assert page.alternates == expected
        assert page.all("link", rel="canonical")[0]["href"] == f"http://testserver{story.get_url()}"
    assert page.meta("og:locale") == ["en_GB"]
    assert page.meta("og:locale:alternate") == ["ar_IQ"]


def test_an_untranslated_page_names_itself_and_the_default_only(client):
    story = factories.make_story("ar")
    page = get(client, story.get_url())
    assert page.alternates.keys() == {"ar", "x-default"}
    assert len(set(page.alternates.values())) == 1
    assert page.meta("og:locale") == ["ar_IQ"]
    assert page.meta("og:locale:alternate") == []


def test_the_default_of_the_front_pages_is_the_address_that_negotiates(client):
    assert get(client, "/ar/").alternates == {
        "ar": "http://testserver/ar/", "en": "http://testserver/en/",
        "x-default": "http://testserver/",
    }  # fmt: skip


def test_lists_of_both_languages_name_each_other(client):
    assert get(client, "/en/news/").alternates["ar"] == "http://testserver/ar/news/"


def test_titles_and_descriptions_for_search_engines_win(client):
    page = factories.make_page(
        title="About", seo_title="About ICSSI", summary="Short.", search_description="For engines."
    )
    html = get(client, page.get_url())
    assert html.meta("og:title") == ["About ICSSI"]
    assert html.meta("description") == ["For engines."]


@pytest.mark.parametrize(
    ("lang", "other", "day"), [("en", "ar", "3 تشرين الأول 2018"), ("ar", "en", "3 October 2018")]
)
def test_a_story_shown_in_the_other_language_has_its_date_in_that_language(
    client, lang, other, day
):
    """Where text runs the other way, a date of the page's language is shown in pieces."""
    alone = factories.make_story(other, story_date=datetime(2018, 10, 3, 9, tzinfo=UTC))
    story = factories.make_story(lang, related_stories=[alone])
    page = get(client, story.get_url())
    [line] = re.findall(rf'<li class="story-line" lang="{other}".*?</li>', page.source, re.DOTALL)
    assert re.findall(r"<time[^>]*>(.*?)</time>", line) == [day]


def test_a_council_shown_in_the_other_language_is_described_in_that_language(client):
    forum = factories.make_forum("en")
    factories.make_council(
        "ar",
        managing_forum=factories.make_forum("ar", translation_key=forum.work),
        last_meeting=date(2018, 10, 3),
    )
    page = get(client, forum.get_url())
    [council] = re.findall(r'<li class="council-row" lang="ar".*?</li>', page.source, re.DOTALL)
    assert "Last meeting" not in council
    assert "آخر اجتماع" in council
    assert "3 تشرين الأول 2018" in council
