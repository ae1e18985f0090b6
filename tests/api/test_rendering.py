"""What an item holds, type by type, and when it is made anew."""

from datetime import UTC, date, datetime
from decimal import Decimal

import pytest

from api.serializers.items import FULL_SERIALIZERS
from core.models import Governorate, InitiativeSettings
from tests import factories

# The order of the contract, which partners who read with their eyes rely on.
COMMON = [
    *("id", "work", "type", "lang", "dir", "title", "summary", "body_html", "body_text"),
    *("url", "short_url", "api_url", "embed_url", "image", "media", "published_at"),
    *("updated_at", "revised_at"),
    *("forums", "topics", "governorate", "organisations", "byline"),
    *("related", "original_lang"),
    *("translations", "translation", "license", "credit_line", "version"),
]
ADDED = {
    "news": ["event_start", "event_end", "place", "correction", "source_url"],
    "forum": ["city", "location", "founded", "contacts", "meetings"],
    "council": [
        *("city", "location", "founded", "contacts"),
        *("managed_by", "members", "last_meeting"),
    ],
    "page": [],
    "initiative": ["mission"],
}


def item_of(get, page, collection="news"):
    response = get(f"{collection}/{page.work}/{page.language.tag}/")
    assert response.status_code == 200
    return response.json()


@pytest.mark.parametrize("kind", ADDED)
def test_keys_stand_in_the_order_of_the_contract(kind):
    assert list(FULL_SERIALIZERS[kind]().fields) == COMMON + ADDED[kind]


def test_a_bare_item_has_every_key(get):
    item = item_of(get, factories.make_story())
    assert list(item) == COMMON + ADDED["news"]
    nothing = ("summary", "image", "governorate", "byline", "place", "event_start", "event_end")
    assert {item[name] for name in nothing} == {None}
    assert item["forums"] == item["topics"] == item["organisations"] == []


def test_names_are_in_the_items_language(get):
    topic = factories.make_topic("Nonviolence", "اللاعنف", slug="nonviolence")
    partner = factories.make_organisation(
        "Un Ponte Per", "جسر إلى", website="https://example.org/", slug="upp"
    )
    stories = factories.make_pair(
        topics=[topic],
        partner_organisations=[partner],
        governorate=Governorate.objects.get(slug="anbar"),
        byline_person=factories.make_person("Saad", "سعد"),
        byline_organisation=partner,
    )
    english, arabic = (item_of(get, story) for story in stories)
    assert english["topics"] == [
        {
            "slug": "nonviolence",
            "name": "Nonviolence",
            "url": "http://testserver/en/topics/nonviolence/",
        }
    ]
    assert arabic["topics"][0]["name"] == "اللاعنف"
    assert arabic["organisations"] == [
        {"slug": "upp", "name": "جسر إلى", "url": "https://example.org/"}
    ]
    assert arabic["governorate"] == {"slug": "anbar", "name": "الأنبار"}
    assert (english["byline"], arabic["byline"]) == ("Saad, Un Ponte Per", "سعد، جسر إلى")


def test_a_forum_is_named_in_the_items_language_else_in_its_own(get):
    english, arabic = factories.make_pair(factories.make_forum)
    only_english = factories.make_forum(title="Zab")
    story = factories.make_story("ar", forums=[english, only_english])
    by_work = {forum["work"]: forum for forum in item_of(get, story)["forums"]}
    assert by_work[str(english.work)] == {
        "work": str(english.work),
        "slug": arabic.slug,
        "title": arabic.title,
        "url": f"http://testserver/ar/forums/{arabic.slug}/",
        "api_url": f"http://testserver/api/v1/forums/{english.work}/ar/",
    }
    assert by_work[str(only_english.work)]["api_url"].endswith("/en/")


def test_a_story_that_names_a_forum_in_both_languages_shows_it_once(get):
    english, arabic = factories.make_pair(factories.make_forum)
    story = factories.make_story(forums=[english, arabic])
    assert len(item_of(get, story)["forums"]) == 1


def test_times_are_utc_in_whole_seconds(get):
    story = factories.make_story(
        story_date=datetime(2019, 6, 7, 10, 0, 0, 999_999, tzinfo=UTC),
        event_start=datetime(2019, 6, 7, 8, tzinfo=UTC),
        event_end=datetime(2019, 6, 7, 12, tzinfo=UTC),
        place="Hit",
    )
    item = item_of(get, story)
    assert item["published_at"] == "2019-06-07T10:00:00Z"
    assert (item["event_start"], item["event_end"]) == (
        "2019-06-07T08:00:00Z",
        "2019-06-07T12:00:00Z",
    )
    assert item["place"] == "Hit"


