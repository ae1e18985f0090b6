"""A PO file's way from the upload to the published page is read in few files."""

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from wagtail.models import Page

from core.setup import roles
from tests import factories
from tests.translation.offline.files import JOBS, UPLOAD, po_for
from tests.translation.offline.way import Way
from translation.models import Job

pytestmark = [pytest.mark.django_db, pytest.mark.any_database]
# Changes of file, as `way` counts them. Before the modules were ordered by subject there were 45
# until the texts were stored, and 80 until the page was published. One is the queue for files;
# whenever a page's texts are read, another reads stored bodies alike on both databases.
MOST_UNTIL_STORED = 23
MOST_UNTIL_PUBLISHED = 44


@pytest.fixture
def page(client, db):
    """A begun translation of one text, whose user is signed in; modules are loaded already."""
    page = factories.begin_translation(factories.make_story(title="Voices", body=[]))
    client.force_login(factories.make_user(roles.COMMUNICATIONS))
    client.get("/admin/login/")
    return page


def press(client, page, action, **fields):
    return client.post(f"/admin/pages/{page.pk}/edit/", {"action": action, **fields})


def import_file(client, page):
    data = str(po_for(page, {"Voices": "أصوات"})).encode()
    way = Way()
    with way.recorded():
        client.post(UPLOAD, {"file": SimpleUploadedFile("x.po", data)})
    one = f"{JOBS}{Job.objects.get().pk}/"
    with way.recorded():
        client.get(one)
        client.post(f"{one}apply/", {"shown": "0"})
    return way


def test_a_po_file_is_read_in_few_files_from_its_upload_to_the_published_page(client, page):
    way = import_file(client, page)
    assert way.changes <= MOST_UNTIL_STORED, str(way)
    with way.recorded():
        press(client, page, "draft")
        press(client, page, "submit")
    state = Page.objects.get(pk=page.pk).current_workflow_task_state
    client.force_login(factories.make_user(roles.reviewers("ar")))
    with way.recorded():
        press(client, page, "approve", **{"task-state": state.pk})
    assert Page.objects.get(pk=page.pk).live
    assert way.changes <= MOST_UNTIL_PUBLISHED, str(way)
