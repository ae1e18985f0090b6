"""The file of a page: its headers, its suggestions, and that PO editors can open it."""

import shutil
import subprocess

import polib
import pytest
from wagtail_localize.models import StringTranslation

from tests import factories
from tests.translation.offline.files import counts_of, parsed, po_for, upload
from translation.content.texts import segments_of, source_digest, text_digest
from translation.offline.po_files import marks

pytestmark = [pytest.mark.django_db, pytest.mark.any_database]


def download(client, draft):
    translation = factories.translation_of(draft)
    return client.get(f"/admin/localize/translate/{translation.pk}/pofile/download/")


def test_a_file_names_the_page_it_belongs_to_and_when_it_was_made(draft, editor):
    po = parsed(download(editor, draft))
    assert po.metadata["Language"] == "ar"
    assert po.metadata["Content-Type"] == "text/plain; charset=UTF-8"
    assert po.metadata["X-ICSSI-Work"] == str(draft.translation_key)
    assert po.metadata["X-Source-Language"] == "en"  # Poedit reads it
    assert po.metadata["X-ICSSI-Exported-At"].endswith("+00:00")
    translation = factories.translation_of(draft)
    assert po.metadata["X-WagtailLocalize-TranslationID"] == str(translation.uuid)
    entry = po.find("We met.")
    assert entry.comment == "Page: Voices\nField: Body › Paragraph 1"
    assert entry.msgctxt == "Body › Paragraph 1"


@pytest.mark.skipif(not shutil.which("msgmerge"), reason="gettext is not installed")
def test_the_tools_of_gettext_accept_a_file_and_preserve_its_entries(editor, tmp_path):
    arabic = factories.begin_translation(factories.make_story("ar", title="أصوات هيت"), "en")
    path = tmp_path / "x.po"
    path.write_bytes(download(editor, arabic).content)
    subprocess.run([shutil.which("msgfmt"), "--check", "-o", "/dev/null", path], check=True)
    merged = subprocess.check_output([shutil.which("msgmerge"), "-q", path, path])
    found = [list(marks(entry)) for entry in polib.pofile(merged.decode())]
    assert found
    assert all(found)


def test_the_digest_is_that_of_the_originals_words():
    story = factories.make_story(
        title="Voices",
        summary="What was said",
        body=[
            ("quote", {"text": "Heard", "attribution": "Ali"}),
            ("paragraph", "<p>A</p><p>B</p>"),
        ],
    )
    translation = factories.translation_of(factories.begin_translation(story))
    assert source_digest(segments_of(translation.source)) == text_digest(story)


def test_the_file_of_an_arabic_page_has_its_arabic_name(editor):
    """Stock: an Arabic title leaves nothing of the name but “-en.po”."""
    arabic = factories.begin_translation(factories.make_story("ar", title="أصوات هيت"), "en")
    response = download(editor, arabic)
    assert "filename*=UTF-8''%D8%A3%D8%B5%D9%88%D8%A7%D8%AA-" in response["Content-Disposition"]
    assert "أصوات هيت" in response.content.decode()


def test_a_machines_suggestion_leaves_as_uncertain(draft, editor):
    """Stock: as final."""
    factories.translate_texts(draft, {"We met.": "التقينا."})
    StringTranslation.objects.filter(data="التقينا.").update(translation_type="machine")
    assert parsed(download(editor, draft)).find("We met.").fuzzy


def test_a_text_that_changed_shows_what_it_was_and_its_former_translation(editor):
    """Stock: as a text that was never translated."""
    story, translated = factories.make_translated_story(title="Voices of Hit")
    story.title = "Voices of Hit and Ramadi"
    story.save_revision().publish()
    entry = parsed(download(editor, translated)).find("Voices of Hit and Ramadi")
    assert entry.fuzzy
    assert entry.previous_msgid == "Voices of Hit"
    assert entry.msgstr == translated.title


def test_texts_with_unusual_line_ends_come_back_whole(editor):
    """A text pasted from elsewhere may hold what Python, but no PO editor, takes for a line end."""
    story = factories.make_story(title="One\u2028two\x85three")
    draft = factories.begin_translation(story)
    po = po_for(draft, {story.title: "واحد\u2028اثنان"})
    assert counts_of(upload(editor, po)) == {"new": 1}