def test_a_picture_has_texts_sizes_and_no_original(get):
    image = factories.make_image(credit_en="A volunteer")
    pair = factories.make_pair(lead_image=image)
    english, arabic = (item_of(get, story)["image"] for story in pair)
    assert (english["alt"], arabic["alt"]) == ("A river", "نهر")
    assert english["credit"] == arabic["credit"] == "A volunteer"
    assert (english["width"], english["height"]) == (800, 533)
    assert {r["type"] for r in english["renditions"]} == {"image/jpeg", "image/avif"}
    addresses = [english["url"], *(r["url"] for r in english["renditions"])]
    assert all(url.startswith("http://testserver/media/renditions/") for url in addresses)


def test_the_social_picture_comes_before_the_lead_picture(get):
    social = factories.make_image(alt_en="Social")
    story = factories.make_story(lead_image=factories.make_image(), social_image=social)
    assert item_of(get, story)["image"]["alt"] == "Social"


def test_licence_and_credit_line_come_from_the_settings(get):
    story = factories.make_story("ar")
    settings = InitiativeSettings.load()
    settings.licence_name_ar, settings.licence_url = "رخصة", "https://example.org/licence"
    settings.save()
    item = item_of(get, story)
    assert item["license"] == {"name": "رخصة", "url": "https://example.org/licence"}
    assert "رخصة" in item["credit_line"]
    assert settings.name_ar in item["credit_line"]


def test_a_forum_has_a_place_and_contacts(get):
    forum = factories.make_forum(
        latitude=Decimal("33.64"),
        longitude=Decimal("42.83"),
        founded=date(2018, 5, 1),
        email="hit@example.org",
        facebook_url="https://facebook.com/hit",
    )
    item = item_of(get, forum, "forums")
    assert (item["city"], item["founded"]) == ("Hit", "2018-05-01")
    assert item["location"] == {"lat": 33.64, "lon": 42.83}
    assert item["contacts"] == {
        "email": "hit@example.org",
        "phone": None,
        "website": None,
        "facebook": "https://facebook.com/hit",
        "instagram": None,
        "x": None,
        "youtube": None,
        "telegram": None,
    }
    assert item_of(get, factories.make_forum(), "forums")["location"] is None


def test_a_forum_says_who_meets_and_a_council_who_sits_there_and_when_it_met(get):
    forum = factories.make_forum("ar", meetings="فريق الإعلام: +964 770 123 4567")
    # Alone it would be shown with its groups of digits the other way round.
    isolated = "فريق الإعلام: \u2066+964 770 123 4567\u2069"
    assert item_of(get, forum, "forums")["meetings"] == isolated
    council = factories.make_council(members="Tribes\nUnions", last_meeting=date(2019, 3, 12))
    item = item_of(get, council, "councils")
    assert (item["members"], item["last_meeting"]) == ("Tribes\nUnions", "2019-03-12")
    bare = item_of(get, factories.make_council(), "councils")
    assert (bare["members"], bare["last_meeting"]) == (None, None)
    assert item_of(get, factories.make_forum(), "forums")["meetings"] is None


def test_a_place_on_the_equator_is_a_place(get):
    forum = factories.make_forum(latitude=Decimal(0), longitude=Decimal(0))
    assert item_of(get, forum, "forums")["location"] == {"lat": 0.0, "lon": 0.0}


def test_a_council_is_managed_by_a_forum_in_its_language_or_by_an_organisation(get):
    english, arabic = factories.make_pair(factories.make_forum)
    council = factories.make_council("ar", managing_forum=english, established=date(2018, 10, 1))
    item = item_of(get, council, "councils")
    assert item["managed_by"] == {
        "kind": "forum",
        "work": str(english.work),
        "slug": arabic.slug,
        "name": arabic.title,
        "url": f"http://testserver/ar/forums/{arabic.slug}/",
    }
    assert item["founded"] == "2018-10-01"
    assert [forum["title"] for forum in item["forums"]] == [arabic.title]
    partner = factories.make_organisation(slug="upp")
    other = item_of(get, factories.make_council(managing_organisation=partner), "councils")
    assert (other["managed_by"]["kind"], other["managed_by"]["slug"]) == ("organisation", "upp")
    assert (other["managed_by"]["work"], other["managed_by"]["url"]) == (None, None)


def test_a_council_whose_forum_is_not_public_names_nobody(get):
    forum = factories.make_forum()
    council = factories.make_council(managing_forum=forum)
    forum.unpublish()
    assert item_of(get, council, "councils")["managed_by"] is None


def test_the_initiative_has_its_mission(get):
    home = factories.home_page()
    home.mission = "Solidarity"
    home.save_revision().publish()
    assert item_of(get, home, "pages")["mission"] == "Solidarity"


def test_a_page_that_was_never_published_by_hand_has_a_constant_date(get):
    before = item_of(get, factories.home_page(), "pages")["published_at"]
    settings = InitiativeSettings.load()
    for name in ("A", "B"):
        settings.name_en = name
        settings.save()
    assert item_of(get, factories.home_page(), "pages")["published_at"] == before
