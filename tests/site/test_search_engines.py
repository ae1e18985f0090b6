"""What search engines read of pages: whether to list them, and what they are about."""

import json
from datetime import UTC, datetime
from html.parser import HTMLParser
from typing import Any

import pytest
from wagtail.models import PageViewRestriction

from core.models import Governorate, InitiativeSettings, PublishedItem
from tests import factories
from tests.site.pages import get

pytestmark = [pytest.mark.django_db, pytest.mark.any_database]
BASE = "http://testserver"


class DataReader(HTMLParser):
    """Collects the JSON-LD of a page as a crawler does: what is in its script elements."""

    def __init__(self, source: str) -> None:
        super().__init__()
        self.texts: list[str] = []
        self._is_within = False
        self.feed(source)

    def handle_starttag(self, tag: str, attrs: Any) -> None:
        self._is_within = tag == "script" and ("type", "application/ld+json") in attrs
        if self._is_within:
            self.texts.append("")

    def handle_endtag(self, tag: str) -> None:
        self._is_within = False

    def handle_data(self, data: str) -> None:
        if self._is_within:
            self.texts[-1] += data


def data_of(client: Any, path: str) -> dict[str, dict[str, Any]]:
    """Return everything that a page is described as, by its type."""
    blocks = [json.loads(text) for text in DataReader(get(client, path).source).texts]
    assert all(block["@context"] == "https://schema.org" for block in blocks)
    nodes = [node for block in blocks for node in block.get("@graph", [block])]
    assert len({node["@type"] for node in nodes}) == len(nodes)
    return {node["@type"]: node for node in nodes}


def test_pages_may_be_shown_with_large_pictures(client):
    story, page = factories.make_story(), factories.make_page()
    council = factories.make_council("ar", managing_forum=factories.make_forum("ar"))
    paths = ["/en/", "/ar/", "/en/news/", "/ar/forums/", "/ar/councils/"]
    for path in [*paths, *(each.get_url() for each in (story, page, council))]:
        assert get(client, path).meta("robots") == ["max-image-preview:large"], path


def test_further_pages_of_a_list_are_listed_and_narrowed_ones_are_not(client):
    topic = factories.make_topic()
    for _each in range(13):
        factories.make_story(topics=[topic], story_date=datetime(2019, 6, 7, tzinfo=UTC))
    assert get(client, "/en/news/?page=2").meta("robots") == ["max-image-preview:large"]
    both = f"topic={topic.slug}&year=2019"
    for query in ("year=2019", both, f"{both}&page=2"):
        page = get(client, f"/en/news/?{query}")
        assert page.meta("robots") == ["noindex"]
        assert page.all("link", rel="canonical")[0]["href"] == f"{BASE}/en/news/?{query}"
        assert page.alternates == {}


@pytest.mark.parametrize(
    "path",
    [
        "/api/v1/", "/api/v1/news", "/api/v1/docs/", "/api/v1/openapi.json", "/api/v1/missing",
        "/feeds/en/news.rss", "/oembed/?url=x", "/en/search/", "/ar/search/?q=هيت",
    ],
)  # fmt: skip
def test_forms_for_programs_and_searches_are_not_listed(client, path):
    assert client.get(path)["X-Robots-Tag"] == "noindex"


def test_the_front_page_describes_the_site_and_the_initiative(client):
    stored = InitiativeSettings.load()
    stored.contact_email = "contact@demo.example"
    stored.telegram_url = "https://t.me/demo"
    stored.save()
    for lang, name in (("en", stored.name_en), ("ar", stored.name_ar)):
        data = data_of(client, f"/{lang}/")
        site, initiative = data["WebSite"], data["Organization"]
        assert (site["url"], site["name"], site["inLanguage"]) == (f"{BASE}/{lang}/", name, lang)
        assert site["publisher"] == {"@id": initiative["@id"]}
        assert initiative["name"] == name
        assert {initiative["alternateName"], name} == {stored.name_en, stored.name_ar}
        assert initiative["logo"]["url"] == f"{BASE}/static/icons/512.png"
        assert initiative["email"] == "contact@demo.example"
        assert initiative["sameAs"] == ["https://t.me/demo"]
        assert "BreadcrumbList" not in data


def crumbs(data: dict[str, dict[str, Any]]) -> list[tuple[str, str]]:
    items = data["BreadcrumbList"]["itemListElement"]
    assert [item["position"] for item in items] == list(range(1, len(items) + 1))
    return [(item["name"], item["item"]) for item in items]


def test_every_other_page_shows_the_way_to_it(client):
    story = factories.make_story("ar", title="ورشة في هيت")
    page = factories.make_page(title="About")
    below = factories.make_page(title="History", parent=page)
    home = ("مبادرة التضامن مع المجتمع المدني العراقي", f"{BASE}/ar/")
    news = ("الأخبار", f"{BASE}/ar/news/")
    assert crumbs(data_of(client, "/ar/news/")) == [home, news]
    assert crumbs(data_of(client, story.get_url())) == [
        home, news, ("ورشة في هيت", f"{BASE}{story.get_url()}"),
    ]  # fmt: skip
    assert [name for name, _address in crumbs(data_of(client, below.get_url()))] == [
        "Iraqi Civil Society Solidarity Initiative", "About", "History",
    ]  # fmt: skip


