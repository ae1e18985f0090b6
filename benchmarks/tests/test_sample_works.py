"""The works that `make bench` makes up are translations that people could work on."""

import pytest
from django.core.management import call_command

from benchmarks.workbench.sample_works import fill, targets
from core.setup.roles import COMMUNICATIONS
from tests import factories
from translation.content.translated import missing_texts
from translation.models import Status, TranslationStatus

pytestmark = [pytest.mark.django_db, pytest.mark.any_database]


def test_a_third_is_outdated_and_every_status_is_derived_already():
    fill(12)
    counts = TranslationStatus.objects.counts()
    assert counts == {"outdated": 4, "up_to_date": 4, "draft": 2, "missing": 2}
    rows = list(TranslationStatus.objects.order_by("pk").values())
    call_command("rebuild_translation_states")
    assert list(TranslationStatus.objects.order_by("pk").values()) == rows


def test_they_open_in_the_editor_are_saved_and_are_published(client):
    user = factories.make_user(COMMUNICATIONS)
    fill(6)
    found = targets()
    client.force_login(user)
    assert client.get(found["editor"]).status_code == 200
    saved = client.put(found["strings"][0], "value=Words", "application/x-www-form-urlencoded")
    assert saved.status_code == 201
    outdated = TranslationStatus.objects.filter(status=Status.OUTDATED)[0]
    translation = factories.translation_of(outdated.target_page)
    assert len(missing_texts(translation.source, translation.target_locale)) == 1
    factories.translate_texts(outdated.target_page).save_target()
    outdated.refresh_from_db()
    assert outdated.status == Status.UP_TO_DATE
