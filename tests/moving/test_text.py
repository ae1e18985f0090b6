"""What becomes of WordPress's HTML: blocks, media, links, and the characters of old programs."""

from pathlib import Path

import pytest
from PIL import Image as Pillow

from core.models import PublishedItem, SiteDocument, SiteImage
from moving.models import ImportedPost, OldAddress
from news.models import NewsPage
from tests.moving.exports import TEXT, arabic, attachment, item

pytestmark = [pytest.mark.django_db, pytest.mark.any_database]

UPLOADS = "http://www.old.example/wp-content/uploads"


@pytest.fixture
def pictures(run) -> list[str]:
    """Three pictures in the uploads, each with a smaller size."""
    folder = run.uploads["en"] / "2016" / "03"
    folder.mkdir(parents=True)
    for number in range(1, 4):
        picture = Pillow.new("RGB", (60, 40), (number * 40, 90, 90))
        picture.save(folder / f"tea-{number}.jpg")
        picture.resize((30, 20)).save(folder / f"tea-{number}-30x20.jpg")
    return [f"2016/03/tea-{number}.jpg" for number in range(1, 4)]


def blocks(title: str = "Story 1") -> list[dict]:
    return NewsPage.objects.get(title=title).body.get_prep_value()


def html() -> str:
    return PublishedItem.objects.public().get(title="Story 1").full


def test_sizes_of_a_picture_are_one_picture(run, pictures):
    content = (
        f'{TEXT}\n\n<a href="{UPLOADS}/2016/03/tea-1.jpg"><img src="{UPLOADS}/2016/03/'
        f'tea-1-30x20.jpg" alt="Tea" /></a>\n\n<img src="{UPLOADS}/2016/03/tea-1.jpg?w=300" />'
    )
    run(item(1, content=content))
    assert [block["type"] for block in blocks()] == ["paragraph", "photo"]
    image = SiteImage.objects.get()
    assert image.alt_en == "Tea"
    assert OldAddress.objects.get(image=image).address == f"/wp-content/uploads/{pictures[0]}"


def test_captions_and_galleries_of_the_classic_editor(run, pictures):
    content = (
        f'[caption id="attachment_21" width="300"]<img src="{UPLOADS}/{pictures[0]}" /> Tea for '
        f'all[/caption]\n\n{TEXT}\n\n[gallery ids="22,23" columns="2"]'
    )
    files = [attachment(20 + number, path) for number, path in enumerate(pictures, start=1)]
    run(item(1, content=content), *files)
    photo, paragraph, gallery = blocks()
    assert photo["value"]["caption"] == "Tea for all"
    assert paragraph["value"] == f"<p>{TEXT}</p>"
    assert len(gallery["value"]["photos"]) == 2


def test_a_gallery_without_numbers_shows_what_is_attached(run, pictures):
    files = [attachment(20 + n, path, parent=1) for n, path in enumerate(pictures)]
    run(item(1, content=f"{TEXT}\n\n[gallery]"), *files)
    assert len(blocks()[-1]["value"]["photos"]) == 3


def test_a_gallery_of_many_pictures_is_divided(run, pictures):
    files = [attachment(100 + n, pictures[n % 3]) for n in range(25)]
    numbers = ",".join(str(100 + n) for n in range(25))
    run(item(1, content=f'{TEXT}\n\n[gallery ids="{numbers}"]'), *files)
    assert [block["type"] for block in blocks()] == ["paragraph", "gallery", "photo"]


def test_a_picture_of_the_other_site_is_shown_whatever_its_number(run, pictures):
    run.uploads["ar"].mkdir()
    Pillow.new("RGB", (10, 10)).save(run.uploads["ar"] / "other.jpg")
    picture = f'<img class="wp-image-21" src="{UPLOADS}/{pictures[0]}" alt="شاي" />'
    run.write("ar", arabic(7, content=f"{picture}<p>نص عربي طويل</p>"), attachment(21, "other.jpg"))
    run(item(1))
    (photo,) = (block for block in blocks("خبر 7") if block["type"] == "photo")
    image = SiteImage.objects.get(pk=photo["value"]["image"])
    assert (image.width, image.alt_ar, image.alt_en) == (60, "شاي", "")


def test_texts_of_cameras_go_nowhere(run, pictures):
    meta = 'a:1:{s:10:"image_meta";a:1:{s:5:"title";s:12:"Owner Secret";}}'
    file = attachment(21, pictures[0], meta=meta).replace("<title>tea-1<", "<title>Owner Secret<")
    run(item(1, content=f'{TEXT}\n\n[gallery ids="21"]'), file)
    assert "Secret" not in SiteImage.objects.get().title


def test_a_missing_picture_is_reported_and_comes_with_the_next_run(run, pictures):
    (run.uploads["en"] / pictures[0]).rename(run.folder / "elsewhere.jpg")
    content = f'{TEXT}\n\n<img src="{UPLOADS}/{pictures[0]}" />'
    run(item(1, content=content))
    assert "file-missing" in run.report
    assert [block["type"] for block in blocks()] == ["paragraph"]
    (run.folder / "elsewhere.jpg").rename(run.uploads["en"] / pictures[0])
    run(item(1, content=content))
    assert [block["type"] for block in blocks()] == ["paragraph", "photo"]


