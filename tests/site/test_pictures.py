"""Pictures as readers get them: sizes, what they are cropped around, when they are loaded."""

import re
from pathlib import Path

import pytest
from django.contrib.staticfiles import finders
from wagtail.models import PageViewRestriction

from core.language.languages import LANGUAGES
from core.media.photos import make_renditions
from core.models import SiteImage, SiteRendition
from core.models.users import User
from tests import factories
from tests.site.pages import Html, get

pytestmark = [pytest.mark.django_db, pytest.mark.any_database]

FOCUS = re.compile(r"focus-(x|y)-(\d+)")


def photo_block(image):
    return "photo", {"image": image, "caption": "", "credit": ""}


def focused(x, y, size=(1200, 800)):
    """A picture in which one point matters."""
    return factories.make_image(
        size=size, focal_point_x=x, focal_point_y=y, focal_point_width=60, focal_point_height=60
    )


def steps(tag):
    """What a picture is cropped around, as its classes give it: {"x": 30, "y": 60}."""
    return {axis: int(step) for axis, step in FOCUS.findall(tag.get("class", ""))}


def figures(page, kind):
    return [tag["class"].split() for tag in page.all("figure") if kind in tag["class"].split()]


def widths(srcset):
    return [int(each.split()[1].removesuffix("w")) for each in srcset.split(", ")]


@pytest.mark.parametrize(("lang", "alt"), [("en", "A river"), ("ar", "نهر")])
def test_a_large_picture_is_offered_in_four_widths_and_two_formats(client, lang, alt):
    story = factories.make_story(lang, lead_image=factories.make_image(size=(2000, 1200)))
    page = get(client, story.get_url())
    (source,) = page.all("source", type="image/avif")
    (image,) = page.all("img")
    for tag in (source, image):
        assert widths(tag["srcset"]) == [240, 400, 800, 1200, 1600]
        assert tag["sizes"]
    assert (image["width"], image["height"], image["alt"]) == ("800", "480", alt)
    assert client.get(image["src"])["Content-Type"] == "image/jpeg"
    last = source["srcset"].split(", ")[-1].split()[0]
    assert client.get(last)["Content-Type"] == "image/avif"


def test_very_dense_screens_are_asked_to_take_less_in_every_place(client, photo):
    factories.make_story(lead_image=photo, body=[photo_block(photo)])
    for path in ("/en/", "/en/news/"):
        sizes = {image["sizes"].split(", ")[-2] for image in get(client, path).all("img")}
        assert all(each.startswith("(min-resolution: 2.5dppx) calc(0.6 * ") for each in sizes)
        assert sizes


def test_a_picture_is_cropped_around_the_editors_point_wherever_it_stands(client):
    image = focused(380, 470)
    story = factories.make_story(lead_image=image, body=[photo_block(image)])
    for path in (story.get_url(), "/en/news/", "/en/"):
        shown = get(client, path).all("img")
        assert shown
        assert all(steps(each) == {"x": 30, "y": 60} for each in shown), path


def test_without_a_point_the_middle_is_shown_and_no_class_is_needed(client, photo):
    story = factories.make_story(lead_image=photo)
    assert [each.get("class") for each in get(client, story.get_url()).all("img")] == [None]


@pytest.mark.parametrize(
    ("x", "y", "expected"),
    [(0, 0, {"x": 0, "y": 0}), (1200, 800, {"x": 100, "y": 100}), (60, 32, {"x": 10, "y": 0})],
)
def test_a_point_at_the_edge_has_a_step_as_well(client, x, y, expected):
    story = factories.make_story(lead_image=focused(x, y))
    assert steps(get(client, story.get_url()).all("img")[0]) == expected


def test_every_step_has_its_rule_in_the_style_sheet():
    css = Path(finders.find("css/site.css")).read_text(encoding="utf-8")
    for axis in "xy":
        rules = {
            int(step): int(percent)
            for step, percent in re.findall(
                rf"\.focus-{axis}-(\d+) {{ --focus-{axis}: (\d+)%; }}", css
            )
        }
        assert rules == {step: step for step in range(0, 101, 10) if step != 50}


