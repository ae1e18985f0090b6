"""The search page as readers get it, whatever they type."""

from datetime import UTC, datetime, timedelta

import pytest

from core.costly.bounded import SEARCHES
from core.models import Menu, MenuLink
from tests import factories
from tests.site.pages import address, get

pytestmark = [pytest.mark.django_db, pytest.mark.any_database]

DAY = datetime(2019, 6, 7, 9, tzinfo=UTC)


def titles(page) -> list[str]:
    """The titles of the hits, in their order."""
    pieces = page.source.split('<h2 class="hit-title">')[1:]
    return ["".join(_texts(piece.split("</h2>")[0])) for piece in pieces]


def _texts(html: str) -> list[str]:
    return [part.rpartition(">")[2] for part in html.split("<")]


def test_a_story_is_found_with_its_kind_date_and_marks(client):
    story = factories.make_story(
        title="Water for Hit", summary="The river brings water.", story_date=DAY
    )
    factories.make_story(title="Something else", summary="Nothing of the kind.")
    page = get(client, "/en/search/?q=water")
    assert titles(page) == ["Water for Hit"]
    assert address(story) in page.links
    for text in ("Story", "7 June 2019", "1 result for “ water ”"):
        assert text in page.text
    assert page.source.count("<mark>") == 2
    assert "<bdi>water</bdi>" in page.source
    assert "1 result for “\u2068water\u2069”" in page.source.split("</title>")[0]


def test_arabic_is_found_without_its_marks_and_the_page_is_arabic(client):
    factories.make_story("ar", title="مُؤتمرُ المياهِ في هيت", story_date=DAY)
    page = get(client, "/ar/search/?q=مؤتمر")
    assert len(titles(page)) == 1
    assert "<mark>مُؤتمرُ</mark>" in page.source
    for text in ("خبر", "7 حزيران 2019", "نتيجة واحدة عن « مؤتمر »"):
        assert text in page.text
    assert page.all("html") == [{"lang": "ar", "dir": "rtl"}]


def test_forums_and_councils_are_found_by_who_meets_there(client):
    factories.make_forum(title="A forum", meetings="Beekeepers meet every month.")
    factories.make_council(title="A council", members="Teachers\nBeekeepers")
    page = get(client, "/en/search/?q=beekeepers")
    assert sorted(titles(page)) == ["A council", "A forum"]
    assert "<mark>Beekeepers</mark> meet every month." in page.source
    assert page.source.count("<mark>") == 2


def test_the_text_of_a_hit_is_where_most_of_the_words_are(client):
    body = [("paragraph", "<p>" + "Long ago. " * 60 + "The bridge of <b>Fallujah</b> is new.</p>")]
    factories.make_story(title="A bridge", summary="Short & plain.", body=body)
    page = get(client, "/en/search/?q=bridge+fallujah")
    assert "The <mark>bridge</mark> of <mark>Fallujah</mark> is new." in page.source
    assert "…" in page.text
    # What the title shows by itself leaves room for what the story is about.
    page = get(client, "/en/search/?q=bridge")
    assert "A <mark>bridge</mark>" in page.source
    assert "Short &amp; plain." in page.source
    assert "Fallujah" not in page.text


@pytest.mark.parametrize(
    ("lang", "form", "words"),
    [("en", "Search this site", "What you search for is not recorded."),
     ("ar", "البحث في الموقع", "لا نسجّل ما تبحثون عنه.")],
)  # fmt: skip
@pytest.mark.parametrize("query", ["", "?q=", "?q=+++", "?q=%00", "?year=2019"])
def test_without_words_there_is_the_form_with_help(client, lang, form, words, query):
    topic = factories.make_topic("Water", "المياه")
    factories.make_story(lang, topics=[topic])
    page = get(client, f"/{lang}/search/{query}")
    assert len(page.all("h1")) == 1
    assert words in page.text
    assert f"/{lang}/topics/{topic.slug}/" in page.links
    [search] = page.all("form")
    assert search["role"] == "search"
    assert search["aria-label"] == form
    [field] = page.all("input")
    assert {"type": "search", "dir": "auto", "enterkeyhint": "search"}.items() <= field.items()
    assert "required" not in field


def test_the_box_is_on_every_page_and_where_there_is_none(client):
    for path, status in (("/en/", 200), ("/ar/news/", 200), ("/en/nothing/", 404)):
        page = get(client, path, status)
        lang = path[1:3]
        box = next(each for each in page.all("form") if each.get("role") == "search")
        assert (box["method"], box["action"]) == ("get", f"/{lang}/search/")
        [link] = page.all("link", rel="search")
        assert link["href"] == f"/{lang}/search/opensearch.xml"
    ids = [each["id"] for each in page.all("input")]
    assert len(set(ids)) == len(ids) == 2
    assert set(ids) <= {each.get("for") for each in page.all("label")}


