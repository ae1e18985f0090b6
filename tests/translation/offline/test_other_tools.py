"""Files that went through other tools: each text is found again, and nothing false is said of it.

What tools do to a file was seen with translate-toolkit (po2xliff and back) and gettext.
"""

import copy
import shutil
import subprocess

import polib
import pytest

from tests import factories
from tests.translation.offline.files import counts_of, po_for, stored, take_over, upload
from translation.models import GlossaryTerm

pytestmark = [pytest.mark.django_db, pytest.mark.any_database]
WORDS = {"Voices": "أصوات", "We met in Hit.": "التقينا في هيت.", "Read on": "اقرأوا المزيد"}


@pytest.fixture
def draft():
    """A begun translation whose text “Read on” is there twice, in two paragraphs."""
    body = [("paragraph", f"<p>{text}</p>") for text in ("We met in Hit.", "Read on", "Read on")]
    return factories.begin_translation(factories.make_story(title="Voices", body=body))


def translated(draft):
    return po_for(draft, WORDS)


def without_contexts(po):
    """As po2xliff and xliff2po return it."""
    for entry in po:
        entry.msgctxt = None


def with_marks_as_contexts(po):
    """As older releases of xliff2po return it."""
    for entry in po:
        entry.msgctxt, entry.occurrences, entry.comment = entry.occurrences[0][0], [], ""


def with_marks_in_comments(po):
    for entry in po:
        entry.tcomment, entry.occurrences, entry.msgctxt = f"({entry.occurrences[0][0]})", [], None


def without_marks(po):
    for entry in po:
        entry.msgctxt, entry.occurrences, entry.comment = None, [], ""


def with_one_entry_for_the_same_words(po):
    first, second = (entry for entry in po if entry.msgid == "Read on")
    first.occurrences += second.occurrences
    po.remove(second)
    without_contexts(po)


def with_other_line_breaks(po):
    without_marks(po)
    po.find("We met in Hit.").msgid = "We met  in\nHit. "


def with_old_marks(po, draft):
    """As files were before: the context is the path, and the mark is about what was online."""
    segments = factories.translation_of(draft).source.stringsegment_set.all()
    paths = {}
    for segment in segments.order_by("-order"):
        paths.setdefault(segment.string.data, []).append(segment.context.path)
    for entry in po:
        entry.msgctxt = paths[entry.msgid].pop()
        entry.occurrences = [(f"icssi-was-{entry.occurrences[0][0][-12:]}", "")]


@pytest.mark.parametrize(
    "tool",
    [
        without_contexts,
        with_marks_as_contexts,
        with_marks_in_comments,
        without_marks,
        with_one_entry_for_the_same_words,
        with_other_line_breaks,
    ],
)
def test_every_text_is_found_again_whatever_a_tool_made_of_its_place(editor, draft, tool):
    po = translated(draft)
    tool(po)
    response = upload(editor, po)
    assert counts_of(response) == {"new": 4}
    take_over(editor, response)
    assert stored() == set(WORDS.values())


def test_files_of_before_are_still_read(editor, draft):
    po = translated(draft)
    with_old_marks(po, draft)
    assert counts_of(upload(editor, po)) == {"new": 4}


def test_a_text_that_was_changed_online_is_a_conflict_though_its_context_is_lost(editor, draft):
    factories.translate_texts(draft, {"We met in Hit.": "قديم"})
    po = po_for(draft, {"We met in Hit.": "من الملف"})
    without_contexts(po)
    factories.translate_texts(draft, {"We met in Hit.": "جديد"})
    assert counts_of(upload(editor, po))["conflict"] == 1


def test_the_same_words_in_two_places_are_told_apart(editor, draft):
    po = po_for(draft)
    first, second = (entry for entry in po if entry.msgid == "Read on")
    second.msgstr = "الثانية"
    po.reverse()
    take_over(editor, upload(editor, po))
    again = [entry.msgstr for entry in po_for(draft) if entry.msgid == "Read on"]
    assert again == ["", "الثانية"]
    assert first.msgctxt != second.msgctxt


def test_only_a_text_that_the_original_does_not_have_is_said_to_be_missing(editor, draft):
    po = translated(draft)
    without_marks(po)
    po.append(polib.POEntry(msgid="Read on", msgstr="مرة ثالثة"))
    po.append(polib.POEntry(msgid="We met in Ramadi.", msgstr="التقينا في الرمادي."))
    assert counts_of(upload(editor, po)) == {"new": 4, "unknown": 2}


def test_a_context_is_for_people_and_comments_say_what_a_translator_has_to_know(editor, draft):
    GlossaryTerm.objects.filter(en="Hit").update(variants="مدينة هيت\nHeet")
    po = po_for(draft)
    contexts = [entry.msgctxt for entry in po]
    assert contexts == [
        "Title", "Body › Paragraph 1", "Body › Paragraph 2", "Body › Paragraph 3",
    ]  # fmt: skip
    assert po.find("Voices").comment.splitlines() == [
        "Page: Voices", "Field: Title", "At most 255 characters",
    ]  # fmt: skip
    assert po.find("We met in Hit.").comment.splitlines()[1:] == [
        "Field: Body › Paragraph 1", "Glossary: Hit = هيت / مدينة هيت",
    ]  # fmt: skip


def test_items_of_a_list_are_counted_in_each_block():
    photos = [{"image": factories.make_image(), "caption": each, "credit": ""} for each in "ab"]
    gallery = {"photos": photos}
    body = [("gallery", gallery), ("gallery", copy.deepcopy(gallery))]
    draft = factories.begin_translation(factories.make_story(title="Voices", body=body))
    contexts = [entry.msgctxt for entry in po_for(draft)][1:]
    assert len(set(contexts)) == len(contexts) == 4
    assert [context.rsplit(" › ", 1)[0][-1] for context in contexts] == ["1", "2", "1", "2"]


@pytest.mark.skipif(not shutil.which("msgcat"), reason="gettext is not installed")
@pytest.mark.parametrize("options", [["--sort-output"], ["--no-location"], ["--no-wrap"], ["-u"]])
def test_what_gettext_writes_anew_is_found_again(editor, draft, tmp_path, options):
    path = tmp_path / "x.po"
    path.write_text(str(translated(draft)))
    data = subprocess.check_output([shutil.which("msgcat"), *options, path])
    assert counts_of(upload(editor, data)) == {"new": 4}
