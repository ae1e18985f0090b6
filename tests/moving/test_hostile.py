"""Files that no honest WordPress writes, or only a broken one: one line each, nothing half done."""

import gzip
import resource
from pathlib import Path

import pytest

from core.models import PublishedItem
from moving.models import ImportedPost
from news.models import NewsPage
from tests.moving.exports import TEXT, attachment, export, item

pytestmark = [pytest.mark.django_db, pytest.mark.any_database]

FILES = Path(__file__).parent / "hostile"
# How many posts become pages, and the exit status; the reason, where something was refused.
WHOLE = {
    "blank-lines-first.xml": 1,
    "bom.xml": 1,
    "brackets.xml": 2,
    "bad-utf8.xml": 3,
    "deep.xml": 1,
    "old-1.0.xml": 1,
    "old-1.1.xml": 1,
    "packed.xml.gz": 1,
    "php-object.xml": 1,
    "php-warning-first.xml": 1,
    "private-hosts.xml": 1,
    "utf16.xml": 1,
    "windows-1256.xml": 1,
}
REFUSED = {
    "doctype-harmless.xml": "document type",
    "empty.xml": "it is empty",
    "html.xml": "has no XML",
    "laughs.xml": "document type or entities",
    "no-version.xml": "no export of WordPress",
    "plain-rss.xml": "no export of WordPress",
    "quadratic.xml": "document type or entities",
    "xxe-file.xml": "document type or entities",
    "xxe-http.xml": "document type or entities",
}
PARTLY = {
    "id-not-a-number.xml": (1, "its number “7; DROP” is none"),
    "no-id.xml": (1, "it has no number"),
    "same-id-twice.xml": (1, "another post has the same number"),
}


def test_every_file_is_expected_here():
    assert {path.name for path in FILES.iterdir()} == {
        *WHOLE, *REFUSED, *PARTLY, "path-traversal.xml",
    }  # fmt: skip


@pytest.mark.parametrize("name", WHOLE)
def test_what_can_be_mended_goes_in(run, name):
    run.run([[f"en={FILES / name}"]])
    assert run.status == 0, run.err
    assert ImportedPost.objects.count() == WHOLE[name]


@pytest.mark.parametrize("name", REFUSED)
def test_a_file_that_is_none_is_refused_in_one_line(run, name):
    run.run([[f"en={FILES / name}"]])
    assert run.status == 2
    (line,) = [line for line in run.err.splitlines() if line.startswith("en: ")]
    assert REFUSED[name] in line
    assert not ImportedPost.objects.exists()


@pytest.mark.parametrize("name", PARTLY)
def test_an_item_that_is_none_is_refused_and_the_others_go_in(run, name):
    count, reason = PARTLY[name]
    run.run([[f"en={FILES / name}"]])
    assert run.status == 1
    assert reason in run.err
    assert ImportedPost.objects.count() == count


def test_a_bad_file_does_not_keep_others_out(run):
    run.write("en", item(1))
    run.run([[f"en={FILES / 'laughs.xml'}", str(run.paths["en"][0])]])
    assert run.status == 1
    assert NewsPage.objects.get().title == "Story 1"


def test_of_a_file_that_was_cut_off_what_is_whole_goes_in(run):
    content = export(item(1), item(2), item(3))
    path = run.folder / "cut.xml"
    path.write_bytes(content[: content.index(b"Story 3")])
    run.run([[f"en={path}"]])
    assert run.status == 1
    assert "cut off" in run.err
    assert {page.title for page in NewsPage.objects.all()} == {"Story 1", "Story 2"}


def test_a_packed_file_that_was_cut_off_is_read_as_far_as_it_goes(run):
    path = run.folder / "cut.xml.gz"
    path.write_bytes(gzip.compress(export(*map(item, range(1, 400))))[:-40])
    run.run([[f"en={path}"]], dry_run=True)
    assert run.status == 1
    assert "it cannot be unpacked" in run.err


def test_paths_that_lead_out_of_the_uploads_lead_nowhere(run):
    secret = run.folder / "secret.jpg"
    secret.write_bytes(b"x")
    picture = '<img src="http://www.old.example/wp-content/uploads/../../secret.jpg" />'
    run(
        item(1, content=f"{TEXT}{picture}"),
        attachment(2, "../secret.jpg"),
        item(3, content=f'{TEXT}<img class="wp-image-2" src="x.jpg" />'),
    )
    assert run.status == 0
    run.run([[f"en={FILES / 'path-traversal.xml'}"]])
    assert run.status == 0
    assert "passwd" not in "".join(PublishedItem.objects.values_list("full", flat=True))
    assert {
        block["type"] for page in NewsPage.objects.all() for block in page.body.get_prep_value()
    } == {"paragraph"}


def test_nothing_of_other_hosts_is_shown_or_fetched(run):
    run.run([[f"en={FILES / 'private-hosts.xml'}"]])
    full = PublishedItem.objects.get(type="news").full
    assert "169.254" not in full
    assert "127.0.0.1:8807" not in full


def test_a_text_that_is_too_long_is_refused(run):
    run(item(1, content="word " * 60_000), item(2))
    assert run.status == 1
    assert "en:1: its text has" in run.err
    assert NewsPage.objects.get().title == "Story 2"


def test_an_element_without_end_is_refused_before_it_fills_the_memory(run):
    path = run.folder / "endless.xml.gz"
    with gzip.open(path, "wb", compresslevel=1) as packed:
        packed.write(export(item(1)).removesuffix(b"</channel></rss>"))
        packed.write(b"<item><title ")
        for _number in range(400):
            packed.write(b'a="x" ' * 20_000)
    before = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
    run.run([[f"en={path}"]], dry_run=True)
    assert run.status == 1
    assert "an element is longer than" in run.err
    assert resource.getrusage(resource.RUSAGE_SELF).ru_maxrss - before < 200 * 1024


def test_many_attributes_do_no_harm(run):
    attributes = " ".join(f'a{number}="x"' for number in range(20_000))
    run(item(1, content=f"<p {attributes}>{TEXT}</p>"))
    assert run.status == 0
    assert TEXT in NewsPage.objects.get().body.get_prep_value()[0]["value"]