def test_films_are_links_whatever_showed_them(run):
    run(
        item(
            1,
            content=f"""{TEXT}

http://www.youtube.com/watch?v=AAAAAAAAAAA

[embed]https://youtu.be/BBBBBBBBBBB[/embed]

<iframe src="//www.youtube-nocookie.com/embed/CCCCCCCCCCC?rel=0"></iframe>

<!-- wp:embed {{"url":"https://vimeo.com/12345"}} /-->

<iframe src="https://maps.example/?q=1"></iframe>""",
        )
    )
    addresses = [block["value"]["address"] for block in blocks() if block["type"] == "video"]
    watch = "https://www.youtube.com/watch?v="
    films = {f"{watch}{letter * 11}" for letter in "ABC"} | {"https://vimeo.com/12345"}
    assert set(addresses) == films
    assert "maps.example" in run.report


def test_links_lead_to_what_is_here_and_go_where_nothing_is(run):
    content = (
        '<a href="/archives/2">two</a>, <a href="http://old.example/?p=2#x">again</a>, '
        '<a href="http://ar.old.example/archives/7">Arabic story</a>, '
        '<a href="/archives/3">draft</a>, <a href="/archives/99">nothing</a>, '
        '<a href="/wp-admin/">entrance</a>, <a href="https://example.org/">elsewhere</a>'
    )
    run.write("ar", arabic(7))
    run(item(1, content=content), item(2), item(3, status="draft"))
    written = html()
    assert written.count("/en/news/story-2/") == 2
    assert "/ar/news/" in written
    assert "https://example.org/" in written
    for text in ("draft", "nothing", "entrance"):
        assert f">{text}<" not in written
    assert "old.example" not in written


def test_a_document_is_a_block_or_a_link_and_names_nobody(run):
    folder = run.uploads["en"] / "2016"
    folder.mkdir(parents=True)
    pdf = Path(__file__).parent / "hand" / "uploads-en" / "2016" / "04" / "report-2016.pdf"
    (folder / "report.pdf").write_bytes(pdf.read_bytes())
    block = f'<div class="wp-block-file"><a href="{UPLOADS}/2016/report.pdf">Report</a></div>'
    run(
        item(
            1,
            content=f"<!-- wp:file -->{block}<!-- /wp:file --><!-- wp:paragraph --><p>{TEXT} "
            f'<a href="{UPLOADS}/2016/report.pdf">It</a></p><!-- /wp:paragraph -->',
        )
    )
    document = SiteDocument.objects.get()
    assert blocks()[0]["value"]["document"] == document.pk
    assert f'linktype="document" id="{document.pk}"' in blocks()[1]["value"]
    assert b"Author" not in document.file.read()


@pytest.mark.parametrize(
    ("content", "text"),
    [
        ("ﻣﺒﺎدرة اﻟﺘﻀﺎﻣﻦ", "مبادرة التضامن"),
        ("the cafÃ© in Basra", "the café in Basra"),
        ("São Paulo, naïve", "São Paulo, naïve"),
        ("one line\nand the next", "one line<br/>and the next"),
        ("In [brackets] we trust [sic].", "In [brackets] we trust [sic]."),
        ("[vc_row][vc_column]Inside[/vc_column][/vc_row]", "Inside"),
    ],
)
def test_characters_and_codes(run, content, text):
    run(item(1, content=f"{TEXT}\n\n{content}"))
    assert text in "".join(block["value"] for block in blocks())


def test_shared_blocks_and_tables_are_written_out(run):
    shared = item(50, type="wp_block", content="<!-- wp:paragraph --><p>Shared.</p>")
    table = "<table><tr><th>City</th><th>Day</th></tr><tr><td>Hit</td><td>Monday</td></tr></table>"
    run(item(1, content=f'<!-- wp:block {{"ref":50}} /-->{table}'), shared)
    text = "".join(block["value"] for block in blocks())
    for words in ("Shared.", "City", "Hit · Monday"):
        assert words in text


def test_the_line_for_the_other_language_goes_and_other_links_stay(run):
    line = '<p style="x"><a href="http://ar.old.example/archives/7">Arabic | عربي</a></p>'
    content = f'{line}<p>{TEXT} He teaches <a href="https://example.org/">Arabic</a>.</p>'
    run.write("ar", arabic(7, status="trash"))
    run(item(1, content=content))
    (paragraph,) = blocks()
    assert "عربي" not in paragraph["value"]
    assert '<a href="https://example.org/">Arabic</a>' in paragraph["value"]
    assert ImportedPost.objects.get().outcome == "public"


def test_words_below_a_gallery_and_below_players_that_are_left_out_stay(run, pictures):
    shown = "".join(f'<figure><img src="{UPLOADS}/{each}"/></figure>' for each in pictures[:2])
    content = (
        f'<p>{TEXT}</p><figure class="wp-block-gallery">{shown}<figcaption>Two places</figcaption>'
        f'</figure><figure class="wp-block-audio"><audio src="{UPLOADS}/song.mp3"></audio>'
        "<figcaption>A song of the river</figcaption></figure>"
    )
    run(item(1, content=content))
    assert [block["type"] for block in blocks()] == ["paragraph", "gallery", "paragraph"]
    for words in ("<p>Two places</p>", "<p>A song of the river</p>"):
        assert words in blocks()[2]["value"]
    assert "song.mp3" in run.report
