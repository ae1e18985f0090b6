"""A change of what items show reaches every item that shows it, and their versions move."""

from typing import Any

import pytest
from django.core.files.base import ContentFile
from django_tasks_db.models import DBTaskResult
from wagtail.models import Collection, CollectionViewRestriction, Page, PageViewRestriction

from core.models import Governorate, InitiativeSettings, PublishedItem, SiteDocument
from core.publication import rendering
from core.publication.repair import reconcile
from core.publication.tasks import render_stale_items
from tests import cms, factories


@pytest.fixture
def shown(get):
    """Return what the API says of a page."""

    def ask(page: Page) -> dict[str, Any]:
        collection = {"council": "councils", "forum": "forums", "page": "pages"}
        name = collection.get(page.specific.public_type, "news")
        response = get(f"{name}/{page.translation_key}/{page.locale.language_code}/")
        assert response.status_code == 200, response.content
        return response.json()

    return ask


@pytest.fixture
def staff(client, db):
    """A client who is signed in to the CMS and may do everything."""
    client.force_login(factories.make_user(is_superuser=True))
    return client


def post(staff, address: str, form: dict[str, Any] | None = None) -> None:
    response = staff.post(address, form or {})
    assert response.status_code in {200, 302}
    assert "form" not in (response.context or {}), response.context["form"].errors


def linking_to(page: Page) -> Any:
    link = f'<p>See <a linktype="page" id="{page.pk}">this</a>.</p>'
    return factories.make_story(body=[("paragraph", link)])


def names(item: dict[str, Any]) -> dict[str, Any]:
    """The names that an item shows, of whatever kind."""
    return {
        "topics": [topic["name"] for topic in item["topics"]],
        "organisations": [organisation["name"] for organisation in item["organisations"]],
        "byline": item["byline"],
        "governorate": item["governorate"] and item["governorate"]["name"],
    }


def test_a_renamed_topic_is_renamed_in_both_languages_and_in_lists(get, shown, staff):
    topic = factories.make_topic("Water", "الماء", slug="water")
    english, arabic = factories.make_pair(topics=[topic])
    other = factories.make_story()
    before = {page.pk: shown(page)["version"] for page in (english, arabic, other)}
    form = {"name_en": "Rivers", "name_ar": "الأنهار", "slug": "water"}
    post(staff, f"/admin/snippets/core/topic/edit/{topic.pk}/", form)
    assert names(shown(english))["topics"] == ["Rivers"]
    assert names(shown(arabic))["topics"] == ["الأنهار"]
    assert shown(english)["version"] > before[english.pk]
    assert shown(arabic)["version"] > before[arabic.pk]
    assert shown(other)["version"] == before[other.pk]
    listed = get("news/?topic=water&lang=ar").json()["results"]
    assert [names(item)["topics"] for item in listed] == [["الأنهار"]]


def test_a_topics_new_slug_is_what_lists_are_filtered_by(get, shown):
    topic = factories.make_topic(slug="water")
    story = factories.make_story(topics=[topic])
    topic.slug = "rivers"
    topic.save()
    assert shown(story)["topics"][0]["slug"] == "rivers"
    assert get("news/?topic=rivers").json()["count"] == 1
    assert get("news/?topic=water").status_code == 400


@pytest.mark.parametrize(
    ("make", "field"),
    [
        (factories.make_person, "byline_person"),
        (factories.make_organisation, "byline_organisation"),
        (lambda: Governorate.objects.create(name_en="Old", name_ar="قديم"), "governorate"),
    ],
)
def test_a_new_name_reaches_the_stories_that_show_it(shown, make, field):
    thing = make()
    story = factories.make_story(**{field: thing})
    before = shown(story)["version"]
    thing.name_en = "New name"
    thing.save()
    assert "New name" in names(shown(story)).values()
    assert shown(story)["version"] > before


