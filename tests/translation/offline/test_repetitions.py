"""Texts of a file that came back as in the original are left out, unless somebody keeps them."""

import pytest
from wagtail_localize.models import StringTranslation

from tests import factories
from tests.translation.offline.files import counts_of, po_for, stored, take_over, upload, zipped
from tests.translation.screens import row_of
from translation.content.translated import AS_ORIGINAL

pytestmark = [pytest.mark.django_db, pytest.mark.any_database]
BACK = {"Voices": "VOICES", "We met.": "We met."}


def keep(client, response, *tokens):
    """Press “Take over” with these ticks at texts that stay as they are."""
    job = response.context["job"]
    numbers = [str(number) for number, _file in response.context["files"]]
    form = {"shown": numbers, "keep": tokens}
    return client.post(f"/admin/translations/jobs/{job.pk}/apply/", form, follow=True)


def repeated(response):
    (each,) = response.context["shown"]
    return dict(each["groups"])["repeated"]


def test_they_are_a_class_of_their_own_and_nothing_of_them_is_stored(draft, editor):
    response = upload(editor, po_for(draft, BACK))
    assert counts_of(response) == {"repeated": 2}
    html = response.content.decode()
    assert "Same as the original (2)" in html
    assert html.count('name="keep"') == 3  # each, and all of them
    after = take_over(editor, response)
    assert stored() == set()
    assert after.context["job"].report["files"][0]["outcome"]["left_out"] == 2
    assert row_of(draft).done == 0


def test_those_that_are_ticked_are_kept_and_count(draft, editor):
    response = upload(editor, po_for(draft, BACK))
    (title,) = (each for each in repeated(response) if each.source == "Voices")
    keep(editor, response, f"0:{title.token}")
    assert stored() == {"VOICES"}
    assert row_of(draft).done == 1
    again = upload(editor, po_for(draft, BACK))
    assert counts_of(again) == {"same": 1, "repeated": 1}


def test_all_of_a_file_are_kept_at_one_tick(draft, editor):
    keep(editor, upload(editor, po_for(draft, BACK)), "0:all")
    assert row_of(draft).done == 2


def test_the_one_tick_replaces_no_translation_that_is_online(draft, editor):
    factories.translate_texts(draft, {"Voices": "أصوات", "We met.": "We met."})
    po = po_for(draft, BACK)
    for entry in po:
        entry.flags.clear()
    keep(editor, upload(editor, po), "0:all")
    assert stored() == {"أصوات", "We met."}
    assert row_of(draft).done == 2


def test_of_many_files_the_choice_is_made_file_by_file(draft, editor):
    other = factories.begin_translation(factories.make_story(title="Names", body=[]))
    files = {"a.po": po_for(draft, BACK), "b.po": po_for(other, {"Names": "Names"})}
    response = upload(editor, zipped({name: str(po) for name, po in files.items()}), "x.zip")
    keep(editor, response, "1:all")
    assert stored() == {"Names"}


def test_a_translation_online_is_not_replaced_by_the_original(draft, editor):
    po = po_for(draft, {"Voices": "Voices"})
    factories.translate_texts(draft, {"Voices": "أصوات"})
    take_over(editor, upload(editor, po))
    assert "أصوات" in stored()


def test_numbers_and_addresses_of_a_file_are_translations(editor):
    body = [("paragraph", "<p>2019</p><p>www.example.org</p>")]
    draft = factories.begin_translation(factories.make_story(title="Voices", body=body))
    texts = {"2019": "2019", "www.example.org": "www.example.org"}
    response = upload(editor, po_for(draft, texts))
    assert counts_of(response) == {"new": 2}
    take_over(editor, response)
    assert row_of(draft).done == 2


def test_a_file_marks_what_repeats_the_original_as_unfinished(draft):
    """Translators then see in their program what is to be done."""
    factories.translate_texts(draft, BACK)
    StringTranslation.objects.filter(data="VOICES").update(tool_name=AS_ORIGINAL)
    assert {entry.msgid: entry.fuzzy for entry in po_for(draft)} == {
        "Voices": False,
        "We met.": True,
    }
