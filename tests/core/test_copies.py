"""Copies of pages: no alias is offered, and none is made."""

import pytest
from wagtail.models import Page

from core.setup.roles import ADMINISTRATORS, COMMUNICATIONS
from tests import factories
from tests.signing_in import sign_in

pytestmark = pytest.mark.django_db


@pytest.mark.parametrize("role", [COMMUNICATIONS, ADMINISTRATORS])
@pytest.mark.parametrize("make", [factories.make_story, factories.make_forum, factories.make_page])
def test_an_alias_is_not_offered_and_a_form_that_asks_for_one_is_refused(client, role, make):
    sign_in(client, role)
    page = make(title="Once")
    address = f"/admin/pages/{page.pk}/copy/"
    assert 'name="alias"' not in client.get(address).content.decode()
    form = {
        "new_title": "Twice",
        "new_slug": "twice",
        "new_parent_page": page.get_parent().pk,
        "publish_copies": "on",
    }
    refused = client.post(address, form | {"alias": "on"})
    assert "An alias cannot be made" in refused.content.decode()
    assert 'value="Twice"' in refused.content.decode()
    assert not Page.objects.filter(slug="twice").exists()
    client.post(address, form)
    assert Page.objects.get(slug="twice").alias_of_id is None
