"""Each page type, as readers get it."""

import gzip

import pytest
from django.conf import settings as django_settings
from django.contrib.auth.models import Group
from wagtail.models import PageViewRestriction

from core.models import InitiativeSettings, Menu, MenuLink
from core.models.users import User
from core.setup import roles
from tests import factories
from tests.site.pages import Html, address, get

pytestmark = [pytest.mark.django_db, pytest.mark.any_database]


@pytest.mark.parametrize(("lang", "direction"), [("en", "ltr"), ("ar", "rtl")])
@pytest.mark.parametrize("path", ["", "news/", "forums/", "councils/"])
def test_pages_declare_their_language_and_direction_even_with_nothing_in_them(
    client, lang, direction, path
):
    page = get(client, f"/{lang}/{path}")
    assert page.all("html") == [{"lang": lang, "dir": direction}]
    assert len(page.all("h1")) == 1
    assert len(page.all("main", id="content")) == 1
    assert page.all("a")[0]["href"] == "#content"


def test_nothing_on_a_page_comes_from_another_host_or_is_inline(client, photo):
    forum = factories.make_forum(lead_image=photo)
    factories.make_story(lead_image=photo, forums=[forum])
    for path in ("/en/", "/en/news/", "/en/forums/", forum.get_url()):
        page = get(client, path)
        loaded = [
            tag.get("src") or tag.get("srcset")
            for name, tag in page.tags
            if name in {"img", "script", "source", "iframe"}
        ]
        loaded += [tag["href"] for tag in page.all("link") if tag["rel"] in {"stylesheet", "icon"}]
        assert all(address.startswith("/") for address in loaded if address)
        assert not [tag for _name, tag in page.tags if "style" in tag or "onclick" in tag]
        assert "<style" not in page.source
        assert "\ufdd0" not in page.source


def test_a_standard_page_shows_its_text_and_picture(client, photo):
    made = factories.make_page(
        title="About us",
        summary="Who we are.",
        lead_image=photo,
        body=[("paragraph", "<p>Volunteers.</p>")],
    )
    page = get(client, made.get_url())
    assert "About us" in page.text
    assert "Volunteers." in page.text
    lead = page.all("img")[0]
    assert lead["alt"] == "A river"
    assert lead["width"] == "800"
    assert lead["fetchpriority"] == "high"
    assert [source["type"] for source in page.all("source")] == ["image/avif"]


CONTACTS = {
    "email": "hit@example.org",
    "phone": "+964 770 000 0000",
    "website_url": "https://example.org/",
    "facebook_url": "https://example.org/fb",
}


def test_a_forum_shows_its_contacts_councils_and_stories(client):
    partner = factories.make_organisation("Un Ponte Per", "جسر", website="https://example.org/u")
    values = CONTACTS | {"founded": "2015-03-01", "partner_organisations": [partner]}
    english, arabic = factories.make_pair(factories.make_forum, **values)
    council = factories.make_council(title="Council of Ramadi", managing_forum=arabic)
    factories.make_council(title="Elsewhere")
    story = factories.make_story(title="Workshop", forums=[arabic])
    factories.make_story(title="Another forum's story")

    page = get(client, english.get_url())

    assert {
        "mailto:hit@example.org",
        "tel:+9647700000000",
        "https://example.org/",
        "https://example.org/fb",
        "https://example.org/u",
        address(council),
        address(story),
        f"/en/news/?forum={english.slug}",
    } <= page.links
    assert "1 March 2015" in page.text
    assert "Elsewhere" not in page.text
    assert "Another forum" not in page.text
    assert {bdi["dir"] for bdi in page.all("bdi") if "dir" in bdi} == {"ltr"}
    in_arabic = get(client, arabic.get_url())
    assert address(council) in in_arabic.links
    assert "Workshop" not in in_arabic.text


def test_a_council_names_its_manager_in_the_readers_language(client):
    english, arabic = factories.make_pair(factories.make_forum, title="Forum of Fallujah")
    council = factories.make_council(managing_forum=arabic, established="2018-10-01")
    page = get(client, council.get_url())
    assert address(english) in page.links
    assert address(arabic) not in page.links
    assert "1 October 2018" in page.text


def test_a_council_does_not_name_a_forum_that_is_not_public(client):
    forum = factories.make_forum(title="Hidden forum")
    council = factories.make_council(managing_forum=forum)
    forum.unpublish()
    assert "Hidden forum" not in get(client, council.get_url()).text


