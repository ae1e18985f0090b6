"""What people send instead of a good file: the reason is shown, and nothing is stored."""

import codecs
import os

import polib
import pytest
from wagtail_localize.models import String

from core.setup import roles
from tests import factories
from tests.translation.offline.files import (
    counts_of,
    po_for,
    reports_of,
    stored,
    take_over,
    upload,
    words_of,
)
from translation.models import Job

pytestmark = [pytest.mark.django_db, pytest.mark.any_database]
TEXTS = {"Voices": "أصوات", "We met.": "التقينا."}


@pytest.mark.parametrize(
    ("name", "content", "reason"),
    [
        ("x.po", b"", "The file is empty."),
        ("x.po", b" \n ", "The file is empty."),
        ("x.po", b"\xff\xd8\xff\xe0\x00\x10JFIF\x00" + bytes(range(256)), "not a PO file"),
        ("x.po", b"\xff\xd8\xff\xe0 a picture without zeros \x81\x82", "not a PO file"),
        ("x.po", b"/etc/passwd", "not a PO file"),
        ("x.po", __file__.encode(), "not a PO file"),
        ("x.po", b'msgid "a" b"\n', "not a PO file"),
        ("x.po", b"# only a remark\n", "not a PO file"),
        ("x.po", b'msgid "Voices"\nmsgstr "x"\n', "does not name the page"),
        ("x.po", b'msgid ""\nmsgstr "X-ICSSI-Work: 7\\n"\n', "not translated here"),
        ("x.docx", b"PO", "ends in .po or .zip"),
        ("x.zip", b"not a zip", "not a zip file, or it is damaged"),
        ("x.po", b"PK\x03\x04 damaged", "not a zip file, or it is damaged"),
        ("x.po", b"#" * (5 * 1024 * 1024 + 1), "larger than 5 MB"),
        ("x.po", b'msgid "a"\nmsgstr "b"\n' * 5002, "more than 5000 texts"),
        ("x.po", b'msgid "a"\nmsgstr ""\n' + b'"b"\n' * 40_000, "not a PO file"),
    ],
)
def test_what_is_no_file_of_ours_is_refused_with_the_reason(editor, name, content, reason):
    """Stock: no header is a 500, another page's a false success."""
    response = upload(editor, content, name)
    assert response.status_code == 200
    assert reason in words_of(response)
    assert not stored()


def test_an_upload_without_a_file_is_refused(editor):
    """Stock: 500."""
    response = editor.post("/admin/translations/import/", {})
    assert "Choose a PO file or a zip file first." in words_of(response)
    assert not Job.objects.exists()


def test_no_file_of_the_server_is_ever_opened_by_its_name(editor, draft, tmp_path, monkeypatch):
    """Stock: a PO file that consists of a path is read from there."""
    (tmp_path / "secret.po").write_text(str(po_for(draft, TEXTS)))
    monkeypatch.chdir(tmp_path)
    assert os.path.isfile("secret.po")  # noqa: PTH113 - as polib asks
    for content in (b"secret.po", b"secret.po\n", str(tmp_path / "secret.po").encode()):
        assert "not a PO file" in words_of(upload(editor, content))


@pytest.mark.parametrize(
    ("changed", "note"),
    [
        (lambda po: codecs.BOM_UTF8 + po.encode(), ""),
        (lambda po: po.replace("\n", "\r\n").encode(), ""),
        (lambda po: po.replace("\n", "\r").encode(), ""),
        (lambda po: po.replace("UTF-8", "windows-1256").encode("cp1256"), "windows-1256"),
        (lambda po: po.encode("cp1256"), "windows-1256"),
        (lambda po: po.encode("utf-16"), "UTF-16"),
    ],
)
def test_files_are_read_in_the_encodings_of_translators_editors(editor, draft, changed, note):
    """Stock: anything but UTF-8 is a 500."""
    response = upload(editor, changed(str(po_for(draft, TEXTS))))
    assert counts_of(response) == {"new": 2}
    assert note in " ".join(reports_of(response)[0]["notes"])
    take_over(editor, response)
    assert stored() == set(TEXTS.values())


