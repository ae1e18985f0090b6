"""The command import_stories: what goes in, what is refused, and what a second run does."""

import io
import json
from pathlib import Path
from typing import Any
from uuid import UUID, uuid4

import pytest
from django.core.management import CommandError, call_command
from wagtail.models import Page, Revision

from core.models import Person, ShelfItem, SiteImage
from core.shelf import registry
from news.importing import stories
from news.models import NewsPage
from tests import factories

WORK = "5d0c2b8e-7f43-4c1a-9b52-3e6a1f0d8c71"


def line(**keys: Any) -> dict[str, Any]:
    """Return the keys of a line that can be imported; None leaves one out."""
    keys = {
        "lang": "en",
        "title": "Rain at last",
        "summary": "It rained in Hit.",
        "body_html": "<p>It rained all night.</p>",
        "published_at": "2019-06-08T09:00:00Z",
    } | keys
    return {key: value for key, value in keys.items() if value is not None}


ARABIC = {
    "lang": "ar",
    "title": "المطر أخيراً",
    "summary": "أمطرت في هيت.",
    "body_html": "<p>أمطرت طوال الليل.</p>",
}


class Importer:
    """Runs the command on lines, and keeps what it printed."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder

    def __call__(self, *lines: Any, **options: Any) -> str:
        """Import lines (objects, or bytes as they are) and return what was printed."""
        file = self.folder / "stories.jsonl"
        file.write_bytes(
            b"".join(
                (each if isinstance(each, bytes) else json.dumps(each).encode()) + b"\n"
                for each in lines
            )
        )
        self.out, self.err = io.StringIO(), io.StringIO()
        self.failed = False
        try:
            call_command("import_stories", str(file), stdout=self.out, stderr=self.err, **options)
        except CommandError:
            self.failed = True
        return self.out.getvalue()

    @property
    def reasons(self) -> list[str]:
        return self.err.getvalue().splitlines()


@pytest.fixture
def run(db, tmp_path) -> Importer:
    folder = tmp_path / "import"
    folder.mkdir()
    return Importer(folder)


@pytest.fixture
def picture(run, jpeg_bytes) -> Path:
    path = run.folder / "river.jpg"
    path.write_bytes(jpeg_bytes)
    return path


def story(**where: Any) -> NewsPage:
    return NewsPage.objects.get(**where)


def test_a_line_becomes_a_public_story_with_everything_it_names(run, picture):
    forum = factories.make_forum("en", title="Hit Peace Forum", slug="hit")
    topic = factories.make_topic("Water", "المياه", slug="water")
    organisation = factories.make_organisation("Helpers", "المساعدون")
    summary = run(
        line(
            work=WORK,
            slug="rain",
            forums=["hit"],
            topics=["المياه"],
            organisations=["HELPERS"],
            governorate="الأنبار",
            byline="Jo Doe",
            place="Hit",
            event_start="2019-06-07",
            event_end="2019-06-07T18:00",
            source_url="https://example.org/rain",
            image="river.jpg",
            image_alt="A river",
        )
    )
    assert summary == "1 story imported (1 new, 0 updated, 0 unchanged), 0 refused.\n"
    page = story(slug="rain")
    assert str(page.translation_key) == WORK
    assert page.story_date.isoformat() == "2019-06-08T09:00:00+00:00"
    assert page.first_published_at == page.story_date
    assert [*page.forums.all(), *page.topics.all(), *page.partner_organisations.all()] == [
        forum,
        topic,
        organisation,
    ]
    assert (page.governorate.slug, page.place) == ("anbar", "Hit")
    assert (page.byline_person.name_en, page.byline_person.name_ar) == ("Jo Doe", "Jo Doe")
    assert page.lead_image.alt_en == "A river"
    assert page.source_url == "https://example.org/rain"
    assert ShelfItem.objects.public().get(page_id=page.pk).path == "/en/news/rain/"


def test_dates_without_an_offset_are_of_baghdad(run):
    run(line(published_at="2019-06-08", event_start="2019-06-07T10:00:00"))
    page = story()
    assert page.story_date.isoformat() == "2019-06-07T21:00:00+00:00"
    assert page.event_start.isoformat() == "2019-06-07T07:00:00+00:00"


def test_a_slug_is_made_from_the_title_in_its_own_script(run):
    run(line(**ARABIC))
    assert story().slug == "المطر-اخيرا" or story().slug.startswith("المطر")
    assert ShelfItem.objects.public().get(type="news").path.startswith("/ar/news/المطر")


def test_plain_text_becomes_paragraphs(run):
    run(line(body_html=None, body_text="One & two\nthree\n\n\nFour"))
    assert story().body.get_prep_value()[0]["value"] == (
        "<p>One &amp; two<br/>three</p><p>Four</p>"
    )


def test_every_block_has_an_id(run):
    run(line(body_html="<h2>A</h2><p>b</p><blockquote>c</blockquote>"))
    blocks = story().body.get_prep_value()
    assert [block["type"] for block in blocks] == ["heading", "paragraph", "quote"]
    assert all(UUID(block["id"]) for block in blocks)


@pytest.mark.parametrize(
    ("wrong", "reason"),
    [
        (b"{", "not JSON"),
        (b"[1]", "not a JSON object"),
        (b'{"lang": "\xff"}', "not UTF-8: byte 11"),
        (b'{"title": "a\\u0000b"}', "title: holds a character that cannot be stored"),
        (b'{"topics": ["a\\u0000b"]}', "topics: holds a character that cannot be stored"),
        (b"[" * 5000, "not JSON"),
        (line(title=None), "title: is missing or empty"),
        (line(summary="  "), "summary: is missing or empty"),
        (line(published_at=None), "published_at: is missing or empty"),
        (line(body_html=None), "body_html: is missing or empty"),
        (line(body_html="<script>alert(1)</script>"), "body_html: holds no text"),
        (line(body_text="Both"), "body_text: give body_html or body_text, not both"),
        (line(lang="fr"), "lang: “fr” is not a language of this site. Known: en, ar"),
        (line(titel="Typo"), "unknown key “titel”"),
        (line(title="x" * 256), "title: is 256 characters long; at most 255"),
        (line(summary="x" * 501), "summary: is 501 characters long; at most 500"),
        (line(place="x" * 161), "place: is 161 characters long; at most 160"),
        (line(byline="x" * 161), "byline: is 161 characters long; at most 160"),
        (line(body_html="x" * 200_001), "body_html: is 200001 characters long"),
        (line(title=7), "title: must be a string"),
        (line(topics="water"), "topics: must be a list of strings"),
        (line(original="yes"), "original: must be true or false"),
        (line(work="12"), "work: “12” is not a UUID"),
        (line(published_at="yesterday"), "published_at: “yesterday” is not a date"),
        (line(published_at="2019-02-30"), "published_at: “2019-02-30” is not a date"),
        (line(published_at="0001-01-01T00:00:00+14:00"), "published_at: “0001-01-01"),
        (line(published_at="2190-01-01"), "published_at: “2190-01-01” lies in the future"),
        (line(slug="a b"), "slug: "),
        (line(slug="x" * 256), "slug: is 256 characters long"),
        (line(source_url="javascript:alert(1)"), "source_url: "),
        (line(forums=["hitt"]), "forums: there is no forum “hitt”. Known: hit"),
        (line(forums=[WORK]), f"forums: there is no forum “{WORK}”"),
        (line(topics=["Waters"]), "topics: there is no topic “Waters”. There are none yet"),
        (line(organisations=["?"]), "organisations: there is no organisation “?”"),
        (line(governorate="Texas"), "governorate: there is no governorate “Texas”. Known: anbar"),
        (line(event_end="2019-01-01"), "event_end: an event that ends also starts"),
        (
            line(event_start="2019-01-02", event_end="2019-01-01"),
            "event_end: The end lies before the start.",
        ),
        (line(image="missing.jpg"), "image: there is no file “missing.jpg”"),
        (line(image="../secret.jpg"), "image: “../secret.jpg” lies outside of the folder"),
        (line(image="/etc/passwd"), "image: “/etc/passwd” lies outside of the folder"),
        (line(image="stories.jsonl"), "image: “stories.jsonl”: This file is not a picture"),
        (line(body_html="<p>x</p><img src=no.png>"), "body_html: there is no file “no.png”"),
        (line(body_html="<img src='https://x.example/a.png'>"), "body_html: holds nothing but"),
        (line(byline="، "), "byline: "),
    ],
)
def test_a_bad_line_is_reported_and_the_others_go_in(run, wrong, reason):
    factories.make_forum("en", title="Hit", slug="hit")
    good = line(title="Good")
    summary = run(good, wrong, line(title="Good too"))
    assert run.failed
    assert run.reasons[0].startswith("line 2: ")
    assert reason in run.reasons[0]
    assert summary == "2 stories imported (2 new, 0 updated, 0 unchanged), 1 refused.\n"
    assert set(NewsPage.objects.values_list("title", flat=True)) == {"Good", "Good too"}
    assert not Person.objects.exists()


def test_all_that_is_wrong_with_a_line_is_said_at_once(run):
    run(line(title="", lang="fr", colour="red"))
    assert run.reasons == [
        "line 1: unknown key “colour”; known: lang, title, summary, published_at, body_html, "
        "body_text, work, original, slug, forums, topics, organisations, governorate, byline, "
        "place, event_start, event_end, source_url, image, image_alt; "
        "lang: “fr” is not a language of this site. Known: en, ar; title: is missing or empty"
    ]


def test_a_line_without_end_is_refused_and_the_next_one_goes_in(run, monkeypatch):
    monkeypatch.setattr("news.importing.lines.LINE_LIMIT", 2000)
    run(line(), line(body_html="x" * 9000), line(title="Next"))
    assert run.reasons == ["line 2: the line is longer than 0 MB"]
    assert NewsPage.objects.count() == 2


def test_a_byte_order_mark_blank_lines_and_windows_line_ends_are_tolerated(run):
    first, second = (json.dumps(line(title=title)).encode() for title in ("One", "Two"))
    summary = run(b"\xef\xbb\xbf" + first + b"\r", b"  \r", b"", second + b"\r")
    assert summary.startswith("2 stories imported (2 new")


def test_a_thousand_lines_with_three_bad_ones_and_again(run):
    factories.make_forum("en", title="Hit", slug="hit")
    lines: list[Any] = []
    for number in range(500):
        work = str(uuid4())
        lines.append(line(work=work, title=f"Story {number}", forums=["hit"]))
        lines.append(line(work=str(uuid4()), **ARABIC | {"title": f"خبر {number}"}))
    lines[16] = line(work=str(uuid4()), forums=["hitt"])
    lines[499] = b'{"lang": "en", '
    lines[998] = line(work=str(uuid4()), published_at="soon")
    summary = run(*lines)
    assert summary == "997 stories imported (997 new, 0 updated, 0 unchanged), 3 refused.\n"
    assert [reason.split(":")[0] for reason in run.reasons] == ["line 17", "line 500", "line 999"]
    assert run.failed
    assert ShelfItem.objects.public().of_type("news").count() == 997
    summary = run(*lines)
    assert summary == "997 stories imported (0 new, 0 updated, 997 unchanged), 3 refused.\n"
    assert NewsPage.objects.count() == 997


def test_a_line_is_known_again_by_work_and_language(run):
    run(line(work=WORK))
    page = story()
    assert "1 updated" in run(line(work=WORK, title="Rain, at last"))
    assert story().title == "Rain, at last"
    assert story().slug == page.slug


@pytest.mark.parametrize(
    "known_by",
    [{"source_url": "https://example.org/1"}, {"slug": "rain"}, {}],
    ids=["source", "slug", "title and date"],
)
def test_a_line_without_work_is_known_again(run, known_by):
    run(line(**known_by))
    assert "1 updated" in run(line(summary="Other words.", **known_by))
    assert story().summary == "Other words."


def test_the_same_source_in_another_language_is_another_story(run):
    run(
        line(source_url="https://example.org/1"), line(source_url="https://example.org/1", **ARABIC)
    )
    assert NewsPage.objects.count() == 2


def test_of_two_lines_for_one_story_the_later_one_wins(run):
    summary = run(line(work=WORK), line(work=WORK, title="Later"))
    assert summary.startswith("2 stories imported (1 new, 1 updated, 0 unchanged)")
    assert story().title == "Later"


def test_an_unchanged_line_makes_no_revision(run, picture):
    factories.make_forum("en", title="Hit", slug="hit")
    keys = line(work=WORK, forums=["hit"], image="river.jpg", byline="Jo Doe")
    run(keys)
    before = Revision.objects.count()
    assert "1 unchanged" in run(keys)
    assert Revision.objects.count() == before
    assert SiteImage.objects.count() == 1


def test_an_absent_key_leaves_the_value_and_an_empty_one_clears_it(run, picture):
    topic = factories.make_topic(slug="water")
    run(line(work=WORK, topics=["water"], place="Hit", image="river.jpg", byline="Jo Doe"))
    run(line(work=WORK, title="Other"))
    page = story()
    assert (page.place, list(page.topics.all()), page.lead_image_id is not None) == (
        "Hit",
        [topic],
        True,
    )
    run(line(work=WORK, topics=[], place="", image="", byline=""))
    page = story()
    assert (page.place, list(page.topics.all()), page.lead_image_id) == ("", [], None)
    assert page.byline_person is None


def test_a_paragraph_that_stays_keeps_its_id(run):
    run(line(work=WORK, body_html="<p>One</p><h2>Two</h2><p>Three</p>"))
    before = [block["id"] for block in story().body.get_prep_value()]
    run(line(work=WORK, body_html="<h2>New</h2><p>One</p><h2>Two!</h2><p>Three</p>"))
    after = [block["id"] for block in story().body.get_prep_value()]
    assert after[1:] == before
    assert after[0] not in before


def test_a_work_that_is_another_page_is_refused(run):
    page = factories.make_page("en", title="About")
    run(line(work=str(page.translation_key)))
    assert "is not a story but the page “About”" in run.reasons[0]


def test_a_source_that_is_here_under_another_work_is_refused(run):
    run(line(work=WORK, source_url="https://example.org/1"))
    run(line(work=str(uuid4()), source_url="https://example.org/1"))
    assert run.reasons[0] == (f"line 1: work: the story from this source is already here as {WORK}")


def test_a_work_that_has_the_language_from_another_source_is_refused(run):
    run(line(work=WORK, source_url="https://example.org/1"))
    run(line(work=WORK, source_url="https://example.org/2"))
    assert "already here, from another source: https://example.org/1" in run.reasons[0]
    assert story().source_url == "https://example.org/1"


def test_a_slug_that_another_story_has_is_refused(run):
    run(line(work=WORK, slug="rain"), line(work=str(uuid4()), slug="rain"))
    assert run.reasons[0].startswith("line 2: slug: ")
    assert NewsPage.objects.count() == 1


def test_a_story_that_is_locked_in_the_cms_is_refused(run):
    run(line(work=WORK))
    Page.objects.filter(pk=story().pk).update(locked=True)
    run(line(work=WORK, title="Other"))
    assert run.reasons == ["line 1: the story is locked in the CMS"]


def test_a_story_that_was_withdrawn_in_the_cms_stays_withdrawn(run):
    run(line(work=WORK))
    story().unpublish()
    run(line(work=WORK, title="Other"))
    assert "withdrawn in the CMS and stays so" in run.reasons[0]
    assert not story().live
    assert story().get_latest_revision_as_object().title == "Other"
    assert not ShelfItem.objects.public().of_type("news").exists()


def test_what_cannot_be_rendered_is_refused_alone(run, monkeypatch):
    renderer = registry.renderer_of(NewsPage)

    def fails(pages, states):
        if any(page.title == "Bad" for page in pages):
            raise RuntimeError("broken")
        return renderer(pages, states)

    monkeypatch.setitem(registry._registry.renderers, NewsPage, fails)
    run(line(title="One"), line(title="Bad"), line(title="Two"))
    assert run.reasons == ["line 2: it cannot be published: broken"]
    assert set(NewsPage.objects.values_list("title", flat=True)) == {"One", "Two"}


def test_drafts_are_not_public(run):
    run(line(work=WORK), draft=True)
    assert not story().live
    assert story().first_published_at is None
    assert "1 unchanged" in run(line(work=WORK), draft=True)
    assert "1 updated" in run(line(work=WORK))
    assert ShelfItem.objects.public().of_type("news").count() == 1


def test_a_public_story_gets_a_draft_beside_it(run):
    run(line(work=WORK))
    run(line(work=WORK, title="Draft"), draft=True)
    page = story()
    assert (page.live, page.title, page.has_unpublished_changes) == (True, "Rain at last", True)
    assert page.get_latest_revision_as_object().title == "Draft"
    assert ShelfItem.objects.public().get(type="news").title == "Rain at last"


def test_a_dry_run_reports_everything_and_writes_nothing(run, picture, settings):
    pages = Page.objects.count()
    lines = [
        line(work=WORK, image="river.jpg", byline="Jo Doe"),
        line(work=WORK, slug="twice", **ARABIC),
        line(slug="rain", title="A"),
        line(slug="rain", work=str(uuid4())),
        line(image="none.jpg"),
    ]
    summary = run(*lines, dry_run=True)
    assert summary == "3 stories would be imported (3 new, 0 updated, 0 unchanged), 2 refused.\n"
    assert run.failed
    assert [reason.split(": ")[:2] for reason in run.reasons] == [
        ["line 4", "slug"],
        ["line 5", "image"],
    ]
    assert Page.objects.count() == pages
    assert not Person.objects.exists()
    assert not SiteImage.objects.exists()
    assert not list(Path(settings.MEDIA_ROOT).rglob("*.jpg"))


def test_a_dry_run_of_changes_leaves_the_story_as_it_was(run):
    run(line(work=WORK))
    assert "0 new, 1 updated" in run(line(work=WORK, title="Other"), dry_run=True)
    assert story().title == "Rain at last"
    assert ShelfItem.objects.public().get(type="news").title == "Rain at last"


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
    assert run.reasons == [
        "line 1: note: <iframe> was left out",
        "line 1: note: picture “https://elsewhere.example/a.png” was left out: "
        "it is not a file here",
    ]
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


def test_the_byline_of_a_translation_completes_the_persons_name(run):
    run(line(work=WORK, byline="Jo Doe"), line(work=WORK, byline="جو دو", **ARABIC))
    person = Person.objects.get()
    assert (person.name_en, person.name_ar) == ("Jo Doe", "جو دو")
    assert NewsPage.objects.filter(byline_person=person).count() == 2


def test_two_lines_of_a_work_are_original_and_translation(run):
    run(line(work=WORK), line(work=WORK, **ARABIC))
    items = {item.lang: item for item in ShelfItem.objects.public().of_type("news")}
    assert (items["en"].translation_status, items["en"].original_lang) == ("original", "en")
    assert (items["ar"].translation_status, items["ar"].original_lang) == ("complete", "en")


def test_the_line_that_says_so_is_the_original(run):
    run(line(work=WORK), line(work=WORK, original=True, **ARABIC))
    items = {item.lang: item for item in ShelfItem.objects.public().of_type("news")}
    assert items["en"].translation_status == "complete"
    assert {item.original_lang for item in items.values()} == {"ar"}


def test_a_joined_pair_can_be_imported_again_and_updated(run):
    english, arabic = line(work=WORK), line(work=WORK, **ARABIC)
    run(english, arabic)
    assert "2 unchanged" in run(english, arabic)
    english["body_html"] = "<p>It rained all night and all day.</p>"
    arabic["body_html"] = "<p>أمطرت طوال الليل والنهار.</p>"
    assert "2 updated" in run(english, arabic)
    assert not run.failed
    items = {item.lang: item for item in ShelfItem.objects.public().of_type("news")}
    assert "والنهار" in items["ar"].full
    assert items["ar"].translation_status == "complete"
    assert "2 unchanged" in run(english, arabic)


def test_a_translation_stays_when_only_its_original_is_updated(run):
    run(line(work=WORK), line(work=WORK, **ARABIC))
    assert "1 updated" in run(line(work=WORK, body_html="<p>It rained for two nights.</p>"))
    items = {item.lang: item for item in ShelfItem.objects.public().of_type("news")}
    assert items["ar"].translation_status == "outdated"
    assert "أمطرت" in items["ar"].full


def test_pages_that_are_built_differently_stay_independent(run):
    run(line(work=WORK), line(work=WORK, **ARABIC | {"body_html": "<p>أمطرت.</p><p>كثيراً.</p>"}))
    assert ShelfItem.objects.public().of_type("news").count() == 2


def test_drafts_of_a_work_are_joined_too(run):
    run(line(work=WORK), line(work=WORK, **ARABIC), draft=True)
    assert NewsPage.objects.filter(live=False).count() == 2
    assert not ShelfItem.objects.public().of_type("news").exists()


def test_there_must_be_a_list_of_stories(run):
    factories.news_index("ar").delete()
    run(line(**ARABIC))
    assert run.reasons == ["line 1: lang: there is no list of stories in العربية"]


def test_lines_come_from_standard_input_too(db, monkeypatch, tmp_path):
    stream = io.BytesIO(json.dumps(line()).encode())
    monkeypatch.setattr("sys.stdin", io.TextIOWrapper(stream))
    monkeypatch.chdir(tmp_path)
    call_command("import_stories", "-", stdout=io.StringIO())
    assert NewsPage.objects.count() == 1


@pytest.mark.parametrize("path", ["missing.jsonl", "."])
def test_a_file_that_cannot_be_read_is_one_clear_line(db, tmp_path, monkeypatch, path):
    monkeypatch.chdir(tmp_path)
    with pytest.raises(CommandError, match="cannot be read"):
        call_command("import_stories", path)


def test_a_folder_of_pictures_must_exist(db, tmp_path):
    with pytest.raises(CommandError, match="is not a folder"):
        call_command("import_stories", "-", images_dir=tmp_path / "none")


def test_importing_costs_a_bounded_number_of_queries(run, django_assert_max_num_queries):
    run(line(title="Warm"))
    with django_assert_max_num_queries(1200):
        run(*(line(title=f"Story {number}") for number in range(10)))


def test_the_help_names_every_key(capsys):
    command = stories.__name__ and call_command
    with pytest.raises(SystemExit):
        command("import_stories", "--help")
    assert "event_end, source_url, image" in capsys.readouterr().out
