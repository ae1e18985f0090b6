"""Every way by which documents come into the CMS, and what the uploader sees."""

import fcntl
from pathlib import Path

import pytest
from django.contrib.auth.models import Group
from django.contrib.contenttypes.models import ContentType
from django.core.exceptions import ValidationError
from django.core.files.base import ContentFile
from wagtail.models import UploadedFile
from wagtail.users.models import UserProfile

from core.models import SiteDocument
from tests import factories
from tests.security import uploading
from tests.security.hostile import HOSTILE
from tests.security.hostile.cases import CANARY
from tests.security.hostile.honest import HONEST
from tests.security.hostile.searching import contains
from tests.security.uploading import WAYS
from tests.signing_in import sign_in

pytestmark = pytest.mark.any_database


@pytest.fixture
def staff(client, db):
    client.user = sign_in(client, "Communications")
    return client


@pytest.fixture
def arabic_staff(staff):
    profile = UserProfile.get_for_user(staff.user)
    profile.preferred_language = "ar"
    profile.save()
    return staff


@pytest.mark.parametrize("way", WAYS)
@pytest.mark.parametrize("name", ["pdf-information", "docx-comments", "odt-comments"])
def test_what_reveals_somebody_is_removed_and_the_uploader_sees_what(staff, way, name):
    case = HOSTILE[name]
    answer = WAYS[way](staff, case.make(), case.filename)
    assert answer.is_stored
    expected = "author, company" if name == "pdf-information" else "names in comments"
    assert f"Removed from the file: {expected}" in answer.message
    assert not contains(uploading.stored(), CANARY)


@pytest.mark.parametrize("way", WAYS)
@pytest.mark.parametrize("name", ["pdf-launch", "docx-macros", "odt-macros", "csv-formula"])
def test_what_acts_is_refused_with_a_reason_and_nothing_changes(staff, way, name):
    case = HOSTILE[name]
    answer = WAYS[way](staff, case.make(), case.filename)
    assert not answer.is_stored
    assert answer.message.startswith("This file ")
    titles = [document.title for document in SiteDocument.objects.all()]
    assert titles == (["Old"] if way == "replacing" else [])


@pytest.mark.parametrize("way", WAYS)
def test_both_messages_are_in_the_language_of_the_uploader(arabic_staff, way):
    clean = HOSTILE["pdf-information"]
    message = WAYS[way](arabic_staff, clean.make(), clean.filename).message
    assert "حُذف من الملف" in message
    assert "Removed" not in message
    acts = HOSTILE["pdf-launch"]
    message = WAYS[way](arabic_staff, acts.make(), acts.filename).message
    assert message.startswith("هذا الملف")


@pytest.mark.parametrize("way", WAYS)
def test_a_file_in_which_nothing_was_found_is_reported_as_checked(staff, way):
    assert "nothing had to be removed" in WAYS[way](staff, b"Visible text", "a.txt").message


@pytest.mark.parametrize("way", WAYS)
def test_the_original_name_is_nowhere_on_disk(staff, way):
    WAYS[way](staff, b"Visible text", "interview-zaynab-hit.txt")
    name = SiteDocument.objects.latest("pk").file.name
    assert name.startswith("documents/")
    assert name.endswith(".txt")
    assert len(Path(name).stem) == 32
    assert "zaynab" not in name


def test_a_file_that_is_replaced_is_removed_from_the_disk(
    staff, django_capture_on_commit_callbacks
):
    document = factories.make_document("Old", content=b"Old text", name="old.txt")
    path = Path(document.file.path)
    form = {
        "title": "Report", "file": uploading._file(b"New text", "b.txt"), "collection": 1,
        "tags": "",
    }  # fmt: skip
    with django_capture_on_commit_callbacks(execute=True):
        staff.post(f"/admin/documents/edit/{document.pk}/", form)
        assert path.exists(), "it goes when the new one is certain to stay"
    assert not path.exists()
    assert uploading.stored(SiteDocument.objects.get()) == b"New text"