@pytest.mark.parametrize("encoding", ["iso-8859-6", "latin-1"])
def test_unknown_encodings_are_not_guessed(editor, draft, encoding):
    text = "أصوات" if encoding == "iso-8859-6" else "Bäume über Äcker"
    po = str(po_for(draft, {"Voices": text})).replace("UTF-8", encoding).replace("›", ">")
    response = upload(editor, po.encode(encoding))
    assert "save it in UTF-8" in words_of(response)


def test_damaged_utf_8_is_not_taken_for_another_encoding(editor, draft):
    data = str(po_for(draft, TEXTS)).encode().replace("أ".encode(), b"\xd8")
    assert "save it in UTF-8" in words_of(upload(editor, data))


def test_what_poedit_adds_and_moves_does_no_harm(editor, draft):
    po = po_for(draft, TEXTS)
    po.metadata |= {"X-Generator": "Poedit 3.4", "Plural-Forms": "nplurals=6; plural=0;"}
    po.metadata["Language"] = "ar_IQ"
    po.reverse()
    po.wrapwidth = 20
    po.find("We met.").previous_msgid = "We meet."
    po.find("We met.").tcomment = "Really?"
    po.append(polib.POEntry(msgid="Gone", msgctxt="title", msgstr="ذهب", obsolete=True))
    assert counts_of(upload(editor, po)) == {"new": 2}


def test_texts_are_sorted_by_what_is_wrong_with_them(editor, draft):
    """Stock: stored; a title over 255 characters is a 500 on PostgreSQL."""
    po = po_for(draft, {"Voices": "ط" * 256, "We met.": "ربما"})
    po.find("We met.").fuzzy = True
    po.append(polib.POEntry(msgid="Elsewhere", msgctxt="body.x", msgstr="هناك"))
    po.append(polib.POEntry(msgid="Voices", msgctxt="body.x", msgstr="هناك"))
    response = upload(editor, po)
    assert counts_of(response) == {"invalid": 1, "fuzzy": 1, "unknown": 2}
    assert "256 characters" in response.content.decode()
    assert "nothing to take over" in response.content.decode()
    take_over(editor, response)
    assert not stored()


@pytest.mark.parametrize(
    "text",
    [
        "<script>x</script>",
        '<a id="a9">x</a>',
        '<a href="https://example.org">x</a>',
        "<b> </b>",
        "<b>" * 2000 + "x",
        "ط" * 20_001,
    ],
)
def test_markup_that_cannot_be_used_in_the_page_is_not_taken_over(editor, draft, text):
    response = upload(editor, po_for(draft, {"We met.": text}))
    assert counts_of(response) == {"invalid": 1}
    assert response.context["shown"][0]["groups"][0][1][0].reason


def test_a_file_of_the_wrong_language_is_refused_naming_both(editor, draft):
    po = po_for(draft, TEXTS)
    po.metadata["Language"] = "en"
    words = words_of(upload(editor, po))
    assert "is marked as English, but “Voices” is translated into Arabic" in words


def test_files_that_wagtail_localize_wrote_are_still_read(editor, draft):
    po = factories.translation_of(draft).export_po()
    po.find("Voices").msgstr = "أصوات"
    assert counts_of(upload(editor, po)) == {"new": 1}


def test_a_text_that_the_file_holds_twice_counts_once(editor, draft):
    po = po_for(draft, {"Voices": "أصوات"})
    po.append(polib.POEntry(msgid="Voices", msgctxt="title", msgstr="أخرى"))
    assert counts_of(upload(editor, po)) == {"new": 1, "invalid": 1}


def test_a_made_up_file_reveals_nothing_of_a_page_that_was_taken_down(client):
    """It names the work and guesses its new text, which the preview would confirm."""
    story = factories.make_story(title="Voices")
    story.unpublish()
    story.title = "Secret name"
    story.save_revision()
    client.force_login(factories.make_user(roles.translators("ar")))
    work = f"X-ICSSI-Work: {story.translation_key}".encode()
    guess = b'msgid ""\nmsgstr "%s\\n"\n\nmsgctxt "title"\nmsgid "Secret name"\nmsgstr "x"\n' % work
    response = upload(client, guess)
    assert "The original is not public." in words_of(response)
    assert "Secret name" not in response.content.decode()
    assert not String.objects.filter(data="Secret name").exists()
