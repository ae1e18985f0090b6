"""The pages about topics: what readers, search engines and old addresses get."""

from datetime import UTC, datetime

import pytest

from core.models import PublishedItem
from core.public.topics import public_topics
from tests import factories
from tests.site.pages import get
from tests.site.test_names_of_the_public import let_expire

pytestmark = [pytest.mark.django_db, pytest.mark.any_database]

DAY = datetime(2019, 6, 7, 9, tzinfo=UTC)
BASE = "http://testserver"


@pytest.fixture
def water():
    return factories.make_topic(
        "Water", "المياه", intro_en="Rivers and marshes.", intro_ar="الأنهار والأهوار."
    )


def title_of(page):
    return page.source.split("<title>")[1].split("</title>")[0]


def heading_of(page):
    return " ".join(page.source.split("<h1")[1].split(">", 1)[1].split("</h1>")[0].split())


def test_a_topics_page_has_its_name_introduction_stories_and_feeds(client, water):
    factories.make_story(title="Boats", topics=[water], story_date=DAY)
    factories.make_story(title="Unlike")
    factories.make_story("ar", title="زوارق", topics=[water], story_date=DAY)
    page = get(client, "/en/topics/water/")
    assert heading_of(page) == 'Water: <span class="count">1 story</span>'
    assert title_of(page).startswith("Water: 1 story · ")
    assert page.meta("description") == page.meta("og:description") == ["Rivers and marshes."]
    for text in ("Rivers and marshes.", "Boats", "7 June 2019"):
        assert text in page.text
    assert "Unlike" not in page.text
    assert f"{BASE}/feeds/en/topics/water/news.rss" in page.links
    arabic = get(client, "/ar/topics/water/")
    for text in ("المياه", "الأنهار والأهوار.", "زوارق", "خبر واحد"):
        assert text in arabic.text
    assert "Boats" not in arabic.text


def test_both_languages_of_a_topic_name_each_other(client, water):
    for lang in ("en", "ar"):
        factories.make_story(lang, topics=[water])
    for lang, other in (("en", "ar"), ("ar", "en")):
        page = get(client, f"/{lang}/topics/water/")
        assert page.alternates == {
            "en": f"{BASE}/en/topics/water/",
            "ar": f"{BASE}/ar/topics/water/",
            "x-default": f"{BASE}/en/topics/water/",
        }
        assert page.all("link", rel="canonical")[0]["href"] == f"{BASE}/{lang}/topics/water/"
        [switch, *_footer] = [link for link in page.all("a") if link.get("hreflang") == other]
        assert switch["href"] == f"/{other}/topics/water/"


def test_a_topic_of_one_language_names_itself_and_the_other_language_offers_it(client, water):
    factories.make_story("ar", topics=[water])
    assert get(client, "/ar/topics/water/").alternates == {
        "ar": f"{BASE}/ar/topics/water/",
        "x-default": f"{BASE}/ar/topics/water/",
    }
    page = get(client, "/en/topics/water/", 404)
    assert "/ar/topics/water/" in page.links
    assert "المياه" in page.text


def test_a_topic_that_nothing_public_shows_does_not_exist(client, water):
    factories.make_story(topics=[water], live=False)
    for lang in ("en", "ar"):
        page = get(client, f"/{lang}/topics/water/", 404)
        assert "Rivers" not in page.source
        assert "المياه" not in page.source
        assert "/topics/water/" not in "".join(page.links)
    assert "Water" not in get(client, "/en/topics/").text


def test_a_topic_is_gone_with_its_last_story(client, water):
    first, second = (factories.make_story(topics=[water]) for _each in range(2))
    first.unpublish()
    assert "1 story" in get(client, "/en/topics/water/").text
    let_expire(second)
    get(client, "/en/topics/water/", 404)
    assert "Water" not in get(client, "/en/topics/").text


def test_old_slugs_lead_to_the_topic_and_the_way_is_not_remembered_for_ever(client, water):
    factories.make_story(topics=[water], story_date=DAY)
    water.slug = "rivers"
    water.save()
    response = client.get("/en/topics/water/?year=2019&utm_source=x")
    assert (response.status_code, response["Location"]) == (301, "/en/topics/rivers/?year=2019")
    assert response["Cache-Control"] == "public, max-age=30"
    get(client, "/en/topics/rivers/")
    # In the other language there is no such page, under any slug.
    assert "/en/topics/rivers/" in get(client, "/ar/topics/water/", 404).links


def test_a_slug_that_another_topic_has_taken_is_that_topics(client, water):
    factories.make_story(title="Old", topics=[water])
    water.slug = "rivers"
    water.save()
    factories.make_story(title="New", topics=[factories.make_topic("Lakes", slug="water")])
    page = get(client, "/en/topics/water/")
    assert "New" in page.text
    assert "Old" not in page.text


@pytest.mark.parametrize(
    ("query", "address"),
    [
        ("topic=water", "/en/topics/water/"),
        ("forum=&topic=water&year=&utm_source=x", "/en/topics/water/"),
        ("topic=water&page=2", "/en/topics/water/?page=2"),
    ],
)
def test_a_list_that_only_a_topic_narrows_is_the_topics_page(client, water, query, address):
    factories.make_story(topics=[water])
    response = client.get(f"/en/news/?{query}")
    assert (response.status_code, response["Location"]) == (301, address)


def test_a_list_of_a_topic_that_the_language_does_not_have_is_not_found(client, water):
    factories.make_story("ar", topics=[water])
    for query in ("topic=water", "topic=nothing", "topic=%00", "topic=water&page=x"):
        assert client.get(f"/en/news/?{query}").status_code == 404, query


