import pytest
from tests import factories
from core.setup import roles
pytestmark=[pytest.mark.django_db]
def test_a(client):
    client.force_login(factories.make_user(roles.COMMUNICATIONS))
    p=factories.make_story(topics=[factories.make_topic()])
    client.get(f"/admin/pages/{p.pk}/edit/")