def test_a_missing_page_offers_to_search_for_the_words_of_its_address(client):
    for path, words in [
        ("/ar/news/ماء-لمدينة-هيت/", "ماء لمدينة هيت"),
        ("/en/old.php/", ""),
        ("/nowhere/water-for-hit/", ""),
    ]:
        values = {each["id"]: each["value"] for each in get(client, path, 404).all("input")}
        assert values["search-for-it"] == words


def test_types_topics_and_years_narrow_what_is_found(client):
    topic = factories.make_topic("Rivers", "الأنهار")
    factories.make_story(title="Old water", story_date=DAY - timedelta(days=900))
    factories.make_story(title="New water", story_date=DAY, topics=[topic])
    factories.make_forum(title="Water forum")
    for query, found in [
        ("", 3),
        ("&type=news", 2),
        ("&type=forum", 1),
        ("&topic=rivers", 1),
        ("&year=2019", 1),
        ("&type=forum&topic=rivers", 0),
        ("&type=news&topic=rivers&year=2019", 1),
    ]:
        page = get(client, f"/en/search/?q=water{query}")
        assert len(titles(page)) == found, query
        chosen = [each["value"] for each in page.all("option") if "selected" in each]
        assert chosen == [pair.partition("=")[2] for pair in query.split("&")[1:]]
    page = get(client, "/en/search/?q=water&type=forum&topic=rivers")
    assert "3 results without the filters" in page.text
    assert "?q=water" in page.links
    assert ("details", {"class": "fold", "open": ""}) in page.tags


def test_what_is_newest_comes_first_if_asked(client):
    for number in (2, 1, 3):
        factories.make_story(title=f"Water {number}", story_date=DAY + timedelta(days=number))
    page = get(client, "/en/search/?q=water&order=newest")
    assert titles(page) == ["Water 3", "Water 2", "Water 1"]


def test_pages_lead_to_each_other_with_the_same_choices(client, monkeypatch):
    monkeypatch.setattr("core.public.searching.results.PER_PAGE", 2)
    for number in range(5):
        factories.make_story(title=f"Water {number}", story_date=DAY + timedelta(days=number))
    address = "/en/search/?q=water&year=2019&order=newest"
    first = get(client, address)
    assert "?q=water&year=2019&order=newest&page=2" in first.links
    assert "Page 1 of 3" in first.text
    last = get(client, f"{address}&page=3")
    assert titles(last) == ["Water 0"]
    assert last.all("ol")[0]["start"] == "5"
    titles_in_tabs = [
        page.source.split("</title>")[0].split("<title>")[1] for page in (first, last)
    ]
    assert "Page 3 of 3" in titles_in_tabs[1]
    assert "Page" not in titles_in_tabs[0]
    assert "?q=water&year=2019&order=newest&page=2" in last.links
    # Behind the last page is the last one; what is no page is the first.
    assert titles(get(client, f"{address}&page=9999")) == ["Water 0"]
    for page in ("-1", "0", "9999999999", "x", "²", "1.5", ""):
        assert titles(get(client, f"{address}&page={page}"))[0] == "Water 4", page


def test_what_the_other_language_has_is_offered(client):
    factories.make_story(title="Un Ponte Per in Hit")
    for title in ("دعوة من Un Ponte Per", "مع Un Ponte Per"):
        factories.make_story("ar", title=title)
    page = get(client, "/en/search/?q=Ponte&order=newest")
    assert titles(page) == ["Un Ponte Per in Hit"]
    assert "2 results in Arabic" in page.text
    assert "/ar/search/?q=Ponte&order=newest" in page.links
    [link] = [each for each in page.all("a") if each.get("lang") == "ar"][:1]
    assert link["href"].startswith("/ar/search/?q=Ponte")
    page = get(client, "/ar/search/?q=دعوة")
    assert "بالإنكليزية" not in page.text
    assert "1 result in Arabic" in get(client, "/en/search/?q=دعوة").text


def test_where_nothing_is_found_it_is_said_and_there_is_help(client):
    factories.make_story(topics=[factories.make_topic("Rivers", "الأنهار")])
    page = get(client, "/en/search/?q=zzzzz")
    assert "Nothing was found for “ zzzzz ”" in page.text
    assert "/en/topics/rivers/" in page.links
    assert "every one of them must be in the text" in page.text
    assert not page.all("ol")


