"""The oracle of `make faults` accepts correct published items, and finds what is wrong."""

import copy

import pytest
from django.db import transaction
from django.db.models import Q
from wagtail.models import Page, PageViewRestriction

from core.models import (
    InitiativeSettings,
    ItemText,
    PublicationCounter,
    PublishedItem,
    SiteImage,
    Topic,
)
from tests import factories
from tests.faults import oracle, scene

pytestmark = [pytest.mark.django_db, pytest.mark.any_database]


@pytest.fixture(scope="module")
def built(once):
    return scene.build()


@pytest.fixture
def played(db, built):
    return copy.deepcopy(built)


def unpublish(played):
    Page.objects.filter(pk=played.story.pk).update(live=False)


def publish(played):
    Page.objects.filter(pk=played.draft.pk).update(live=True)


def unpublish_a_parent(played):
    Page.objects.filter(pk=played.section.pk).update(live=False)


def restrict(played):
    PageViewRestriction.objects.bulk_create(
        [PageViewRestriction(page=played.section, restriction_type="login")]
    )


def open_what_was_hidden(played):
    PageViewRestriction.objects.filter(page=played.hidden)._raw_delete("default")


def rename(played):
    Page.objects.filter(pk=played.child.pk).update(title="Renamed")


def move_the_address(played):
    Page.objects.filter(pk=played.child.pk).update(url_path="/home/elsewhere/")


def delete(played):
    PublishedItem.objects.filter(page_id=played.story.pk).update(page_id=987_654)


def rename_a_topic(played):
    Topic.objects.filter(pk=played.topic.pk).update(name_en="Rivers")


def change_a_picture(played):
    SiteImage.objects.filter(pk=played.image.pk).update(alt_en="Boats")


def change_the_licence(played):
    InitiativeSettings.objects.update(licence_name_ar="لا شيء")


def put_english_into_an_arabic_page(played):
    Page.objects.filter(pk=played.arabic.pk).update(title="English")
    PublishedItem.objects.filter(page_id=played.arabic.pk).update(title="English")


def leave_a_broken_link(played):
    item = PublishedItem.objects.get(page_id=played.linking.pk)
    PublishedItem.objects.filter(pk=item.pk).update(full=item.full.replace("/a-story/", "/gone/"))


def lose_the_words(played):
    ItemText.objects.filter(item__page_id=played.story.pk).delete()


def use_a_number_twice(played):
    PublicationCounter.objects.update(value=1)


def forget_the_notice(played):
    played.story.unpublish()
    PublishedItem.objects.filter(Q(page_id=played.story.pk)).update(gone_since=None)


def test_correct_published_items_have_no_faults(played):
    assert oracle.faults() == []


@pytest.mark.parametrize(
    "harm",
    [
        unpublish,
        publish,
        unpublish_a_parent,
        restrict,
        open_what_was_hidden,
        rename,
        move_the_address,
        delete,
        rename_a_topic,
        change_a_picture,
        change_the_licence,
        put_english_into_an_arabic_page,
        leave_a_broken_link,
        lose_the_words,
        use_a_number_twice,
        forget_the_notice,
    ],
)
def test_what_is_wrong_is_noticed(played, harm):
    harm(played)
    assert oracle.faults()


@pytest.mark.parametrize("harm", [unpublish, rename, restrict, change_a_picture])
def test_pages_that_changed_are_another_state(played, harm):
    known, before = oracle.works(), oracle.state()
    assert oracle.state(known) == before
    harm(played)
    assert (oracle.state(known) == before) == (harm is change_a_picture)


def test_what_is_published_twice_is_one_state(played):
    """Each play of a route gives a new story another id and another short address."""
    known, states = oracle.works(), []
    for _play in range(2):
        with transaction.atomic():
            factories.make_story(title="New", slug="new")
            states.append(oracle.state(known))
            transaction.set_rollback(True)
    assert states[0] == states[1] != oracle.state(known)