def test_a_title_can_be_changed_without_a_file(staff):
    document = factories.make_document("Old", content=b"Old text", name="old.txt")
    form = {"title": "New title", "collection": 1, "tags": ""}
    page = staff.post(f"/admin/documents/edit/{document.pk}/", form, follow=True).content.decode()
    assert "Removed from the file" not in page
    document.refresh_from_db()
    assert document.title == "New title"
    assert uploading.stored(document) == b"Old text"


def test_a_title_is_corrected_beside_an_upload_of_many(staff):
    document = factories.make_document("Old", content=b"Old text", name="old.txt")
    address = f"/admin/documents/multiple/{document.pk}/"
    assert not staff.post(address, {f"doc-{document.pk}-title": "x" * 300}).json()["success"]
    assert staff.post(address, {f"doc-{document.pk}-title": "New title"}).json()["success"]
    document.refresh_from_db()
    assert document.title == "New title"
    assert uploading.stored(document) == b"Old text"


def test_a_file_that_waits_for_a_title_is_clean(staff):
    """Wagtail stores it as it was sent, and makes a document of it when the title is right."""
    case = HOSTILE["pdf-information"]
    form = {
        "files[]": uploading._file(case.make(), "a.pdf"), "title": "x" * 300, "collection": 1,
    }  # fmt: skip
    answer = staff.post("/admin/documents/multiple/add/", form).json()
    waiting = UploadedFile.objects.get(pk=answer["uploaded_file_id"])
    with waiting.file.open("rb") as stored:
        assert not contains(stored.read(), CANARY)
    assert _finish(staff, waiting).json()["success"]
    assert not contains(uploading.stored(), CANARY)


def _finish(client, waiting):
    prefix = f"uploaded-document-{waiting.pk}"
    form = {f"{prefix}-title": "Report", f"{prefix}-collection": 1, f"{prefix}-tags": ""}
    address = f"/admin/documents/multiple/create_from_uploaded_document/{waiting.pk}/"
    return client.post(address, form)


@pytest.mark.parametrize(("name", "is_stored"), [("pdf-information", True), ("pdf-launch", False)])
def test_a_file_that_waited_since_before_an_update_is_cleaned_or_refused(staff, name, is_stored):
    waiting = UploadedFile.objects.create(
        for_content_type=ContentType.objects.get_for_model(SiteDocument),
        file=ContentFile(HOSTILE[name].make(), name="a.pdf"),
        uploaded_by_user=staff.user,
    )
    answer = _finish(staff, waiting).json()
    assert answer["success"] == is_stored
    assert is_stored or answer["error_message"].startswith("This file ")
    assert SiteDocument.objects.exists() == is_stored
    assert not is_stored or not contains(uploading.stored(), CANARY)


def test_a_file_that_comes_by_no_form_is_cleaned_as_well(db):
    case = HOSTILE["pdf-information"]
    made = SiteDocument.objects.create(title="A", file=ContentFile(case.make(), name="a.pdf"))
    assert not contains(uploading.stored(made), CANARY)
    with pytest.raises(ValidationError, match="does something by itself"):
        SiteDocument.objects.create(
            title="B", file=ContentFile(HOSTILE["pdf-launch"].make(), name="b.pdf")
        )


def test_who_waits_too_long_for_others_may_try_again(staff, settings):
    settings.PICTURE_PATIENCE = 0
    with Path(settings.PICTURE_LOCK).open("ab") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)
        answer = uploading.by_form(staff, b"text", "a.txt")
    assert not answer.is_stored
    assert "try again" in answer.message


def test_who_may_not_add_documents_is_refused_before_one_is_read(client, db, monkeypatch):
    group = Group.objects.get(name="Reviewers (English)")
    group.collection_permissions.all().delete()
    sign_in(client, group.name)
    monkeypatch.setattr("cms.documents.views.clean_document", None)
    file = uploading._file(HONEST["plain-pdf"].make(), "a.pdf")
    answer = client.post("/admin/documents/multiple/add/", {"files[]": file, "collection": 1})
    assert answer.status_code in {302, 403}
    assert not SiteDocument.objects.exists()