def test_a_partner_organisation_is_renamed_and_deleted_wherever_it_is_shown(shown):
    partner = factories.make_organisation("Old")
    pages = [
        factories.make_story(partner_organisations=[partner]),
        factories.make_forum(partner_organisations=[partner]),
    ]
    before = [shown(page)["version"] for page in pages]
    partner.name_en, partner.website = "New", "https://example.org/"
    partner.save()
    renamed = [shown(page) for page in pages]
    for item in renamed:
        assert item["organisations"][0]["name"] == "New"
        assert item["organisations"][0]["url"] == "https://example.org/"
    partner.delete()
    for page, first, item in zip(pages, before, renamed, strict=True):
        assert shown(page)["organisations"] == []
        assert first < item["version"] < shown(page)["version"]


def test_a_renamed_forum_is_renamed_in_its_stories_and_councils(shown, staff):
    forum = factories.make_forum(title="Old", slug="forum")
    story = factories.make_story(forums=[forum])
    council = factories.make_council(managing_forum=forum)
    before = shown(story)["version"], shown(council)["version"]
    form = cms.forum_form("New", slug="forum") | {"action-publish": "1"}
    post(staff, f"/admin/pages/{forum.pk}/edit/", form)
    assert shown(story)["forums"][0]["title"] == "New"
    assert shown(council)["managed_by"]["name"] == "New"
    assert shown(story)["version"] > before[0]
    assert shown(council)["version"] > before[1]


def test_a_forum_that_is_taken_down_is_no_longer_named(shown):
    forum = factories.make_forum()
    story = factories.make_story(forums=[forum])
    council = factories.make_council(managing_forum=forum)
    forum.unpublish()
    assert shown(story)["forums"] == []
    assert shown(council)["managed_by"] is None


def test_a_pictures_texts_change_in_lead_pictures_and_in_bodies(shown, staff):
    image = factories.make_image()
    lead = factories.make_story(lead_image=image)
    arabic = factories.make_story("ar", body=[("photo", {"image": image})])
    before = shown(lead)["version"], shown(arabic)["version"]
    form = {
        "title": "River",
        "alt_en": "Boats",
        "alt_ar": "قوارب",
        "credit_en": "Staff",
        "credit_ar": "الفريق",
        "tags": "",
    }
    post(staff, f"/admin/images/{image.pk}/", form)
    assert (shown(lead)["image"]["alt"], shown(lead)["image"]["credit"]) == ("Boats", "Staff")
    assert 'alt="قوارب"' in shown(arabic)["body_html"]
    assert "الفريق" in shown(arabic)["body_html"]
    assert shown(lead)["version"] > before[0]
    assert shown(arabic)["version"] > before[1]


def test_a_deleted_picture_leaves_the_items_that_showed_it(shown, staff):
    image = factories.make_image()
    story = factories.make_story(lead_image=image, body=[("photo", {"image": image})])
    address = shown(story)["image"]["url"]
    post(staff, f"/admin/images/{image.pk}/delete/")
    assert shown(story)["image"] is None
    assert address not in shown(story)["body_html"]


def test_a_documents_new_title_changes_the_address_in_bodies(shown):
    document = SiteDocument.objects.create(
        title="Old", file=ContentFile(b"%PDF-1.7", name="report.pdf")
    )
    story = factories.make_story(body=[("document", {"document": document, "text": ""})])
    assert "/old.pdf" in shown(story)["body_html"]
    before = shown(story)["version"]
    document.title = "New"
    document.save()
    assert "/new.pdf" in shown(story)["body_html"]
    assert shown(story)["version"] > before


def test_a_document_that_moves_behind_the_sign_in_leaves_bodies(shown):
    private = Collection.get_first_root_node().add_child(name="Private")
    document = SiteDocument.objects.create(
        title="Minutes", file=ContentFile(b"%PDF-1.7", name="m.pdf"), collection=private
    )
    story = factories.make_story(body=[("document", {"document": document, "text": "Read"})])
    assert "/minutes.pdf" in shown(story)["body_html"]
    restriction = CollectionViewRestriction.objects.create(
        collection=private, restriction_type="login"
    )
    assert "/minutes.pdf" not in shown(story)["body_html"]
    restriction.delete()
    assert "/minutes.pdf" in shown(story)["body_html"]


