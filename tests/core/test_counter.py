"""The counter changes with everything that the public can see, and records when it did."""

from datetime import timedelta

import pytest
from django.core.management import call_command
from django.utils import timezone
from wagtail.models import Page

from core.models import (
    Governorate,
    InitiativeSettings,
    Organisation,
    Person,
    PublicationCounter,
    PublishedItem,
    Topic,
)
from tests import factories

pytestmark = pytest.mark.django_db


def counter() -> int:
    return PublicationCounter.objects.get().value


def make_governorate() -> Governorate:
    return Governorate.objects.create(name_en="Nowhere", name_ar="لا مكان")


@pytest.mark.parametrize(
    "make",
    [
        factories.make_topic,
        factories.make_organisation,
        factories.make_person,
        factories.make_image,
        make_governorate,
    ],
)
def test_a_name_or_picture_that_no_item_shows_does_not_move_it(make):
    """The number is public, and must not reveal what is entered for a draft."""
    before = counter()
    thing = make()
    thing.save()
    thing.delete()
    assert counter() == before


@pytest.mark.parametrize(
    ("name", "make"),
    [
        ("topics", lambda: [factories.make_topic()]),
        ("partner_organisations", lambda: [factories.make_organisation()]),
        ("byline_person", factories.make_person),
        ("lead_image", factories.make_image),
        ("governorate", make_governorate),
    ],
)
def test_a_name_or_picture_that_an_item_shows_moves_it(name, make):
    shown = make()
    factories.make_story(**{name: shown})
    before = counter()
    for thing in shown if isinstance(shown, list) else [shown]:
        thing.save()
    assert counter() > before


def test_the_settings_move_it():
    before = counter()
    settings = InitiativeSettings.load()
    settings.contact_email = "office@example.org"
    settings.save()
    assert counter() > before


@pytest.mark.parametrize("model", [Topic, Organisation, Person])
def test_a_change_of_a_name_gives_no_item_a_number_that_does_not_show_it(model):
    story = factories.make_story()
    before = PublishedItem.objects.get(page_id=story.pk).seq
    model.objects.create(name_en="New", name_ar="جديد")
    assert PublishedItem.objects.get(page_id=story.pk).seq == before


def test_no_item_has_a_number_above_it():
    topic = factories.make_topic()
    factories.make_story(topics=[topic])
    topic.save()
    factories.make_story().unpublish()
    assert PublishedItem.objects.order_by("-seq").first().seq <= counter()


def test_it_records_when_it_changed():
    PublicationCounter.objects.update(changed_at=timezone.now() - timedelta(days=1))
    before = timezone.now()
    factories.make_story()
    assert before <= PublicationCounter.objects.get().changed_at <= timezone.now()


def test_saving_what_is_not_shown_does_not_move_it():
    story = factories.make_story()
    before = counter()
    story.title = "A draft"
    story.save_revision()
    factories.make_user()
    assert counter() == before


def test_the_schedule_reconciles_what_no_signal_saw():
    story = factories.make_story()
    Page.objects.filter(pk=story.pk).update(live=False)
    assert PublishedItem.objects.get(page_id=story.pk).is_public
    call_command("publish_scheduled", dryrun=True)
    assert PublishedItem.objects.get(page_id=story.pk).is_public
    call_command("publish_scheduled")
    assert not PublishedItem.objects.get(page_id=story.pk).is_public