def test_a_council_may_be_managed_by_an_organisation(client):
    manager = factories.make_organisation("Un Ponte Per", "جسر", website="https://example.org/")
    council = factories.make_council("ar", managing_organisation=manager)
    page = get(client, council.get_url())
    assert "جسر" in page.text
    assert "https://example.org/" in page.links
    assert "جسر" in get(client, "/ar/councils/").text


def test_menus_show_what_is_public_in_the_readers_language(client):
    english, arabic = factories.make_pair(factories.make_page)
    only_arabic = factories.make_page("ar", title="صفحة")
    draft = factories.make_page(title="Not yet", live=False)
    menu, _ = Menu.objects.get_or_create(place="main", language="en")
    for order, fields in enumerate(
        [
            {"page": arabic},
            {"page": only_arabic},
            {"page": draft},
            {"address": "https://example.org/", "text": "Elsewhere"},
            {"page": factories.news_index(), "text": "Our news"},
        ]
    ):
        MenuLink.objects.create(menu=menu, sort_order=order, **fields)
    page = get(client, "/en/news/")
    assert {address(english), address(only_arabic), "https://example.org/"} <= page.links
    assert "Not yet" not in page.text
    current = [link for link in page.all("a") if link.get("aria-current") == "page"]
    assert [link["href"] for link in current] == ["/en/news/"]


def test_the_footer_shows_what_staff_set(client):
    settings = InitiativeSettings.load()
    settings.footer_ar, settings.contact_email = "متضامنون", "info@example.org"
    settings.telegram_url = "https://example.org/t"
    settings.save()
    page = get(client, "/ar/")
    assert "متضامنون" in page.text
    assert {"mailto:info@example.org", "https://example.org/t", settings.licence_url} <= page.links


@pytest.mark.parametrize(
    ("lang", "text", "guide"),
    [
        ("en", "For partner websites", "/api/v1/docs/"),
        ("ar", "للمواقع الشريكة", "/api/v1/docs/ar/"),
    ],
)
def test_the_footer_leads_partners_to_the_guide_of_the_api(client, lang, text, guide):
    page = get(client, f"/{lang}/")
    assert text in page.text
    assert len(page.all("a", href=guide)) == 1
    assert get(client, guide).all("html")[0]["lang"] == lang


def test_a_reader_never_makes_the_settings_row(client):
    InitiativeSettings.objects.all().delete()
    get(client, "/en/")
    assert not InitiativeSettings.objects.exists()


def test_what_is_not_public_is_not_there(client):
    draft = factories.make_story(live=False)
    restricted = factories.make_story()
    PageViewRestriction.objects.create(page=restricted, restriction_type="login")
    withdrawn = factories.make_story()
    withdrawn.unpublish()
    for story in (draft, restricted, withdrawn):
        assert client.get(f"/en/news/{story.slug}/").status_code in {404, 410}
        assert story.title not in get(client, "/en/news/").text
    assert client.get(f"/en/news/{draft.slug}/").status_code == 404
    assert client.get(f"/en/news/{withdrawn.slug}/").status_code == 410


def test_a_restricted_page_is_open_to_who_is_signed_in_and_never_cached(client):
    story = factories.make_story(title="For members")
    PageViewRestriction.objects.create(page=story, restriction_type="login")
    client.force_login(User.objects.create_user("reader@example.org", "a long password"))
    response = client.get(f"/en/news/{story.slug}/")
    assert "For members" in Html(response).text
    assert "no-store" in response["Cache-Control"]


def test_who_is_signed_in_and_not_of_the_group_is_not_sent_to_sign_in(client):
    """Stock: the sign-in form sends back who is signed in already, and so for ever."""
    story = factories.make_story()
    restriction = PageViewRestriction.objects.create(page=story, restriction_type="groups")
    restriction.groups.add(Group.objects.create(name="Board"))
    user = factories.make_user(roles.translators("ar"))
    client.force_login(user)
    assert client.get(f"/en/news/{story.slug}/").status_code in {404, 410}
    user.groups.add(Group.objects.get(name="Board"))
    assert client.get(f"/en/news/{story.slug}/").status_code == 200


def test_only_reading_methods_reach_a_page(client):
    assert client.post("/en/").status_code == 405
    assert client.head("/en/").status_code == 200


def test_the_site_stays_within_its_budget_of_styles():
    css = (django_settings.ROOT / "site/static/css/site.css").read_bytes()
    script = (django_settings.ROOT / "site/static/js/share.js").read_bytes()
    assert len(gzip.compress(css)) <= 15_000
    assert len(gzip.compress(script)) <= 8_000
