"""Pages that are saved once are what a draft that is published, Wagtail's own way, becomes."""

import pytest
from wagtail.models import Page, PageLogEntry, ReferenceIndex, Revision
from wagtail.signals import page_published

from core.models import PublishedItem
from core.models.search import SearchText
from core.publication import registry
from core.publication.adding import add_page, log_publications
from core.publication.transactions import publication_transaction
from core.refusals import RefusedError
from news.models import NewsIndexPage, NewsPage
from tests import factories

pytestmark = [pytest.mark.django_db, pytest.mark.any_database]

# Of pages whose times and places differ.
OTHERS = {
    "id", "page_ptr", "path", "slug", "url_path", "translation_key", "latest_revision",
    "live_revision", "latest_revision_created_at", "first_published_at", "last_published_at",
    "story_date", "numchild", "body",
}  # fmt: skip


@pytest.fixture
def index(db) -> NewsIndexPage:
    return NewsIndexPage.objects.select_related("locale").get(locale__language_code="en")


def new_page(index: NewsIndexPage, slug: str, **fields) -> NewsPage:
    page = NewsPage(title="Tea in Hit", slug=slug, locale=index.locale, **fields)
    page.body = [{"type": "paragraph", "value": "<p>By the river.</p>", "id": "a"}]
    return page


def values_of(page: NewsPage) -> dict[str, object]:
    stored = NewsPage.objects.get(pk=page.pk)
    names = {field.name for field in NewsPage._meta.concrete_fields} - OTHERS
    return {name: getattr(stored, name) for name in names}


@pytest.mark.parametrize("is_live", [True, False])
def test_its_row_is_as_if_wagtail_had_published_it(index, is_live):
    image = factories.make_image()
    page = new_page(index, "one", live=is_live, lead_image=image)
    add_page(index, page)
    other = new_page(index, "two", live=False, lead_image=image)
    index.add_child(instance=other)
    revision = other.save_revision()
    if is_live:
        revision.publish()
    assert values_of(page) == values_of(other)
    stored = NewsPage.objects.get(pk=page.pk)
    assert [stored.latest_revision] == list(Revision.objects.for_instance(page))
    assert stored.live_revision == (stored.latest_revision if is_live else None)
    assert bool(stored.first_published_at) == bool(stored.last_published_at) == is_live
    references = [
        list(
            ReferenceIndex.get_references_for_object(each)
            .order_by("content_path")
            .values_list("content_path", "to_object_id")
        )
        for each in (page, other)
    ]
    assert references[0] == references[1] != []


def test_it_is_public_and_found_in_the_cms(index):
    page = new_page(index, "one")
    add_page(index, page)
    assert PublishedItem.objects.public().get(page_id=page.pk).path == "/en/news/one/"
    assert SearchText.objects.filter(object_id=page.pk, kind="wagtailcore.page").exists()


def test_its_first_revision_is_what_it_shows(index):
    page = new_page(index, "one", summary="A summary")
    add_page(index, page)
    shown = NewsPage.objects.get(pk=page.pk)
    revised = shown.get_latest_revision_as_object()
    for name in ("title", "summary", "slug", "live", "path", "url_path", "story_date"):
        assert getattr(revised, name) == getattr(shown, name), name
    assert revised.body.get_prep_value() == shown.body.get_prep_value()


def test_its_revision_and_its_references_have_the_rows_that_it_was_given(index):
    """They are not read again: as Wagtail's own way of adding a page would have stored them."""
    forum, other = factories.make_forum(), factories.make_story(title="Before", live=True)
    given = {"topics": [factories.make_topic()], "forums": [forum], "related_stories": [other]}
    page, usual = new_page(index, "one"), new_page(index, "two")
    for each in (page, usual):
        for name, rows in given.items():
            setattr(each, name, rows)
    add_page(index, page)
    index.add_child(instance=usual)
    revision = usual.save_revision()
    names = (*given, "partner_organisations", "wagtail_admin_comments")
    ours = Revision.objects.for_instance(page).get().content
    assert {name: ours[name] for name in names} == {name: revision.content[name] for name in names}
    assert [ours[name] for name in given] == [[row.pk for row in rows] for rows in given.values()]
    stored = NewsPage.objects.get(pk=page.pk)
    assert {name: list(getattr(stored, name).all()) for name in given} == given


def test_its_publication_is_logged_and_signalled(index):
    published = []

    def note(instance, **_more) -> None:
        published.append(instance.pk)

    page_published.connect(note)
    try:
        page = new_page(index, "one")
        entry = add_page(index, page)
        assert add_page(index, new_page(index, "two", live=False)) is None
    finally:
        page_published.disconnect(note)
    assert published == [page.pk]
    log_publications([entry])
    logged = PageLogEntry.objects.filter(page=page.pk).values_list("action", "label")
    assert set(logged) == {("wagtail.create", "Tea in Hit"), ("wagtail.publish", "Tea in Hit")}
    assert PageLogEntry.objects.get(page=page.pk, action="wagtail.publish").revision_id


def test_what_a_guard_refuses_leaves_nothing(index, monkeypatch):
    def refuse(page, revision) -> None:
        raise RefusedError("Not this one.")

    monkeypatch.setattr(registry._registry, "publish_guards", [refuse])
    with pytest.raises(RefusedError):
        add_page(index, new_page(index, "one"))
    add_page(index, new_page(index, "two", live=False))
    assert Page.objects.child_of(index).values_list("slug", flat=True).get() == "two"
    assert not PublishedItem.objects.of_type("news").exists()


def test_many_share_one_update_of_the_published_items(index):
    with publication_transaction():
        for number in range(3):
            add_page(index, new_page(index, f"story-{number}"))
        assert not PublishedItem.objects.of_type("news").exists()
    assert PublishedItem.objects.public().of_type("news").count() == 3