def test_the_way_to_a_page_follows_the_titles_of_the_pages_above(client):
    story = factories.make_story()
    data_of(client, story.get_url())
    index = factories.news_index("en")
    index.title = "Stories"
    index.save_revision().publish()
    assert crumbs(data_of(client, story.get_url()))[1][0] == "Stories"


def test_a_story_names_its_topics_and_the_event(client, photo):
    story = factories.make_story(
        title="A workshop",
        topics=[factories.make_topic("Nonviolence"), factories.make_topic("Heritage")],
        event_start=datetime(2019, 6, 6, 21, tzinfo=UTC),  # midnight in Baghdad
        event_end=datetime(2019, 6, 7, 21, tzinfo=UTC),
        place="Hit",
        lead_image=photo,
    )
    data = data_of(client, story.get_url())["NewsArticle"]
    assert data["keywords"] == ["Heritage", "Nonviolence"]
    *topics, event = data["about"]
    assert topics == [{"@type": "Thing", "name": name} for name in ("Heritage", "Nonviolence")]
    assert event == {
        "@type": "Event", "name": "A workshop", "startDate": "2019-06-07",
        "endDate": "2019-06-08", "location": {"@type": "Place", "name": "Hit"},
    }  # fmt: skip
    assert data["publisher"]["logo"]["url"] == f"{BASE}/static/icons/512.png"
    assert len(set(data["image"])) == 2
    for image in data["image"]:
        assert client.get(image.removeprefix(BASE)).status_code == 200


@pytest.mark.parametrize(
    "known", [{"place": "Hit"}, {"event_start": datetime(2019, 6, 7, tzinfo=UTC)}]
)
def test_there_is_no_event_without_both_a_time_and_a_place(client, known):
    story = factories.make_story(**known)
    assert "about" not in data_of(client, story.get_url())["NewsArticle"]


def test_an_article_has_its_times_section_and_topics_for_networks(client):
    story = factories.make_story(
        topics=[factories.make_topic("Water & peace")],
        story_date=datetime(2019, 6, 8, 9, tzinfo=UTC),
    )
    page = get(client, story.get_url())
    assert datetime.fromisoformat(*page.meta("article:published_time")) == story.story_date
    item = PublishedItem.objects.get(page_id=story.pk)
    assert datetime.fromisoformat(*page.meta("article:modified_time")) == item.updated_at.replace(
        microsecond=0
    )
    assert page.meta("article:section") == ["News"]
    assert page.meta("article:tag") == ["Water & peace"]
    assert "article:" not in get(client, "/en/news/").source


def test_forums_and_councils_are_organisations_of_a_place(client):
    anbar = Governorate.objects.get(slug="anbar")
    forum = factories.make_forum(
        "ar", title="منتدى السلام في هيت", governorate=anbar, phone="+964 770 000 0000",
        website_url="https://example.org/hit", facebook_url="https://www.facebook.com/hit",
    )  # fmt: skip
    data = data_of(client, forum.get_url())["NGO"]
    assert (data["name"], data["url"]) == ("منتدى السلام في هيت", f"{BASE}{forum.get_url()}")
    assert data["areaServed"] == {"@type": "AdministrativeArea", "name": "الأنبار"}
    assert data["location"]["address"] == {
        "@type": "PostalAddress", "addressLocality": "هيت", "addressRegion": "الأنبار",
        "addressCountry": "IQ",
    }  # fmt: skip
    assert data["telephone"] == "+964 770 000 0000"
    assert data["sameAs"] == ["https://example.org/hit", "https://www.facebook.com/hit"]
    assert "email" not in data
    council = factories.make_council(title="Ramadi Council", managing_forum=forum)
    data = data_of(client, council.get_url())["Organization"]
    assert data["name"] == "Ramadi Council"
    assert data["location"]["name"] == "Ramadi"


def test_no_title_breaks_out_of_the_data(client):
    title = "</script><script>alert(1)</script><!--"
    forum = factories.make_forum(title=title, city=title)
    below = factories.make_page(title="x", parent=factories.make_page(title=title))
    for page in (forum, below):
        assert title in json.dumps(data_of(client, page.get_url()))
        assert "<script>alert" not in get(client, page.get_url()).source


def test_nothing_restricted_is_in_the_data_of_others(client):
    forum = factories.make_forum(title="Secret forum")
    story = factories.make_story(forums=[forum], topics=[factories.make_topic()])
    council = factories.make_council(managing_forum=forum)
    PageViewRestriction.objects.create(page=forum, restriction_type="login")
    for page in (story, council):
        assert "Secret" not in json.dumps(data_of(client, page.get_url()))


def test_a_draft_in_preview_is_not_listed_and_has_no_way(client, rf):
    story = factories.make_story("ar", title="مسودة", live=False)
    response = story.make_preview_request(rf.get("/"), story.default_preview_mode)
    source = response.content.decode()
    assert '<meta name="robots" content="noindex">' in source
    assert "BreadcrumbList" not in source


def test_what_search_engines_read_costs_no_query(
    client, no_cached_pages, django_assert_max_num_queries
):
    forum = factories.make_forum()
    story = factories.make_story(forums=[forum], topics=[factories.make_topic()], place="Hit")
    page = factories.make_page(shows_channels=True)
    # Without a translation, each asks for the list that the other language has instead.
    for path, most in ((story.get_url(), 8), ("/en/news/", 8), (page.get_url(), 5)):
        with django_assert_max_num_queries(most):
            get(client, path)
