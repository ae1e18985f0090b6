"""Pictures that lines bring, and names that they refer to."""

from pathlib import Path

from core.models import SiteImage
from news.models import NewsPage
from tests import factories
from tests.news.import_runner import ARABIC, line, story


def test_a_picture_of_many_stories_is_stored_once(run, picture):
    (run.folder / "copy.jpg").write_bytes(picture.read_bytes())
    run(
        line(title="One", image="river.jpg"),
        line(title="Two", image="copy.jpg", image_alt="A river"),
    )
    assert SiteImage.objects.get().alt_en == "A river"
    assert NewsPage.objects.filter(lead_image__isnull=False).count() == 2


def test_a_picture_of_a_refused_line_leaves_no_file(run, picture, settings):
    run(line(image="river.jpg", forums=["none"]))
    assert run.failed
    assert not SiteImage.objects.exists()
    assert not list(Path(settings.MEDIA_ROOT).rglob("*.jpg"))


def test_a_link_that_leads_out_of_the_folder_is_refused(run, picture, tmp_path):
    (tmp_path / "secret.jpg").write_bytes(picture.read_bytes())
    (run.folder / "link.jpg").symlink_to(tmp_path / "secret.jpg")
    run(line(image="link.jpg"))
    assert "lies outside of the folder" in run.reasons[0]


def test_pictures_may_lie_in_another_folder(run, picture, tmp_path):
    pictures = tmp_path / "pictures"
    pictures.mkdir()
    picture.rename(pictures / "river.jpg")
    run(line(image="river.jpg"), images_dir=pictures)
    assert story().lead_image is not None


def test_pictures_in_the_text_become_photos_or_notes(run, picture):
    html = (
        "<p>One</p><figure><img src='river.jpg' alt='A river'><figcaption>Cap</figcaption></figure>"
        "<p>Two</p><img src='https://elsewhere.example/a.png'><p>Three</p><iframe src=x></iframe>"
    )
    run(line(body_html=html))
    blocks = story().body.get_prep_value()
    assert [block["type"] for block in blocks] == ["paragraph", "photo", "paragraph"]
    image = SiteImage.objects.get()
    assert blocks[1]["value"] == {"image": image.pk, "caption": "Cap", "credit": ""}
    assert image.alt_en == "A river"
    assert blocks[2]["value"] == "<p>Two</p><p>Three</p>"
    assert run.reasons[0] == "line 1: note: <iframe> was left out"
    assert "note: picture “https://elsewhere.example/a.png” was left out" in run.reasons[1]
    assert not run.failed


def test_a_forum_is_found_in_either_language_and_taken_in_the_storys_own(run):
    english = factories.make_forum("en", title="Hit Peace Forum", slug="hit")
    arabic = factories.make_forum(
        "ar", title="منتدى هيت", slug="هيت", translation_key=english.translation_key
    )
    run(
        line(title="Slug", forums=["هيت"]),
        line(title="Work", forums=[str(english.translation_key), "hit"]),
        line(forums=["hit"], **ARABIC),
    )
    assert list(story(title="Slug").forums.all()) == [english]
    assert list(story(title="Work").forums.all()) == [english]
    assert list(story(title=ARABIC["title"]).forums.all()) == [arabic]


def test_a_byline_is_a_person_an_organisation_or_both(run):
    helpers = factories.make_organisation("Helpers", "المساعدون")
    person = factories.make_person("Jo Doe", "جو دو")
    factories.make_forum("en", title="Hit Peace Forum")
    run(
        line(title="1", byline="Helpers"),
        line(title="2", byline="jo doe, Helpers"),
        line(title="3", byline="جو دو، Hit Peace Forum"),
        line(title="4", byline="Doe, Jane"),
    )
    bylines = {
        page.title: (page.byline_person, page.byline_organisation)
        for page in NewsPage.objects.all()
    }
    assert bylines["1"] == (None, helpers)
    assert bylines["2"] == (person, helpers)
    assert bylines["3"] == (person, None)
    assert bylines["4"][0].name_en == "Doe, Jane"
