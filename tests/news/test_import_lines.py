"""What is refused, and how the file itself is read."""

import io
import json

import pytest
from django.core.management import CommandError, call_command

from core.models import Person
from core.publication import registry
from news.importing.fields import KEYS
from news.models import NewsPage
from tests import factories
from tests.news.import_runner import ARABIC, WORK, line

pytestmark = pytest.mark.any_database


@pytest.fixture(scope="module")
def forum(once):
    return factories.make_forum("en", title="Hit", slug="hit")


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
        (line(published_at="2090-01-01"), "published_at: “2090-01-01” lies in the future"),
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
        (line(image="notes.txt"), "image: “notes.txt”: "),
        (line(body_html="<p>x</p><img src=no.png>"), "body_html: there is no file “no.png”"),
        (line(body_html="<img src='https://x.example/a.png'>"), "body_html: holds nothing but"),
        (line(byline=" ، "), "byline: “،” names nobody"),
        (line(body_html="<img src='a\x01:b'>"), "body_html: there is no file"),
    ],
)
def test_a_bad_line_is_reported_and_the_others_go_in(run, forum, wrong, reason):
    (run.folder / "notes.txt").write_text("No picture.")
    good = line(title="Good")
    summary = run(good, wrong, line(title="Good too"))
    assert run.failed
    assert run.reasons[0].startswith("line 2: ")
    assert reason in run.reasons[0]
    assert summary == "2 stories imported (2 new, 0 updated, 0 unchanged), 1 refused.\n"
    assert set(NewsPage.objects.values_list("title", flat=True)) == {"Good", "Good too"}
    assert not Person.objects.exists()


def test_all_that_is_wrong_with_a_line_is_reported_at_once(run):
    run(line(title="", lang="fr", colour="red"))
    (reason,) = run.reasons
    assert f"unknown key “colour”; known: {', '.join(KEYS)}; lang: “fr” is not" in reason
    assert reason.endswith("; title: is missing or empty")


def test_a_line_without_end_is_refused_and_the_next_one_goes_in(run, monkeypatch):
    monkeypatch.setattr("news.importing.lines.LINE_LIMIT", 2000)
    run(line(), line(body_html="x" * 9000), line(title="Next"))
    assert run.reasons == ["line 2: the line is longer than 0 MB"]
    assert NewsPage.objects.count() == 2


def test_a_byte_order_mark_blank_lines_and_windows_line_ends_are_tolerated(run):
    first, second = (json.dumps(line(title=title)).encode() for title in ("One", "Two"))
    summary = run(b"\xef\xbb\xbf" + first + b"\r", b"  \r", b"", second + b"\r")
    assert summary.startswith("2 stories imported (2 new")


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


def test_the_help_names_every_key(capsys):
    with pytest.raises(SystemExit):
        call_command("import_stories", "--help")
    assert "event_end, source_url, image" in capsys.readouterr().out
