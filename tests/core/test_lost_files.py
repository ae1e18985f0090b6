"""Uploads, or what was made of them, are lost: pages, API and CMS go on without the pictures."""

import json
import shutil
from pathlib import Path

import pytest

from core.media.photos import make_renditions
from core.publication.transactions import publication_transaction
from core.setup.roles import translators
from tests import factories

pytestmark = [pytest.mark.django_db, pytest.mark.any_database]


@pytest.fixture
def story(photo):
    make_renditions(photo)
    return factories.make_story(title="A march", lead_image=photo)


@pytest.fixture(params=["renditions", "originals", ""])
def lost(request, story, settings):
    """Lose a folder, or all of them."""
    shutil.rmtree(Path(settings.MEDIA_ROOT) / request.param)


@pytest.fixture
def editor(client):
    client.force_login(factories.make_user("Communications"))
    return client


def test_readers_read_and_partners_ask(lost, story, client):
    assert client.get(story.url).status_code == 200
    assert client.get("/en/news/").status_code == 200
    answer = client.get(f"/api/v1/news/{story.work}/en/")
    assert answer.status_code == 200
    assert json.loads(answer.content)["title"] == "A march"


def test_a_picture_that_is_lost_is_not_found_and_no_fault(lost, story, photo, client):
    for rendition in photo.renditions.all():
        assert client.get(rendition.url).status_code in {200, 404}


def test_staff_see_and_publish_the_page_all_the_same(lost, story, photo, editor):
    for address in (
        f"/admin/pages/{story.pk}/edit/",
        f"/admin/pages/{story.get_parent().pk}/",
        "/admin/images/",
        f"/admin/images/{photo.pk}/",
        "/admin/images/chooser/",
    ):
        assert editor.get(address).status_code == 200, address
    story.title = "A long march"
    publish(story)
    answer = editor.get(f"/api/v1/news/{story.work}/en/")
    assert json.loads(answer.content)["title"] == "A long march"


def test_a_picture_of_which_nothing_is_left_is_left_out(story, photo, client, caplog, settings):
    shutil.rmtree(settings.MEDIA_ROOT)
    photo.renditions.all().delete()
    body = [("photo", {"image": photo, "caption": "", "credit": ""})]
    other = factories.make_story(title="Another march", related_stories=[story], body=body)
    publish(story)
    for page in (story, other):
        assert client.get(page.url).status_code == 200
        item = json.loads(client.get(f"/api/v1/news/{page.work}/en/").content)
        assert item["image"] is None
    assert len([each for each in caplog.records if "A picture" in each.getMessage()]) == 1
    with publication_transaction():
        story.unpublish()
    assert client.get(f"/api/v1/news/{story.work}/en/").status_code == 410


def publish(page):
    with publication_transaction():
        page.save_revision().publish()


def test_translators_see_the_choice_of_a_picture_of_which_nothing_is_left(photo, settings, client):
    """Its caption is translated, and the picture itself may be another in each language."""
    body = [("photo", {"image": photo, "caption": "A square", "credit": ""})]
    draft = factories.begin_translation(factories.make_story(title="A march", body=body))
    shutil.rmtree(settings.MEDIA_ROOT)
    photo.renditions.all().delete()
    client.force_login(factories.make_user(translators("ar")))
    assert client.get(f"/admin/pages/{draft.pk}/edit/").status_code == 200
