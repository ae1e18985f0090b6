"""What is erased are texts of people: codes, ids, keys, markup and the site's addresses stay."""

import json

import pytest
from django.contrib.sessions.backends.db import SessionStore
from wagtail.models import PageLogEntry
from wagtail_localize.models import TranslationContext

from core.erasing.erase import erase, places
from core.erasing.phrases import Phrases
from core.models import ItemFacet, PublishedItem, SecurityEvent
from core.setup.roles import ADMINISTRATORS
from tests import factories
from tests.security.test_erase import SCREEN, stored_texts
from tests.signing_in import give_app

pytestmark = [pytest.mark.django_db, pytest.mark.any_database]

BODY = '<p>The <b>first</b> forum, <a href="https://example.net/forum-of-hit/">there</a>.</p>'


@pytest.fixture
def story(db):
    """A story with a history, a translation, a body with markup and facets."""
    author = factories.make_user(is_superuser=True)
    give_app(author)
    topic = factories.make_topic("Water", "الماء")
    forum = factories.make_forum(title="Hit Peace Assembly")
    body = [("paragraph", BODY)]
    made = factories.make_story(title="Who paid", body=body, slug="who-paid", topics=[topic])
    draft = factories.begin_translation(made)
    factories.translate_texts(draft, {"Who paid": "من دفع"}).save_target()
    made.save_revision(user=author, log_action=True).publish(user=author)
    SecurityEvent.objects.create(kind="user_changed", details={"fields": ["first_name", "email"]})
    forum.save_revision().publish()
    return made


# Words that are in codes, keys, markup or addresses of the site, and in no text of the story.
CODES = [
    "paragraph", "body.paragraph", "wagtail.publish", "user_changed", "first_name", "html",
    "href", "position", "translation_key", "content_type", "original", "complete", "api",
    "core.siteimage", "governorate", "Asia", "backends", "ModelBackend", "mfa",
]  # fmt: skip


def test_words_of_codes_are_nowhere_and_nothing_changes(story):
    phrases = Phrases(CODES)
    assert "\n".join(str(place) for place in places(phrases)) == ""
    before = sorted(map(str, written_by_us()))
    assert erase(phrases) == 0
    assert sorted(map(str, written_by_us())) == before


def written_by_us():
    """Return all stored texts but those that SQLite derives from them: it writes its index anew."""
    return [(table, text) for table, text in stored_texts() if "_index_" not in table]


def test_a_word_that_is_a_type_too_is_removed_from_texts_alone(story, client):
    kinds = sorted(ItemFacet.objects.values_list("kind", "type", "lang"))
    paths = sorted(TranslationContext.objects.values_list("path", "field_path"))
    actions = sorted(PageLogEntry.objects.values_list("action", flat=True))
    erase(Phrases(["forum", "news"]))
    story.refresh_from_db()
    source = story.body[0].value.source
    assert source.startswith('<p>The <b>first</b> […], <a href="https://example.net/x')
    assert source.endswith('-of-hit/">there</a>.</p>')
    items = PublishedItem.objects.public()
    assert {item.type for item in items} >= {"news", "forum"}
    assert items.get(work=story.translation_key, lang="en").path == "/en/news/who-paid/"
    assert json.loads(items.get(work=story.translation_key, lang="en").full)["type"] == "news"
    assert sorted(ItemFacet.objects.values_list("kind", "type", "lang")) == kinds
    assert sorted(TranslationContext.objects.values_list("path", "field_path")) == paths
    assert sorted(PageLogEntry.objects.values_list("action", flat=True)) == actions
    assert client.get("/en/news/who-paid/").status_code == 200


def test_dates_and_ids_are_no_texts(story):
    year = f"{story.first_published_at:%Y}"
    factories.make_story(title=f"The year {year}")
    key = str(story.translation_key).partition("-")[0]
    assert not list(places(Phrases([key])))
    found = {place.field for place in places(Phrases([year]))}
    assert "title" in found
    before = story.first_published_at
    erase(Phrases([year]))
    story.refresh_from_db()
    assert story.first_published_at == before
    assert story.get_latest_revision_as_object().first_published_at == before


def test_sessions_are_kept_but_for_those_that_hold_the_name(story, client):
    client.force_login(factories.make_user(ADMINISTRATORS))
    other = SessionStore()
    other["typed"] = "Zaynab Qasim"
    other.save()
    erase(Phrases(["backends", "Zaynab Qasim"]))
    assert client.get("/admin/").status_code == 200
    assert not SessionStore().exists(other.session_key)


def test_what_looks_like_a_tag_in_a_plain_text_is_removed(db):
    story = factories.make_story(title="From Zaynab <zaynab qasim>")
    erase(Phrases(["Zaynab Qasim"]))
    story.refresh_from_db()
    assert story.title == "From Zaynab <[…]>"


def test_the_list_shows_no_codes(story, client):
    client.force_login(factories.make_user(ADMINISTRATORS))
    page = client.post(SCREEN, {"phrases": "forum", "mark": "[…]", "list": "1"}).content.decode()
    assert "Where it is" in page
    for code in ("Item facet", "model path", "content path"):
        assert code not in page
