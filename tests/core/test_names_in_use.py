"""A name that pages use is not deleted, whichever way it is asked for, and its uses are shown."""

import pytest

from core.models import Topic
from core.setup.roles import ADMINISTRATORS
from tests import factories
from tests.signing_in import sign_in

pytestmark = pytest.mark.django_db


def _public_story(name):
    factories.make_story(title="Uses it", topics=[name])


def _draft_of_a_public_story(name):
    story = factories.make_story(title="Uses it")
    story.topics.add(name)
    story.save_revision()


def _unpublished_story(name):
    factories.make_story(title="Uses it", live=False, topics=[name])


USES = [_public_story, _draft_of_a_public_story, _unpublished_story]


@pytest.mark.parametrize("use", USES)
@pytest.mark.parametrize("method", ["get", "post"])
@pytest.mark.parametrize(
    "address", ["snippets/core/topic/delete/{}/", "bulk/core/topic/delete/?id={}"]
)
def test_a_name_in_use_is_not_deleted_and_says_where_it_is(client, use, method, address):
    sign_in(client, ADMINISTRATORS)
    name = factories.make_topic("Water", "مياه")
    use(name)
    answer = getattr(client, method)("/admin/" + address.format(name.pk))
    assert "Uses it" in answer.content.decode()
    assert Topic.objects.filter(pk=name.pk).exists()


def test_a_name_that_no_page_uses_is_deleted(client):
    sign_in(client, ADMINISTRATORS)
    name = factories.make_topic("Water", "مياه")
    client.post(f"/admin/snippets/core/topic/delete/{name.pk}/")
    assert not Topic.objects.filter(pk=name.pk).exists()


def test_other_kinds_of_names_and_of_relations_are_found_as_well(client):
    sign_in(client, ADMINISTRATORS)
    person = factories.make_person("Noor", "نور")
    factories.make_story(title="Signed by her", byline_person=person)
    organisation = factories.make_organisation("Bridge", "جسر")
    factories.make_story(title="Made with them", partner_organisations=[organisation])
    for kind, name, title in [
        ("person", person, "Signed by her"),
        ("organisation", organisation, "Made with them"),
    ]:
        for what in ("delete", "usage"):
            answer = client.get(f"/admin/snippets/core/{kind}/{what}/{name.pk}/")
            assert title in answer.content.decode(), (kind, what)
