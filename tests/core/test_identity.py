"""A row belongs to a work in a language: a page that changes either leaves a notice behind."""

from uuid import UUID, uuid4

import pytest
from wagtail.contrib.redirects.models import Redirect
from wagtail.models import Page

from core.models import PublishedItem
from core.publication.registry import join_translation
from core.publication.repair import reconcile
from core.publication.transactions import publication_transaction
from tests import factories

pytestmark = pytest.mark.django_db


def item_of(work: UUID, lang: str = "en") -> PublishedItem:
    return PublishedItem.objects.get(work=work, lang=lang)


def assert_moved(old: UUID, new: UUID, page: Page) -> None:
    """The old work is gone for good, and only the new one represents the page."""
    assert item_of(old).is_gone
    assert item_of(old).gone_since is not None
    assert item_of(new).page_id == page.pk
    assert not item_of(new).is_gone
    assert PublishedItem.objects.filter(page_id=page.pk, is_public=True).count() == 1


def test_a_live_page_that_is_given_to_another_work_leaves_a_notice():
    story = factories.make_story()
    old, before = story.work, item_of(story.work).seq
    story.translation_key = uuid4()
    story.save()
    assert_moved(old, story.work, story)
    assert item_of(old).seq > before


def test_it_does_so_when_a_plain_page_row_is_saved():
    story = factories.make_story()
    row = Page.objects.get(pk=story.pk)
    row.translation_key = uuid4()
    row.save(update_fields=["translation_key"])
    assert_moved(story.work, row.translation_key, story)


def test_it_does_so_when_the_change_is_published():
    story = factories.make_story()
    old = story.work
    story.translation_key = uuid4()
    story.save_revision().publish()
    assert_moved(old, Page.objects.get(pk=story.pk).translation_key, story)


def test_it_does_so_after_a_bulk_update_once_reconciled():
    story = factories.make_story()
    new = uuid4()
    Page.objects.filter(pk=story.pk).update(translation_key=new)
    assert not item_of(story.work).is_gone
    assert reconcile()
    assert_moved(story.work, new, story)
    assert not reconcile()


def test_reconciling_mends_a_row_that_older_code_left_public():
    story = factories.make_story()
    old = item_of(story.work)
    stray = PublishedItem.objects.create(
        **{
            field.attname: getattr(old, field.attname)
            for field in PublishedItem._meta.concrete_fields
            if field.attname not in {"id", "work", "seq", "short_code"}
        },
        work=uuid4(),
        seq=old.seq + 1000,
    )
    assert reconcile()
    stray.refresh_from_db()
    assert not stray.is_public
    assert not item_of(story.work).is_gone


def test_two_pages_that_become_one_work_are_a_pair():
    english, arabic = factories.make_story(), factories.make_story("ar")
    alone = arabic.work
    with publication_transaction():
        arabic.translation_key = english.work
        arabic.save_revision().publish()
        join_translation(english, arabic)
    assert item_of(alone, "ar").is_gone
    assert {item.lang for item in PublishedItem.objects.public().filter(work=english.work)} == {
        "en",
        "ar",
    }
    assert arabic.title in item_of(english.work).card


def test_two_pages_may_change_places_in_one_transaction():
    one, two = factories.make_story(), factories.make_story()
    first, second = one.work, two.work
    with publication_transaction():
        for page, work in ((one, uuid4()), (two, first), (one, second)):
            Page.objects.filter(pk=page.pk).update(translation_key=work)
            Page.objects.get(pk=page.pk).save()
    assert item_of(first).page_id == two.pk
    assert item_of(second).page_id == one.pk
    assert not item_of(first).is_gone
    assert not item_of(second).is_gone


def test_a_page_moved_into_the_other_languages_tree_leaves_a_notice():
    story = factories.make_story("en", title="A title")
    work = story.work
    arabic = factories.locale("ar")
    with publication_transaction():
        Page.objects.get(pk=story.pk).move(factories.news_index("ar"), pos="last-child")
        Page.objects.filter(pk=story.pk).update(locale=arabic)
        Page.objects.get(pk=story.pk).save()
    assert item_of(work, "en").is_gone
    assert item_of(work, "ar").path == "/ar/news/a-title/"


def test_a_link_follows_the_page_to_its_new_work():
    target = factories.make_story(slug="target")
    link = f'<p><a linktype="page" id="{target.pk}">there</a></p>'
    story = factories.make_story(body=[("paragraph", link)])
    target.translation_key = uuid4()
    target.save()
    assert "/en/news/target/" in item_of(story.work).full
    target.unpublish()
    assert "/en/news/target/" not in item_of(story.work).full


def redirect_of(path: str) -> Redirect | None:
    return Redirect.objects.filter(old_path=path).first()


def test_an_old_address_is_redirected_in_the_transaction_that_moves_the_page():
    story = factories.make_story(slug="before")
    story.slug = "after"
    with publication_transaction():
        story.save_revision().publish()
    found = redirect_of("/en/news/before")
    assert found.redirect_page_id == story.pk
    assert found.automatically_created


def test_an_arabic_address_is_redirected_as_readers_type_it():
    story = factories.make_story("ar", slug="قديم")
    story.slug = "جديد"
    story.save_revision().publish()
    assert redirect_of("/ar/news/قديم").redirect_page_id == story.pk


def test_old_addresses_of_all_pages_below_are_redirected():
    story = factories.make_story(slug="story")
    index = factories.news_index()
    index.slug = "stories"
    index.save_revision().publish()
    assert redirect_of("/en/news/story").redirect_page_id == story.pk


def test_a_draft_that_was_never_public_leaves_no_old_address():
    story = factories.make_story(slug="secret", live=False)
    story.slug = "public"
    story.save_revision().publish()
    assert redirect_of("/en/news/secret") is None


def test_a_redirect_that_staff_made_is_left_alone():
    story = factories.make_story(slug="before")
    Redirect.add_redirect("/en/news/before", "https://example.org/", site=None)
    staff = Redirect.add_redirect("/en/news/before", "https://example.org/", site=story.get_site())
    story.slug = "after"
    story.save_revision().publish()
    staff.refresh_from_db()
    assert staff.redirect_link == "https://example.org/"
    assert Redirect.objects.filter(redirect_page=story).count() == 0


def test_an_old_address_longer_than_a_redirect_can_hold_does_not_stop_the_move():
    page = factories.make_page(slug="a" * 60)
    for _level in range(4):
        page = factories.make_page(parent=page, slug="a" * 60)
    page.slug = "c"
    page.save_revision().publish()
    assert item_of(page.work).path == f"/en/{('a' * 60 + '/') * 4}c/"
