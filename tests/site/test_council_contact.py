"""Whoever reads about a council can call: the forum that manages it, or write to the initiative."""

import pytest

from core.models import InitiativeSettings
from tests import factories
from tests.site.pages import get

pytestmark = [pytest.mark.django_db, pytest.mark.any_database]


def write_to_the_initiative():
    settings = InitiativeSettings.load()
    settings.contact_email = "info@example.org"
    settings.save()


def test_a_council_is_reached_through_the_forum_that_manages_it(client):
    write_to_the_initiative()
    forum = factories.make_forum("ar", phone="+964 770 000 0000", email="amara@example.org")
    council = factories.make_council("ar", managing_forum=forum)
    page = get(client, council.get_url())
    assert "tel:+9647700000000" in page.links
    assert "mailto:amara@example.org" in page.links
    assert '<bdi dir="ltr">+964 770 000 0000</bdi>' in page.source
    facts = page.source.partition('<aside class="facts"')[2].partition("</aside>")[0]
    assert "info@example.org" not in facts


def test_a_forum_in_the_other_language_is_called_too(client):
    forum = factories.make_forum("en", phone="+964 770 000 0000")
    council = factories.make_council("ar", managing_forum=forum)
    assert "tel:+9647700000000" in get(client, council.get_url()).links


def test_the_number_of_a_forum_that_is_withdrawn_is_not_shown(client):
    forum = factories.make_forum(phone="+964 770 000 0000")
    council = factories.make_council(managing_forum=forum)
    forum.unpublish()
    assert "+964" not in get(client, council.get_url()).source


@pytest.mark.parametrize("is_managed_by_forum", [True, False])
def test_without_contacts_of_its_own_one_writes_to_the_initiative(client, is_managed_by_forum):
    forum = factories.make_forum() if is_managed_by_forum else None
    council = factories.make_council(managing_forum=forum)
    assert "Write to the initiative" not in get(client, council.get_url()).text
    write_to_the_initiative()
    assert "Write to the initiative info@example.org" in get(client, council.get_url()).text