def test_more_words_than_are_looked_for_are_not_passed_over_in_silence(client):
    words = [f"word{number}" for number in range(16)]
    factories.make_story(title="Long", summary=" ".join(words))
    page = get(client, f"/en/search/?q={'+'.join([*words, 'absent'])}")
    assert "only the first 16 words were used" in page.text
    assert titles(page) == ["Long"]
    assert "only the first 16" not in get(client, f"/en/search/?q={'+'.join(words)}").text


ODD = {
    "8 KB": "ماء" * 1300,
    "500 words": "+".join(["peace"] * 500),
    "500 different words": "+".join(f"w{number}" for number in range(500)),
    "NUL": "pe%00ace",
    "lone surrogate": "%ED%A0%80",
    "half a letter": "%D8",
    "no encoding": "%zz%",
    "emoji": "🙂+👩‍👩‍👧",
    "combining marks": "%CC%81" * 400,
    "tashkeel alone": "ًٌٍَُِّْ",
    "direction marks": "%E2%80%AE%E2%81%A6peace",
    "quotes": "%22%27%22%22+“«»”+%60",
    "open quote": "%22water",
    "operators": "water+AND+OR+NOT+NEAR(+*+-+:+%26+|+!+(+)+^+<->+{a+b}:c",
    "column": "title:water",
    "html": "<script>alert(1)</script><bdi>",
    "percent": "%25s+%25(x)s+{}+{0}",
    "repeated": "water&q=peace&q=hit&year=1&year=2",
    "unknown": "water&nothing=1&utm_source=x&q[]=3",
    "bad filters": "water&type=x&topic=%00&year=abc&order=%22",
    "odd years": "water&year=99999999999999999999&page=-1",
    "arabic digits": "٢٠١٩&year=٢٠١٩&page=٢",
    "semicolons": "water;drop+table+core_user;--",
}


@pytest.mark.parametrize("lang", ["en", "ar"])
@pytest.mark.parametrize("odd", ODD)
def test_whatever_is_typed_there_is_a_page(client, lang, odd):
    factories.make_story(lang, title="Water and peace in Hit مياه")
    page = get(client, f"/{lang}/search/?q={ODD[odd]}")
    assert page.all("html")[0]["lang"] == lang
    assert len(page.all("h1")) == 1
    assert "<script>" not in page.source
    assert "\x00" not in page.source


def test_whoever_asks_too_much_is_refused_in_a_page(client):
    assert client.get("/en/search/?" + "&".join(f"a{n}=1" for n in range(2000))).status_code == 200
    assert client.post("/en/search/?q=water").status_code == 405
    assert client.head("/en/search/?q=water").status_code == 200


def test_no_cache_index_or_other_page_gets_to_know_what_was_typed(client):
    factories.make_story(title="Water")
    for path in ("/en/search/?q=water", "/en/search?q=water", "/ar/search/", "/en/search/?q=zzz"):
        response = client.get(path)
        assert response["Cache-Control"] == "private, no-store"
        assert response["X-Robots-Tag"] == "noindex"
        assert response["Referrer-Policy"] == "no-referrer"
        assert not response.cookies
        assert "ETag" not in response
        assert '<meta name="robots" content="noindex">' in response.content.decode()
        assert "canonical" not in response.content.decode()


def test_drafts_and_what_was_withdrawn_are_not_found(client):
    factories.make_story(title="Water of a draft", live=False)
    story = factories.make_story(title="Water withdrawn")
    assert titles(get(client, "/en/search/?q=water")) == ["Water withdrawn"]
    story.unpublish()
    page = get(client, "/en/search/?q=water")
    assert titles(page) == []
    assert "withdrawn" not in page.text


def test_a_search_takes_its_turn(client, monkeypatch):
    monkeypatch.setattr(SEARCHES, "patience_seconds", 0)
    client.raise_request_exception = False
    with SEARCHES.turn(), SEARCHES.turn():
        response = client.get("/ar/search/?q=ماء")
        assert response.status_code == 503
        assert response["Retry-After"]
        assert response["Cache-Control"] == "no-store"
        assert client.get("/ar/search/").status_code == 200
    assert client.get("/ar/search/?q=ماء").status_code == 200


def test_few_queries_whatever_is_found(client, django_assert_max_num_queries):
    """Settings and menus are what every page needs."""
    menu, _ = Menu.objects.get_or_create(place=Menu.Place.MAIN, language="en")
    MenuLink.objects.create(menu=menu, page=factories.news_index())
    for _number in range(15):
        factories.make_story(title="Water", topics=[factories.make_topic()])
    client.get("/en/search/?q=water")
    for query, most in (("q=water&page=2", 6), ("q=water&year=2019&type=news", 6), ("", 2)):
        with django_assert_max_num_queries(most + 2):
            get(client, f"/en/search/?{query}")
