"""What cannot be saved is said above the form by name; a draft is saved whatever its schedule."""

from datetime import timedelta
from typing import Any

import pytest
from bs4 import BeautifulSoup
from django.utils import timezone
from wagtail.test.utils.form_data import nested_form_data, streamfield

from core.models import PublishedItem
from news.models import NewsPage
from tests import factories
from tests.cms import add_address, story_form

pytestmark = [pytest.mark.django_db, pytest.mark.any_database]

PAST = "2020-01-01 10:00"
JSON = {"Accept": "application/json"}


@pytest.fixture
def expired() -> NewsPage:
    """A story that was public until its expiry."""
    story = factories.make_story(title="Expired")
    story.expire_at = timezone.now() - timedelta(minutes=1)
    story.save_revision()
    story.unpublish(set_expired=True)
    return story


def form(story: NewsPage, **fields: Any) -> dict[str, Any]:
    return story_form("New title", **{"slug": story.slug} | fields)


def address(story: NewsPage) -> str:
    return f"/admin/pages/{story.pk}/edit/"


def draft(story: NewsPage) -> NewsPage:
    return NewsPage.objects.get(pk=story.pk).get_latest_revision_as_object()


def errors(response: Any) -> str:
    notice = BeautifulSoup(response.content, "html.parser").select_one(".saving-notice")
    return notice.get_text(" ", strip=True) if notice else ""


@pytest.mark.parametrize("headers", [{}, JSON], ids=["by hand", "by itself"])
@pytest.mark.parametrize(
    "schedule",
    [{"expire_at": PAST}, {"go_live_at": "2099-02-01 10:00", "expire_at": "2099-01-01 10:00"}],
    ids=["expired", "order"],
)
def test_a_draft_is_saved_whatever_its_schedule(editor, expired, schedule, headers):
    response = editor.post(address(expired), form(expired, **schedule), headers=headers)
    assert response.status_code == (200 if headers else 302)
    assert draft(expired).title == "New title"
    assert draft(expired).expire_at is not None


def test_a_new_page_is_saved_whatever_its_schedule(editor):
    here = add_address("news/newspage", factories.news_index())
    editor.post(here, story_form("Late", expire_at=PAST))
    assert NewsPage.objects.get(title="Late").expire_at.year == 2020


def test_publishing_an_expired_page_is_refused_with_what_to_do_above_the_form(editor, expired):
    sent = form(expired, expire_at=PAST) | {"action-publish": "yes"}
    response = editor.post(address(expired), sent)
    assert "Expiry date/time" in errors(response)
    assert "press “Set schedule”" in errors(response)
    assert "New title" in response.content.decode()
    assert not PublishedItem.objects.public().filter(page_id=expired.pk).exists()
    editor.post(address(expired), form(expired) | {"action-publish": "yes"})
    assert PublishedItem.objects.public().get(page_id=expired.pk).title == "New title"


def test_a_date_that_is_none_is_refused_in_a_draft_too(editor, expired):
    response = editor.post(address(expired), form(expired, expire_at="tomorrow"))
    assert "Expiry date/time" in errors(response)


def test_an_error_in_another_tab_is_named_above_the_form(editor, expired):
    other = factories.make_story(title="Other")
    response = editor.post(address(expired), form(expired, slug=other.slug))
    assert "Slug" in errors(response)
    assert other.slug in errors(response)


def test_an_error_within_a_block_is_named_with_its_block(editor, expired):
    photos = {"image": "", "caption": "", "credit": ""}
    body = streamfield([("quote", {"text": "", "attribution": ""}), ("photo", photos)])
    sent = form(expired, body=nested_form_data(body)) | {"action-publish": "yes"}
    said = errors(editor.post(address(expired), sent))
    assert "Body – Quotation (1) – Quotation" in said
    assert "Body – Picture (2) – Picture" in said


def test_the_line_of_a_draft_that_saves_itself_names_what_is_wrong(editor, expired):
    sent = form(expired, source_url="no address")
    answer = editor.post(address(expired), sent, headers=JSON).json()
    assert answer["error_code"] == "validation_error"
    assert "Address of the source" in answer["error_message"]


@pytest.mark.parametrize("lang", ["ar", "en"])
def test_a_second_story_with_the_same_title_is_saved_beside_the_first(editor, lang):
    """The browser fills the slug from the title, again with each save."""
    first = factories.make_story(lang, title="ورشة في هيت")
    asked = story_form(first.title, slug=first.slug)
    created = editor.post(
        add_address("news/newspage", factories.news_index(lang)), asked, headers=JSON
    )
    story = NewsPage.objects.get(pk=created.json()["pk"])
    assert (story.title, story.slug) == (first.title, f"{first.slug}-2")
    assert editor.post(address(story), asked, headers=JSON).json()["success"]
    assert draft(story).slug == f"{first.slug}-2"


def test_a_slug_that_somebody_chose_is_not_changed_but_refused(editor):
    first, second = factories.make_story(title="River"), factories.make_story(title="Bridge")
    answer = editor.post(address(second), story_form("River", slug=first.slug))
    assert "river" in errors(answer)
