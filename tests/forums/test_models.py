"""Forums and councils: places on earth, exactly one manager, in form and database."""

from datetime import timedelta
from decimal import Decimal

import pytest
from django.core.exceptions import ValidationError
from django.db import IntegrityError, transaction
from django.utils import timezone

from core.language.dates import local_day
from forums.models import CouncilPage, ForumPage
from tests import factories
from tests.cms import add_address, council_form, forum_form

pytestmark = pytest.mark.django_db


@pytest.fixture
def staff(client):
    client.force_login(factories.make_user("Communications"))
    return client


@pytest.mark.parametrize(
    ("latitude", "longitude", "field"),
    [
        ("91", "42.8", "latitude"),
        ("33.6", "181", "longitude"),
        ("33.6", "", "longitude"),
        ("", "42.8", "latitude"),
        ("north", "42.8", "latitude"),
    ],
)
def test_a_place_that_is_not_on_earth_is_refused_beside_its_field(
    staff, latitude, longitude, field
):
    form = forum_form("Forum", latitude=latitude, longitude=longitude)
    response = staff.post(add_address("forums/forumpage", factories.forum_index()), form)
    assert response.context["form"].errors[field]
    assert not ForumPage.objects.exists()


def test_a_forum_with_a_place_is_saved(staff):
    form = forum_form("Hit Peace Forum", latitude="33.64", longitude="42.83", phone="+964 770 0000")
    staff.post(add_address("forums/forumpage", factories.forum_index()), form)
    assert ForumPage.objects.get().latitude == Decimal("33.64")


def test_a_telephone_number_is_checked(staff):
    form = forum_form("Forum", phone="call me")
    response = staff.post(add_address("forums/forumpage", factories.forum_index()), form)
    assert "telephone" in str(response.context["form"].errors["phone"])


def test_the_database_refuses_half_a_place():
    forum = factories.make_forum()
    with pytest.raises(IntegrityError), transaction.atomic():
        ForumPage.objects.filter(pk=forum.pk).update(latitude=33)


def test_only_addresses_that_are_given_are_listed():
    forum = factories.make_forum(facebook_url="https://facebook.com/hit")
    assert forum.social_addresses == [("Facebook", "https://facebook.com/hit")]


@pytest.mark.parametrize("managers", ["none", "both"])
def test_a_council_with_no_or_two_managers_is_refused_with_a_message(staff, managers):
    form = council_form("Council")
    if managers == "both":
        forum, organisation = factories.make_forum(), factories.make_organisation()
        form |= {"managing_forum": forum.pk, "managing_organisation": organisation.pk}
    response = staff.post(add_address("forums/councilpage", factories.council_index()), form)
    assert "exactly one" in str(response.context["form"].errors)
    assert not CouncilPage.objects.exists()


def test_a_meeting_that_is_still_to_come_is_refused(staff):
    """Who may be found where, and when, is nobody's business."""
    manager = factories.make_organisation()
    today = local_day(timezone.now())
    address = add_address("forums/councilpage", factories.council_index())
    for day, is_saved in ((today + timedelta(days=1), False), (today, True)):
        form = council_form("Council", managing_organisation=manager.pk, last_meeting=day)
        response = staff.post(address, form)
        assert CouncilPage.objects.exists() == is_saved
        if not is_saved:
            errors = str(response.context["form"].errors["last_meeting"])
            assert "not in the future" in errors


def test_what_is_pasted_about_meetings_and_members_is_tidied(staff):
    """No soft hyphen or zero-width space reaches readers."""
    form = forum_form("Forum", meetings="co\u00adordinators\u200b\nmedia team")
    staff.post(add_address("forums/forumpage", factories.forum_index()), form)
    assert ForumPage.objects.get().meetings.splitlines() == ["coordinators", "media team"]
    organisation = factories.make_organisation().pk
    form = council_form("Council", managing_organisation=organisation, members="uni\u00adons")
    staff.post(add_address("forums/councilpage", factories.council_index()), form)
    assert CouncilPage.objects.get().members == "unions"


def test_the_database_refuses_no_and_two_managers():
    council = factories.make_council()
    forum = factories.make_forum()
    for change in ({"managing_forum": forum}, {"managing_organisation": None}):
        with pytest.raises(IntegrityError), transaction.atomic():
            CouncilPage.objects.filter(pk=council.pk).update(**change)


def test_a_council_knows_who_manages_it():
    forum = factories.make_forum()
    assert factories.make_council(managing_forum=forum).manager == forum
    organisation = factories.make_organisation()
    assert factories.make_council(managing_organisation=organisation).manager == organisation


def test_a_council_without_manager_fails_whole_page_validation():
    with pytest.raises(ValidationError):
        CouncilPage(title="x", city="y").clean()
