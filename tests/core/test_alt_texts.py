"""Pictures without alternative text in their page's language: asked about once, then published."""

from datetime import timedelta
from typing import Any

import pytest
from bs4 import BeautifulSoup
from django.utils import timezone
from wagtail.models import Workflow
from wagtail.test.utils.form_data import nested_form_data, streamfield

from core.background.schedules import run_schedules
from core.models import PublishedItem, SiteImage
from news.models import NewsPage
from tests import factories
from tests.cms import add_address, story_form

pytestmark = [pytest.mark.django_db, pytest.mark.any_database]

PUBLISH = {"action-publish": "yes"}


@pytest.fixture
def river() -> SiteImage:
    """A picture that is described in Arabic alone."""
    return factories.make_image(title="River at Hit", alt_en=" ", alt_ar="نهر")


def photo(picture: SiteImage) -> dict[str, Any]:
    return {"image": picture.pk, "caption": "A caption", "credit": ""}


def _gallery(picture: SiteImage) -> Any:
    rows = [photo(picture), photo(factories.make_image(title="Described"))]
    return streamfield([("gallery", {"photos": streamfield_list(rows)})])


def streamfield_list(rows: list[dict[str, Any]]) -> dict[str, Any]:
    form: dict[str, Any] = {"count": str(len(rows))}
    for number, row in enumerate(rows):
        form[str(number)] = {"value": row, "order": str(number), "deleted": "", "type": "item"}
    return form


PLACES = {
    "lead picture": lambda picture: {"lead_image": picture.pk},
    "picture for social media": lambda picture: {"social_image": picture.pk},
    "body": lambda picture: {"body": streamfield([("photo", photo(picture))])},
    "gallery": lambda picture: {"body": _gallery(picture)},
}


def sent(**fields: Any) -> dict[str, Any]:
    return nested_form_data(story_form("Water", **fields))


def accepted(response: Any) -> dict[str, list[str]]:
    page = BeautifulSoup(response.content, "html.parser")
    fields = page.select("input[form=page-edit-form][name=without_alt]")
    return {"without_alt": [field["value"] for field in fields]}


def is_public(title: str = "Water") -> bool:
    return PublishedItem.objects.public().filter(title=title).exists()


def notice(response: Any) -> str:
    found = BeautifulSoup(response.content, "html.parser").select_one(".saving-notice")
    return found.get_text(" ", strip=True) if found else ""


@pytest.mark.parametrize("place", PLACES)
def test_a_new_page_is_published_when_it_was_asked_about_its_pictures(editor, river, place):
    here = add_address("news/newspage", factories.news_index())
    form = sent(**PLACES[place](river)) | PUBLISH
    response = editor.post(here, form)
    assert "River at Hit" in notice(response)
    assert "Described" not in notice(response)
    assert not NewsPage.objects.exists()
    editor.post(here, form | accepted(response))
    assert is_public()


def test_a_page_that_is_there_is_published_when_it_was_asked_about_its_pictures(editor, river):
    story = factories.make_story(title="Old")
    here = f"/admin/pages/{story.pk}/edit/"
    form = sent(lead_image=river.pk, slug=story.slug) | PUBLISH
    response = editor.post(here, form)
    assert "River at Hit" in notice(response)
    assert 'value="Water"' in response.content.decode()
    assert not is_public()
    editor.post(here, form | accepted(response))
    assert is_public()


def test_a_picture_that_was_not_asked_about_is_not_accepted_with_another(editor, river):
    other = factories.make_image(title="Bridge", alt_en="")
    here = add_address("news/newspage", factories.news_index())
    form = sent(lead_image=river.pk, social_image=other.pk) | PUBLISH
    response = editor.post(here, form | {"without_alt": [str(river.pk)]})
    assert "Bridge" in notice(response)
    assert not is_public()


def test_what_is_described_in_the_language_of_the_page_is_not_asked_about(editor, river):
    here = add_address("news/newspage", factories.news_index("ar"))
    editor.post(here, sent(lead_image=river.pk) | PUBLISH)
    assert is_public()


@pytest.mark.parametrize("headers", [{}, {"Accept": "application/json"}], ids=["hand", "itself"])
def test_drafts_are_saved_without_being_asked(editor, river, headers):
    here = add_address("news/newspage", factories.news_index())
    editor.post(here, sent(lead_image=river.pk), headers=headers)
    assert NewsPage.objects.get().lead_image == river


def test_what_is_scheduled_is_asked_about_when_it_is_scheduled(editor, river):
    here = add_address("news/newspage", factories.news_index())
    form = sent(lead_image=river.pk, go_live_at="2099-01-01 10:00") | PUBLISH
    response = editor.post(here, form)
    assert "River at Hit" in notice(response)
    editor.post(here, form | accepted(response))
    assert NewsPage.objects.get().approved_schedule


def test_what_is_due_is_published_without_asking(river):
    due = timezone.now() - timedelta(minutes=1)
    story = factories.make_story(title="Water", live=False, lead_image=river, go_live_at=due)
    story.save_revision(approved_go_live_at=due)
    run_schedules()
    assert is_public()


def test_many_pages_at_once_are_refused_by_the_names_of_page_and_picture(editor, river):
    story = factories.make_story(title="Draft", live=False, lead_image=river)
    url = f"/admin/bulk/wagtailcore/page/publish/?next=/admin/&id={story.pk}"
    response = editor.post(url, follow=True)
    assert (
        "in “Draft” pictures have no alternative text in its language (River at Hit)"
        in response.content.decode()
    )
    assert not is_public("Draft")


def test_a_reviewer_is_asked_before_approving(client, river):
    user = factories.make_user(is_superuser=True)
    client.force_login(user)
    story = factories.make_story(title="Reviewed", live=False, lead_image=river)
    Workflow.objects.filter(active=True).first().start(story, user)
    state = story.current_workflow_task_state
    client.post(f"/admin/pages/workflow/action/{story.pk}/approve/{state.pk}/", {"comment": ""})
    assert not is_public("Reviewed")
    decision = {"action-workflow-action": "true", "workflow-action-name": "approve"}
    form = sent(lead_image=river.pk, slug=story.slug) | decision
    here = f"/admin/pages/{story.pk}/edit/"
    response = client.post(here, form)
    assert "River at Hit" in notice(response)
    assert not is_public("Reviewed")
    client.post(here, form | accepted(response))
    assert is_public()


def test_a_translation_is_asked_about_too(editor):
    bridge = factories.make_image(title="Bridge", alt_ar="")
    story = factories.make_story(lead_image=bridge)
    draft = factories.begin_translation(story)
    factories.translate_texts(draft)
    here = f"/admin/pages/{draft.pk}/edit/"
    response = editor.post(here, {"action": "publish"})
    assert "Bridge" in response.content.decode()
    assert not PublishedItem.objects.public().filter(page_id=draft.pk).exists()
    editor.post(here, {"action": "publish-anyway"})
    assert PublishedItem.objects.public().filter(page_id=draft.pk).exists()
