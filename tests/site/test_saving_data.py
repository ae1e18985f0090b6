"""`Save-Data: on`: no picture is loaded; its place, its description and a link are shown."""

import gzip
import re

import pytest
from django.core.files.storage import default_storage

from tests import factories
from tests.site.pages import Html, get

pytestmark = [pytest.mark.django_db, pytest.mark.any_database]

SAVING = {"HTTP_SAVE_DATA": "on"}
LINK = {
    "en": re.compile(r"Show the picture \((\d+) KB\)"),
    "ar": re.compile(r"عرض الصورة \((\d+) كيلوبايت\)"),
}


def light(client, path):
    response = client.get(path, **SAVING)
    assert response.status_code == 200
    return Html(response)


@pytest.fixture
def heavy():
    """A picture whose files have some weight."""
    return factories.make_image(size=(1600, 1200), title="x")


def everywhere(lang, image):
    """A story, a forum and the front page with a picture in every place; return their addresses."""
    body = [
        ("photo", {"image": image, "caption": "", "credit": ""}),
        ("gallery", {"photos": [{"image": image, "caption": "", "credit": ""}] * 2}),
    ]
    forum = factories.make_forum(lang, lead_image=image, body=body)
    story = factories.make_story(lang, lead_image=image, body=body, forums=[forum])
    factories.make_story(lang, lead_image=image, forums=[forum])
    home = factories.home_page(lang)
    home.lead_image = image
    home.save_revision().publish()
    return [forum.get_url(), story.get_url(), f"/{lang}/", f"/{lang}/news/"]


@pytest.mark.parametrize("lang", ["en", "ar"])
def test_no_page_loads_a_picture(client, heavy, lang):
    for path in everywhere(lang, heavy):
        whole, page = get(client, path), light(client, path)
        assert whole.all("picture")
        assert not page.all("picture")
        assert not page.all("source")
        loaded = {image["src"] for image in page.all("img")}
        assert loaded == {"/static/blank.svg"}
        assert not any("srcset" in image for image in page.all("img"))


@pytest.mark.parametrize(("lang", "alt"), [("en", "A river"), ("ar", "نهر")])
def test_a_link_shows_each_picture_with_its_size_and_description(client, heavy, lang, alt):
    for path in everywhere(lang, heavy):
        whole, page = get(client, path), light(client, path)
        addresses = [image["src"] for image in whole.all("img")]
        assert [a["href"] for a in page.all("a") if a["href"] in set(addresses)] == addresses
        sizes = LINK[lang].findall(page.text)
        name = addresses[0].rpartition("/")[2]
        kilobytes = default_storage.size(f"renditions/{name}") / 1024
        assert len(sizes) == len(addresses)
        assert all(abs(int(size) - kilobytes) <= 1 for size in sizes)
        assert page.text.count(alt) >= len(addresses)


def test_the_place_of_a_picture_is_as_large_as_the_picture(client, heavy):
    story = factories.make_story(lead_image=heavy)
    (picture,) = get(client, story.get_url()).all("img")
    (place,) = light(client, story.get_url()).all("img")
    assert {picture[name] for name in ("width", "height")} == {"800", "600"}
    assert all(place[name] == picture[name] for name in ("width", "height"))


def test_a_picture_whose_file_is_lost_has_a_link_without_size(client, heavy):
    story = factories.make_story(lead_image=heavy)
    for rendition in heavy.renditions.all():
        default_storage.delete(rendition.file.name)
    page = light(client, story.get_url())
    assert "Show the picture" in page.text
    assert not LINK["en"].search(page.text)


@pytest.mark.parametrize(
    ("header", "saves"),
    [("on", True), ("On", True), ("on; x=1", True), ("off", False), ("", False), ("only", False)],
)
def test_the_header_decides_and_nothing_else(client, heavy, header, saves):
    story = factories.make_story(lead_image=heavy)
    page = Html(client.get(f"{story.get_url()}?save-data=on", HTTP_SAVE_DATA=header))
    assert bool(page.all("picture")) is not saves


def test_both_forms_of_a_page_are_cached_beside_each_other(
    client, heavy, django_assert_max_num_queries
):
    path = factories.make_story(lead_image=heavy).get_url()
    whole, saving = client.get(path), client.get(path, **SAVING)
    assert whole.content != saving.content
    assert whole["ETag"] != saving["ETag"]
    for _each in range(2):
        with django_assert_max_num_queries(1):
            again = client.get(path), client.get(path, **SAVING)
        assert [each.content for each in again] == [whole.content, saving.content]
    assert {each["Vary"] for each in (whole, saving, *again)} == {"Accept-Encoding, Save-Data"}


def test_each_form_is_compressed_and_known_by_its_own_tag(client, heavy):
    path = factories.make_story(lead_image=heavy).get_url()
    whole, saving = client.get(path), client.get(path, **SAVING)
    packed = client.get(path, HTTP_ACCEPT_ENCODING="gzip", **SAVING)
    assert gzip.decompress(packed.content) == saving.content
    assert client.get(path, HTTP_IF_NONE_MATCH=saving["ETag"], **SAVING).status_code == 304
    unchanged = client.get(path, HTTP_IF_NONE_MATCH=saving["ETag"])
    assert (unchanged.status_code, unchanged.content) == (200, whole.content)


def test_what_shows_no_pictures_has_one_form(client, heavy):
    factories.make_story(lead_image=heavy)
    for path in ("/sitemap.xml", "/robots.txt"):
        plain, saving = client.get(path), client.get(path, **SAVING)
        assert saving.content == plain.content
        assert saving["Vary"] == "Accept-Encoding"


def test_partners_and_feeds_get_the_same_whoever_saves_data(client, heavy):
    body = [("photo", {"image": heavy, "caption": "", "credit": ""})]
    story = factories.make_story(lead_image=heavy, body=body)
    for path in (f"/api/v1/news/{story.work}/en/", "/feeds/en/news.rss"):
        plain, saving = client.get(path), client.get(path, **SAVING)
        assert saving.content == plain.content
        assert b"renditions/" in plain.content
        assert "Save-Data" not in saving["Vary"]


def test_what_is_cached_nowhere_names_the_header_too(client):
    assert "Save-Data" in client.get("/en/nothing/")["Vary"]