def test_the_year_narrows_a_topic_to_years_that_it_has(client, water):
    factories.make_story(title="Of 2019", topics=[water], story_date=DAY)
    factories.make_story(title="Of 2016", topics=[water], story_date=DAY.replace(year=2016))
    factories.make_story(title="Unlike", story_date=DAY.replace(year=2014))
    page = get(client, "/en/topics/water/?year=2019")
    assert "Of 2019" in page.text
    assert "Of 2016" not in page.text
    assert title_of(page).startswith("Water, 2019: 1 story · ")
    assert [one["value"] for one in page.all("option")] == ["", "2019", "2016"]
    assert page.alternates == {}
    assert "." in page.links
    for bad in ("year=2014", "year=x", "year=%00", "page=2", "page=x"):
        assert client.get(f"/en/topics/water/?{bad}").status_code == 404, bad


def test_a_topic_of_one_year_offers_no_years(client, water):
    factories.make_story(topics=[water], story_date=DAY)
    assert not get(client, "/en/topics/water/").all("select")


def test_pages_of_a_topic_lead_to_each_other_and_have_titles_of_their_own(
    client, water, monkeypatch
):
    monkeypatch.setattr("news.listing.PER_PAGE", 2)
    for _each in range(5):
        factories.make_story("ar", topics=[water])
    first, last = get(client, "/ar/topics/water/"), get(client, "/ar/topics/water/?page=3")
    assert title_of(first).startswith("المياه: 5 أخبار · ")
    assert title_of(last).startswith("المياه: 5 أخبار · الصفحة 3 من 3 · ")
    assert "الصفحة 3 من 3" in heading_of(last)
    assert "?page=2" in first.links
    assert "?page=2" in last.links
    assert "الأنهار" not in last.source.split("<main")[1]


def test_topics_are_listed_by_name_with_their_stories(client, water):
    for count, name in ((1, "Zeal"), (2, "Art")):
        topic = factories.make_topic(name, f"موضوع {name}")
        for _each in range(count):
            factories.make_story(topics=[topic])
    factories.make_story("ar", topics=[water])
    page = get(client, "/en/topics/")
    names = [name for name in ("Art", "2 stories", "Zeal", "1 story") if name in page.text]
    places = [page.text.index(name) for name in names]
    assert len(names) == 4
    assert places == sorted(places)
    assert "Water" not in page.text
    assert {"art/", "zeal/"} <= page.links
    assert page.alternates["ar"] == f"{BASE}/ar/topics/"
    assert "خبر واحد" in get(client, "/ar/topics/").text


def test_the_list_of_stories_leads_to_the_list_of_topics(client, water):
    story = factories.make_story(topics=[water])
    page = get(client, story.get_parent().url)
    assert "../topics/" in page.links
    assert "All topics" in page.text


def test_without_topics_the_list_has_a_notice(client):
    assert "There are no topics here yet." in get(client, "/en/topics/").text
    assert "لا توجد مواضيع هنا بعد." in get(client, "/ar/topics/").text


def test_an_introduction_is_shown_at_once_on_cached_pages(client, water):
    factories.make_story(topics=[water])
    get(client, "/en/topics/water/")
    water.intro_en = "Boats <b>on</b> the Tigris."
    water.save()
    page = get(client, "/en/topics/water/")
    assert "Boats <b>on</b> the Tigris." in page.text
    assert "<b>on</b>" not in page.source


def test_a_page_of_the_cms_does_not_take_the_address_of_topics():
    page = factories.make_page(title="Topics")
    assert page.slug != "topics"


@pytest.mark.parametrize("path", ["/en/topics/%00/", "/en/topics/a%2Fb/", "/en/topics/عربي/",
                                  "/ar/topics/x/y/", "/en/topics/" + "x" * 3000 + "/"])  # fmt: skip
def test_hostile_paths_are_not_found(client, path):
    assert client.get(path).status_code == 404


def test_nothing_can_be_posted(client):
    assert client.post("/en/topics/").status_code == 405


def test_queries_do_not_grow_with_stories_and_topics(
    client, water, photo, no_cached_pages, django_assert_max_num_queries
):
    def make(count):
        for _each in range(count):
            factories.make_story(topics=[water, factories.make_topic()], lead_image=photo)

    make(2)
    paths = ("/en/topics/water/", "/en/topics/")
    costs = []
    for path, most in zip(paths, (8, 6), strict=True):
        with django_assert_max_num_queries(most) as found:
            get(client, path)
        costs.append(len(found))
    make(14)
    assert PublishedItem.objects.public().of_type("news").count() == 16
    for path, cost in zip(paths, costs, strict=True):
        with django_assert_max_num_queries(cost):
            get(client, path)


def test_the_sitemap_can_list_each_topic_with_its_latest_change(water, django_assert_num_queries):
    first = factories.make_story(topics=[water])
    factories.make_story("ar", topics=[water])
    factories.make_story(topics=[factories.make_topic("Hidden")], live=False)
    latest = factories.make_story(topics=[water])
    assert first.published_item.updated_at < latest.published_item.updated_at
    with django_assert_num_queries(2):
        [[english, arabic]] = public_topics()
    assert (english.path, arabic.path) == ("/en/topics/water/", "/ar/topics/water/")
    assert (english.stories, arabic.stories) == (2, 1)
    assert english.updated_at == latest.published_item.updated_at
