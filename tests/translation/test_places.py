"""Each text has a name of its own, the same in editor, review and PO files."""

import re
from html import unescape

import polib
import pytest

from core.setup import roles
from tests import factories

pytestmark = [pytest.mark.django_db, pytest.mark.any_database]


@pytest.fixture
def draft():
    """A gallery of three pictures, the second without a caption, and a photo after it."""
    photos = [
        {"image": factories.make_image(), "caption": caption, "credit": ""}
        for caption in ("By the river", "", "On the bridge")
    ]
    gallery = {"photos": photos}
    single = {"image": factories.make_image(), "caption": "At home", "credit": ""}
    body = [("gallery", gallery), ("photo", single)]
    return factories.begin_translation(factories.make_story(title="Voices", body=body))


NAMES = {
    "Gallery 1 › Pictures 1 › Caption",
    "Gallery 1 › Pictures 3 › Caption",
    "Picture 1 › Caption",
}


def labels(client, draft):
    html = client.get(f"/admin/pages/{draft.pk}/edit/").content.decode()
    return [unescape(each) for each in re.findall(r'<p class="te-row__label">([^<]*)</p>', html)]


def test_pictures_of_a_gallery_are_told_apart_while_they_are_translated(translator, draft):
    """All were called “Gallery › Pictures › Caption”."""
    found = labels(translator, draft)
    assert set(found) >= NAMES, found
    assert len(found) == len(set(found))


def test_they_have_the_same_names_in_review_and_in_a_file(translator, draft):
    factories.translate_texts(draft)
    address = f"/admin/localize/translate/{factories.translation_of(draft).pk}/pofile/download/"
    po = polib.pofile(translator.get(address).content.decode())
    notes = " ".join(entry.comment.replace("\n", " ") for entry in po)
    assert all(f"Body › {name}" in notes for name in NAMES), notes
    translator.post(f"/admin/pages/{draft.pk}/edit/", {"action": "submit"})
    translator.force_login(factories.make_user(roles.reviewers("ar")))
    found = labels(translator, draft)
    assert set(found) >= NAMES, found
    assert len(found) == len(set(found))