def test_a_collection_that_moves_behind_the_sign_in_takes_its_documents_out_of_bodies(shown):
    root = Collection.get_first_root_node()
    private, open_one = root.add_child(name="Private"), root.add_child(name="Open")
    CollectionViewRestriction.objects.create(collection=private, restriction_type="login")
    document = SiteDocument.objects.create(
        title="Minutes", file=ContentFile(b"%PDF-1.7", name="m.pdf"), collection=open_one
    )
    story = factories.make_story(body=[("document", {"document": document, "text": "Read"})])
    assert "/minutes.pdf" in shown(story)["body_html"]
    open_one.move(Collection.objects.get(pk=private.pk), "sorted-child")
    assert "/minutes.pdf" not in shown(story)["body_html"]


def test_a_new_slug_changes_the_links_to_the_page(shown, staff):
    target = factories.make_story(title="There", slug="old")
    story = linking_to(target)
    before = shown(story)["version"]
    form = cms.story_form("There", slug="new", body=cms.paragraphs("Text."))
    post(staff, f"/admin/pages/{target.pk}/edit/", form | {"action-publish": "1"})
    assert 'href="http://testserver/en/news/new/"' in shown(story)["body_html"]
    assert shown(story)["version"] > before


def test_a_parents_new_slug_changes_the_links_to_all_below_it(shown):
    section = factories.make_page(slug="old")
    story = linking_to(factories.make_page(slug="child", parent=section))
    section.slug = "new"
    section.save_revision().publish()
    assert 'href="http://testserver/en/new/child/"' in shown(story)["body_html"]


def test_a_moved_page_changes_the_links_to_it_and_to_all_below_it(shown, staff):
    section = factories.make_page(slug="section")
    page = factories.make_page(slug="page", parent=section)
    to_page = linking_to(page)
    to_child = linking_to(factories.make_page(slug="child", parent=page))
    before = shown(to_page)["version"], shown(to_child)["version"]
    post(staff, f"/admin/pages/{page.pk}/move/{factories.home_page().pk}/confirm/")
    assert 'href="http://testserver/en/page/"' in shown(to_page)["body_html"]
    assert 'href="http://testserver/en/page/child/"' in shown(to_child)["body_html"]
    assert shown(to_page)["version"] > before[0]
    assert shown(to_child)["version"] > before[1]


def test_links_to_an_unpublished_page_are_unwrapped_and_come_back_with_it(shown, staff):
    target = factories.make_story()
    story = linking_to(target)
    before = shown(story)
    post(staff, f"/admin/pages/{target.pk}/unpublish/")
    gone = shown(story)
    assert gone["body_html"] == '<div lang="en" dir="ltr"><p>See this.</p></div>'
    Page.objects.get(pk=target.pk).specific.save_revision().publish()
    back = shown(story)
    assert back["body_html"] == before["body_html"]
    assert before["version"] < gone["version"] < back["version"]


def test_links_to_a_deleted_page_are_unwrapped(shown, staff):
    target = factories.make_story()
    story = linking_to(target)
    post(staff, f"/admin/pages/{target.pk}/delete/")
    assert "<a " not in shown(story)["body_html"]


def test_restricting_a_parent_withdraws_all_below_and_unwraps_links_to_it(get, shown, staff):
    section = factories.make_page()
    child = factories.make_page(parent=section)
    story = linking_to(child)
    before = shown(story)["version"]
    post(staff, f"/admin/pages/{section.pk}/privacy/", {"restriction_type": "login"})
    for page in (section, child):
        assert get(f"pages/{page.work}/en/").status_code == 410
        assert PublishedItem.objects.get(page_id=page.pk).seq > before
    assert "<a " not in shown(story)["body_html"]
    assert shown(story)["version"] > before
    post(staff, f"/admin/pages/{section.pk}/privacy/", {"restriction_type": "none"})
    assert f"/{child.slug}/" in shown(story)["body_html"]


def test_a_restriction_set_in_a_shell_does_the_same(shown):
    target = factories.make_story()
    story = linking_to(target)
    restriction = PageViewRestriction.objects.create(
        page=factories.home_page(), restriction_type=PageViewRestriction.LOGIN
    )
    assert not PublishedItem.objects.public().in_language("en").exists()
    restriction.delete()
    assert f"/en/news/{target.slug}/" in shown(story)["body_html"]


