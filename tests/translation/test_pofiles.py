"""PO files: what is finished is taken over, what is wrong is named, nothing is published."""

import polib
import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from wagtail.models import Page
from wagtail_localize.models import StringTranslation

from tests import factories
from translation.views import pofiles

pytestmark = pytest.mark.django_db


@pytest.fixture
def draft():
    body = [("paragraph", "<p>We met.</p>")]
    return factories.begin_translation(factories.make_story(title="Voices", body=body))


def upload(client, draft, content=None):
    files = {} if content is None else {"file": SimpleUploadedFile("x.po", content)}
    return client.post(
        f"/admin/localize/translate/{factories.translation_of(draft).pk}/pofile/upload/",
        files,
        follow=True,
    )


def shown(response):
    return " ".join(str(message) for message in response.context["messages"])


def po_with(draft, texts, **changes):
    po = factories.translation_of(draft).export_po()
    for entry in po:
        entry.msgstr = texts.get(entry.msgid, "")
    for name, value in changes.items():
        setattr(po, name, value)
    return po


def stored():
    return set(StringTranslation.objects.values_list("data", flat=True))


def test_finished_texts_are_taken_over_and_nothing_is_published(draft, editor):
    po = po_with(draft, {"Voices": "أصوات", "We met.": "التقينا."})
    assert "2 texts were taken over" in shown(upload(editor, draft, str(po).encode()))
    assert stored() == {"أصوات", "التقينا."}
    assert not Page.objects.get(pk=draft.pk).live


def test_a_fuzzy_text_is_left_out_and_counted(draft, editor):
    """Stock: applied as final."""
    po = po_with(draft, {"Voices": "أصوات", "We met.": "ربما"})
    po.find("We met.").flags.append("fuzzy")
    message = shown(upload(editor, draft, str(po).encode()))
    assert "1 text was taken over" in message
    assert "1 marked as uncertain (fuzzy)" in message
    assert stored() == {"أصوات"}


@pytest.mark.parametrize(
    ("text", "reason"),
    [
        ("ط" * 300, "too long"),
        ("<script>x</script>", "markup"),
        ('<a id="a9">x</a>', "markup"),
    ],
)
def test_a_text_that_cannot_stand_on_the_page_is_left_out(draft, editor, text, reason):
    """Stock: stored; a title over 255 characters is a 500 on PostgreSQL."""
    message = shown(upload(editor, draft, str(po_with(draft, {"Voices": text})).encode()))
    assert reason in message
    assert "Nothing was taken over" in message
    assert not stored()


def test_a_text_of_no_place_in_the_page_is_counted(draft, editor):
    po = po_with(draft, {})
    po.append(polib.POEntry(msgid="Elsewhere", msgctxt="body.x.text", msgstr="هناك"))
    po.append(polib.POEntry(msgid="Elsewhere", msgctxt="nothing", msgstr="هناك"))
    assert "2 not in this page" in shown(upload(editor, draft, str(po).encode()))


@pytest.mark.parametrize(
    ("content", "reason"),
    [
        (None, "Choose a PO file"),
        (b"", "header"),
        (b"\x89PNG\r\n\x1a\n\xff", "not a PO file"),
        (b'msgid "Voices"\nmsgstr "x"\n', "header"),
        (b"/etc/passwd", "not a PO file"),
    ],
)
def test_what_is_no_po_file_of_ours_is_refused_with_the_reason(draft, editor, content, reason):
    """Stock: no file and a missing header are a 500."""
    response = upload(editor, draft, content)
    assert response.status_code == 200
    assert reason in shown(response)


def test_the_file_of_another_page_is_refused(draft, editor):
    other = factories.begin_translation(factories.make_story(title="Voices"))
    po = po_with(other, {"Voices": "أصوات"})
    assert "another page" in shown(upload(editor, draft, str(po).encode()))
    assert not stored()


def test_a_file_that_is_too_large_is_refused(draft, editor, monkeypatch):
    monkeypatch.setattr(pofiles, "LARGEST", 10)
    assert "5 MB" in shown(upload(editor, draft, b"#" * 11))


def test_the_file_of_an_arabic_page_keeps_its_name(draft, editor):
    """Stock: an Arabic title leaves nothing of the name but “-en.po”."""
    arabic = factories.begin_translation(factories.make_story("ar", title="أصوات هيت"), "en")
    translation = factories.translation_of(arabic)
    response = editor.get(f"/admin/localize/translate/{translation.pk}/pofile/download/")
    assert "filename*=UTF-8''%D8%A3%D8%B5%D9%88%D8%A7%D8%AA-" in response["Content-Disposition"]
    assert "أصوات هيت" in response.content.decode()
