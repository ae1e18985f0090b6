"""Many dependent items wait for the worker, but nothing that is withdrawn waits to disappear."""

from django_tasks_db.models import DBTaskResult

from core.models import PublishedItem
from core.publication import rendering
from core.publication.repair import reconcile
from core.publication.tasks import render_stale_items
from tests import factories
from tests.api.dependents import linking_to, names


def test_beyond_the_limit_items_wait_for_the_worker_and_move_when_it_comes(
    get, shown, monkeypatch, django_capture_on_commit_callbacks
):
    monkeypatch.setattr("core.publication.items.FAN_OUT_LIMIT", 2)
    monkeypatch.setattr(rendering, "BATCH", 2)
    topic = factories.make_topic("Water")
    stories = [factories.make_story(topics=[topic]) for _ in range(7)]
    before = {story.pk: shown(story)["version"] for story in stories}
    with django_capture_on_commit_callbacks(execute=True):
        topic.name_en = "Rivers"
        topic.save()
    waiting = [story for story in stories if names(shown(story))["topics"] == ["Water"]]
    assert len(waiting) == 5
    assert all(shown(story)["version"] == before[story.pk] for story in waiting)
    assert DBTaskResult.objects.ready().exists()
    render_stale_items.call()
    assert {name for story in stories for name in names(shown(story))["topics"]} == {"Rivers"}
    assert all(shown(story)["version"] > before[story.pk] for story in stories)
    assert len({shown(story)["version"] for story in stories}) == 7


def test_a_withdrawn_item_does_not_wait_for_the_worker(get, monkeypatch):
    monkeypatch.setattr("core.publication.items.FAN_OUT_LIMIT", 0)
    section = factories.make_page()
    children = [factories.make_page(parent=section) for _ in range(3)]
    section.unpublish()
    for child in children:
        assert get(f"pages/{child.work}/en/").status_code == 410


def test_what_is_withdrawn_is_named_nowhere_although_the_worker_has_not_come(
    get, shown, monkeypatch
):
    """Its title and address may endanger somebody: thousands of items must drop it at once."""
    monkeypatch.setattr("core.publication.items.FAN_OUT_LIMIT", 0)
    forum, arabic_forum = factories.make_pair(factories.make_forum)
    council = factories.make_council(managing_forum=forum)
    story = factories.make_story(forums=[forum])
    linking = linking_to(forum)
    pages = [story, linking, council, arabic_forum]
    before = [shown(page) for page in pages]
    assert all(forum.slug in str(item) for item in before)
    forum.unpublish()
    after = [shown(page) for page in pages]
    for was, item in zip(before, after, strict=True):
        assert f"/{forum.slug}/" not in str(item)
        assert item["version"] > was["version"]
        assert item["updated_at"] >= was["updated_at"]
    assert after[0]["forums"] == []
    assert ">See this.</" in after[1]["body_html"]
    assert after[2]["managed_by"] is None
    assert after[3]["translations"] == []
    assert f"/{forum.slug}/" not in get("news/?lang=en").content.decode()


def test_a_list_of_pages_loses_what_is_withdrawn_at_once_in_text_and_search_too(
    get, shown, monkeypatch
):
    monkeypatch.setattr("core.publication.items.FAN_OUT_LIMIT", 0)
    gone, other = factories.make_story(title="Zebra"), factories.make_story(title="Giraffe")
    pages = {"heading": "More", "pages": [gone, other]}
    story = factories.make_story(title="About", body=[("related_pages", pages)])
    assert [hit["title"] for hit in get("search/?q=zebra").json()["results"]] == ["Zebra", "About"]
    gone.unpublish()
    assert "Zebra" not in str(shown(story))
    assert "Giraffe" in shown(story)["body_html"]
    assert shown(story)["body_text"] == "More\nGiraffe"
    assert get("search/?q=zebra").json()["results"] == []
    assert [hit["title"] for hit in get("search/?q=giraffe").json()["results"]][1:] == ["About"]


def test_what_may_replace_it_comes_with_the_worker(shown, monkeypatch):
    monkeypatch.setattr("core.publication.items.FAN_OUT_LIMIT", 0)
    forum, arabic_forum = factories.make_pair(factories.make_forum)
    story = factories.make_story(forums=[forum])
    forum.unpublish()
    waiting = shown(story)
    render_stale_items.call()
    [replacement] = shown(story)["forums"]
    assert replacement["title"] == arabic_forum.title
    assert shown(story)["version"] > waiting["version"]


def test_what_was_deleted_behind_our_back_is_named_nowhere_after_the_repair(shown, monkeypatch):
    monkeypatch.setattr("core.publication.items.FAN_OUT_LIMIT", 0)
    forum = factories.make_forum()
    story = factories.make_story(forums=[forum])
    PublishedItem.objects.filter(page_id=forum.pk).update(page_id=None)
    monkeypatch.setattr("core.publication.repair.render_stale", lambda: 0)
    reconcile()
    assert shown(story)["forums"] == []


def test_an_item_that_cannot_be_read_prevents_no_takedown(db, monkeypatch):
    """It may name what is taken down, so it goes too, until the next repair renders it anew."""
    monkeypatch.setattr("core.publication.items.FAN_OUT_LIMIT", 0)
    secret = factories.make_story(title="Secret")
    story = linking_to(secret)
    PublishedItem.objects.filter(page_id=story.pk).update(full="{broken")
    secret.unpublish()
    public = PublishedItem.objects.public()
    assert not public.filter(page_id__in=[secret.pk, story.pk]).exists()
    reconcile()
    assert public.filter(page_id=story.pk).exists()