def test_a_new_licence_changes_every_item(get, shown, staff):
    pages = [*factories.make_pair(), factories.make_forum(), factories.make_page()]
    before = [shown(page)["version"] for page in pages]
    settings = InitiativeSettings.load()
    form = {field.name: getattr(settings, field.name) for field in settings._meta.fields}
    form |= {
        "licence_name_en": "CC BY-SA 4.0",
        "licence_name_ar": "المشاع",
        "licence_url": "https://creativecommons.org/licenses/by-sa/4.0/",
    }
    post(staff, f"/admin/settings/core/initiativesettings/{settings.pk}/", form)
    for page, version in zip(pages, before, strict=True):
        item = shown(page)
        assert item["license"] == {
            "name": "CC BY-SA 4.0" if item["lang"] == "en" else "المشاع",
            "url": "https://creativecommons.org/licenses/by-sa/4.0/",
        }
        assert item["license"]["name"] in item["credit_line"]
        assert item["version"] > version
    assert {item["license"]["url"] for item in get("news/").json()["results"]} == {
        "https://creativecommons.org/licenses/by-sa/4.0/"
    }


def test_a_translations_title_and_state_reach_its_original(shown):
    english, arabic = factories.make_translated_story()
    before = shown(english)["version"]
    arabic.title = "عنوان جديد"
    arabic.save_revision().publish()
    assert shown(english)["translations"][0]["title"] == "عنوان جديد"
    assert shown(english)["version"] > before
    arabic.unpublish()
    assert shown(english)["translations"] == []


def test_a_changed_original_makes_its_translation_outdated(shown):
    english, arabic = factories.make_translated_story()
    before = shown(arabic)
    english.title = "Another title"
    english.save_revision().publish()
    assert before["translation"]["status"] == "complete"
    assert shown(arabic)["translation"]["status"] == "outdated"
    assert shown(arabic)["version"] > before["version"]


def test_what_an_item_does_not_show_leaves_its_version(shown):
    topic, image = factories.make_topic(), factories.make_image()
    story = factories.make_story(topics=[topic], lead_image=image)
    before = shown(story)["version"]
    image.title = "Only staff see it"
    image.save()
    topic.save()
    story.title = "A draft"
    story.save_revision()
    factories.make_topic()
    assert shown(story)["version"] == before


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
    """Its title and address may endanger somebody: thousands of items must let go of it at once."""
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
    gone, kept = factories.make_story(title="Zebra"), factories.make_story(title="Giraffe")
    pages = {"heading": "More", "pages": [gone, kept]}
    story = factories.make_story(title="About", body=[("related_pages", pages)])
    assert [hit["title"] for hit in get("search/?q=zebra").json()["results"]] == ["Zebra", "About"]
    gone.unpublish()
    assert "Zebra" not in str(shown(story))
    assert "Giraffe" in shown(story)["body_html"]
    assert shown(story)["body_text"] == "More\nGiraffe"
    assert get("search/?q=zebra").json()["results"] == []
    assert [hit["title"] for hit in get("search/?q=giraffe").json()["results"]][1:] == ["About"]


def test_what_may_stand_in_its_place_comes_with_the_worker(shown, monkeypatch):
    monkeypatch.setattr("core.publication.items.FAN_OUT_LIMIT", 0)
    forum, arabic_forum = factories.make_pair(factories.make_forum)
    story = factories.make_story(forums=[forum])
    forum.unpublish()
    waiting = shown(story)
    render_stale_items.call()
    [stands_in] = shown(story)["forums"]
    assert stands_in["title"] == arabic_forum.title
    assert shown(story)["version"] > waiting["version"]


def test_what_was_deleted_behind_our_back_is_named_nowhere_after_the_repair(shown, monkeypatch):
    monkeypatch.setattr("core.publication.items.FAN_OUT_LIMIT", 0)
    forum = factories.make_forum()
    story = factories.make_story(forums=[forum])
    PublishedItem.objects.filter(page_id=forum.pk).update(page_id=None)
    monkeypatch.setattr("core.publication.repair.render_stale", lambda: 0)
    reconcile()
    assert shown(story)["forums"] == []


def test_an_item_that_cannot_be_read_keeps_no_takedown_from_happening(db, monkeypatch):
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
