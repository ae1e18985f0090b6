"""What people do while a machine is thinking, which takes long: nobody waits for it."""

import pytest
from django.db import connections
from wagtail.models import Page
from wagtail_localize.models import StringTranslation

from core.setup import roles
from tests import factories

pytestmark = pytest.mark.django_db(transaction=True)


def ask(client, draft):
    client.force_login(factories.make_user(roles.translators("ar")))
    translation = factories.translation_of(draft)
    client.post(f"/admin/localize/translate/{translation.pk}/machine_translate/")


def test_a_page_that_is_locked_while_the_machine_thinks_stays_as_it_is(client, machine):
    draft = factories.begin_translation(factories.make_story(title="Voices"))

    def lock():
        Page.objects.filter(pk=draft.pk).update(locked=True)
        connections.close_all()

    machine.meanwhile = lock
    ask(client, draft)
    assert machine.asked
    assert not StringTranslation.objects.exists()


def test_people_write_while_the_machine_is_thinking_and_win(client, machine):
    """Stock: the transaction of the request is open, and on SQLite nobody else can save."""
    draft = factories.begin_translation(factories.make_story(title="Voices"))

    def write():
        factories.translate_texts(draft, {"Voices": "أصوات"})
        connections.close_all()

    machine.meanwhile = write
    ask(client, draft)
    assert "Voices" in machine.texts
    title = StringTranslation.objects.get(translation_of__data="Voices")
    assert (title.data, title.translation_type) == ("أصوات", "manual")