def test_another_point_changes_every_page_that_shows_the_picture_and_the_social_crop(client):
    image = focused(120, 400)
    story = factories.make_story(lead_image=image, body=[photo_block(image)])
    paths = (story.get_url(), "/en/news/")
    before = {path: get(client, path) for path in paths}
    social = before[story.get_url()].meta("og:image")
    image.focal_point_x = 1100
    image.save()
    for path in paths:
        assert {steps(each)["x"] for each in before[path].all("img")} == {10}
        assert {steps(each)["x"] for each in get(client, path).all("img")} == {90}
    assert get(client, story.get_url()).meta("og:image") != social


@pytest.mark.parametrize(
    ("size", "shape"),
    [
        ((900, 1200), "portrait"),
        ((1000, 1000), None),
        ((1200, 800), None),
        ((1200, 420), None),
        ((1400, 400), "panorama"),
    ],
)
def test_story_pages_show_whole_what_cropping_would_spoil(client, size, shape):
    image = factories.make_image(size=size)
    story = factories.make_story(lead_image=image, body=[photo_block(image)])
    page = get(client, story.get_url())
    for kind in ("lead-picture", "photo"):
        assert figures(page, kind) == [[kind, shape] if shape else [kind]]


def test_only_the_lead_picture_of_a_page_is_loaded_at_once(client, photo):
    other = factories.make_image(alt_en="A bridge")
    factories.make_story(lead_image=other)
    factories.make_story(lead_image=other)
    story = factories.make_story(lead_image=photo, body=[photo_block(other), photo_block(photo)])
    home = factories.home_page()
    home.lead_image = photo
    home.save_revision().publish()
    for path in (story.get_url(), "/en/", "/en/news/"):
        first, *others = get(client, path).all("img")
        assert first["fetchpriority"] == "high"
        assert "loading" not in first
        assert others
        for each in others:
            assert (each["loading"], each.get("fetchpriority")) == ("lazy", None)


@pytest.fixture
def count_of_files(settings, tmp_path):
    """How many sizes of pictures there are, in rows and in files."""
    settings.MEDIA_ROOT = str(tmp_path / "media")

    def count():
        files = (tmp_path / "media" / "renditions").glob("*")
        return SiteRendition.objects.count(), len(list(files))

    return count


def lose_sizes(image):
    """Remove all sizes of a picture, as a restored backup without `renditions/` does."""
    for rendition in image.renditions.all():
        rendition.file.delete(save=False)
        rendition.delete()


def test_what_readers_open_makes_no_size_of_any_picture(client, count_of_files):
    lead, social, inside = (factories.make_image(title=name) for name in ("a", "b", "c"))
    story = factories.make_story(lead_image=lead, social_image=social, body=[photo_block(inside)])
    forum = factories.make_forum(lead_image=lead, body=[photo_block(inside)])
    council = factories.make_council(lead_image=lead)
    for image in (lead, social, inside):
        lose_sizes(image)
    before = count_of_files()
    assert before == (0, 0)
    for path in ("/en/", "/en/news/", "/en/forums/", "/en/councils/"):
        get(client, path)
    for page in (story, forum, council):
        get(client, page.get_url())
        assert not get(client, page.get_url()).all("figure")
    assert count_of_files() == before


def test_a_restricted_page_shows_the_sizes_that_there_are_and_makes_none(client, count_of_files):
    image = factories.make_image()
    story = factories.make_story(lead_image=image)
    PageViewRestriction.objects.create(page=story, restriction_type="login")
    lose_sizes(image)
    client.force_login(User.objects.create_user("reader"))
    assert client.get(story.get_url()).status_code == 200
    assert count_of_files() == (0, 0)
    make_renditions(SiteImage.objects.get(pk=image.pk))
    assert Html(client.get(story.get_url())).all("figure")


@pytest.mark.parametrize("lang", LANGUAGES)
def test_a_preview_shows_a_picture_that_was_uploaded_a_moment_ago(client, photo, lang):
    story = factories.make_story(lang, live=False, lead_image=photo, body=[photo_block(photo)])
    assert not photo.renditions.exists()
    page = Html(story.make_preview_request(preview_mode=""))
    assert len(page.all("figure")) == 2
