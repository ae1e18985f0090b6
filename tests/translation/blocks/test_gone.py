"""What a block shows is deleted while its page is translated: people work on, readers read on."""

import pytest
from wagtail.models import Page

from core.models import SiteDocument, SiteImage
from core.setup import roles
from news.models import NewsPage
from tests.signing_in import sign_in
from tests.translation.blocks.samples import OTHER, numbers
from tests.translation.blocks.steps import body_of, edit, on_site, opened, replacement, translate
from tests.translation.screens import put, restart, shown, stop
from translation.content.values import values_of

pytestmark = [pytest.mark.django_db, pytest.mark.any_database, pytest.mark.usefixtures("files")]
# Which of the two of each kind is deleted.
THE_ORIGINALS, THE_TRANSLATIONS = 0, 1


@pytest.fixture
def story(scene):
    return scene.pairs[NewsPage]


def choose_others(client, scene, story):
    """Put another picture, document, page and address instead of each."""
    for choice in opened(client, story).context["choices"]:
        put(client, choice.address, replacement(choice, scene.chosen))


def delete(scene, number):
    chosen = scene.chosen
    for model, things in (
        (SiteImage, chosen.pictures),
        (SiteDocument, chosen.documents),
        (Page, chosen.pages),
    ):
        model.objects.get(pk=things[number].pk).delete()


def still_there(scene, number):
    return {
        things[1 - number].pk
        for things in (scene.chosen.pictures, scene.chosen.documents, scene.chosen.pages)
    }


def check_screens(client, story):
    """Check that every screen about a translation is answered."""
    one, page = f"localize/translate/{story.translation.pk}", f"pages/{story.draft.pk}"
    for path in (
        f"{one}/preview/",
        f"{one}/pofile/download/",
        f"{page}/view_draft/",
        f"{page}/revisions/compare/earliest...latest/",
        f"pages/{story.original.pk}/edit/",
    ):
        assert client.get(f"/admin/{path}").status_code == 200, path


def check_readers(scene, story):
    """Check that readers get no text of the original, and none of a block that shows nothing."""
    html = body_of(on_site(story.now))
    assert numbers(html, scene.lang) == set()
    assert numbers(html, OTHER[scene.lang])
    assert numbers(html, OTHER[scene.lang]) & scene.words.unseen == set()


@pytest.mark.parametrize("number", [THE_ORIGINALS, THE_TRANSLATIONS])
def test_what_is_deleted_in_review_is_reported_and_the_rest_is_published(
    client, scene, story, number
):
    sign_in(client, roles.translators(OTHER[scene.lang]))
    choose_others(client, scene, story)
    translate(client, story, "submit")
    delete(scene, number)
    sign_in(client, roles.COMMUNICATIONS)
    assert "This is gone." in opened(client, story).content.decode()
    check_screens(client, story)
    state = story.now.current_workflow_task_state
    client.post(edit(story), {"action": "approve", "task-state": state.pk})
    assert story.now.live
    check_readers(scene, story)


@pytest.mark.parametrize("number", [THE_ORIGINALS, THE_TRANSLATIONS])
def test_what_is_deleted_while_it_is_translated_is_reported_and_the_rest_is_published(
    scene, story, staff, number
):
    choose_others(staff, scene, story)
    delete(scene, number)
    assert "This is gone." in opened(staff, story).content.decode()
    check_screens(staff, story)
    assert "has been published" in shown(translate(staff, story, "publish"))
    assert {pk for pk in values_of(story.now).values() if isinstance(pk, int)} <= still_there(
        scene, number
    )
    check_readers(scene, story)
    stop(staff, story.draft)
    assert "taken over" in shown(restart(staff, story.draft))
    check_screens(staff, story)


def test_a_picture_without_its_file_is_named_in_the_editor_and_in_review(
    client, scene, story, settings, tmp_path
):
    """Stock: an error of the server, for example after a backup was restored without its files."""
    settings.MEDIA_ROOT = tmp_path / "empty"
    sign_in(client, roles.translators(OTHER[scene.lang]))
    assert "Picture 0</bdi>" in opened(client, story).content.decode()
    translate(client, story, "submit")
    sign_in(client, roles.reviewers(OTHER[scene.lang]))
    assert "Picture 0</bdi>" in opened(client, story).content.decode()
