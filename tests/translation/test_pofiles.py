"""The PO addresses of one page: they lead to the preview, and refuse other pages' files."""

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile

from core.setup import roles
from tests import factories
from tests.translation.offline.files import po_for, stored, take_over, words_of, zipped

pytestmark = pytest.mark.django_db


def upload(client, draft, content=None, name="x.po"):
    files = {} if content is None else {"file": SimpleUploadedFile(name, content)}
    return client.post(
        f"/admin/localize/translate/{factories.translation_of(draft).pk}/pofile/upload/",
        files,
        follow=True,
    )


def test_an_upload_shows_what_it_would_change_first(draft, editor):
    """Stock: stored at once."""
    po = po_for(draft, {"Voices": "أصوات", "We met.": "التقينا."})
    response = upload(editor, draft, str(po).encode())
    assert not stored()
    take_over(editor, response)
    assert stored() == {"أصوات", "التقينا."}


@pytest.mark.parametrize(
    ("content", "name", "reason"),
    [
        (None, "", "Choose a PO file"),
        (b"", "x.po", "empty"),
        (b"\x89PNG\r\n\x1a\n\xff", "x.po", "not a PO file"),
        (b'msgid "Voices"\nmsgstr "x"\n', "x.po", "header"),
        (zipped({"a.po": "", "b.po": ""}), "x.zip", "of this page alone"),
    ],
)
def test_what_is_no_file_of_this_page_is_refused_with_the_reason(
    draft, editor, content, name, reason
):
    """Stock: no file and a missing header are a 500."""
    response = upload(editor, draft, content, name)
    assert response.status_code == 200
    assert reason in words_of(response)
    assert response.request["PATH_INFO"] == f"/admin/pages/{draft.pk}/edit/"


def test_the_file_of_another_page_is_refused_and_its_page_is_named(draft, editor):
    """Stock: a success that stores nothing."""
    other = factories.begin_translation(factories.make_story(title="Elsewhere"))
    message = words_of(upload(editor, draft, str(po_for(other, {"Elsewhere": "هناك"})).encode()))
    assert "belongs to another page: “Elsewhere”" in message
    assert not stored()


def test_a_page_that_is_not_the_readers_is_not_named(draft, client):
    secret = factories.begin_translation(factories.make_story("ar", title="سر"), "en")
    client.force_login(factories.make_user(roles.translators("ar")))
    message = words_of(upload(client, draft, str(po_for(secret)).encode()))
    assert "not translated here, or not by you" in message
    assert "سر" not in message


def test_translators_of_the_other_language_reach_neither_address(draft, client):
    """Stock: only the global permission is asked for."""
    client.force_login(factories.make_user(roles.translators("en")))
    one = f"/admin/localize/translate/{factories.translation_of(draft).pk}/pofile/"
    assert client.get(f"{one}download/").status_code in {302, 403}
    client.post(f"{one}upload/", {"file": SimpleUploadedFile("x.po", str(po_for(draft)).encode())})
    assert not stored()


def test_the_file_can_be_read_while_the_page_is_in_review_but_not_taken_in(draft, editor):
    """Stock: string and PO addresses ignore review."""
    po = po_for(draft, {"We met.": "من الملف"})
    factories.translate_texts(draft).save_target(publish=False)
    page = draft.specific_class.objects.get(pk=draft.pk)
    page.get_workflow().start(page, factories.make_user(roles.COMMUNICATIONS))
    one = f"/admin/localize/translate/{factories.translation_of(draft).pk}/pofile/"
    assert editor.get(f"{one}download/").status_code == 200
    assert "is in review" in words_of(upload(editor, draft, str(po).encode()))
    assert "من الملف" not in stored()
