"""What is deleted in the CMS is deleted by its form, with all that it asks, refuses and records."""

import pytest
from django.contrib.auth.models import Group
from django.urls import reverse

from api.push.models import Webhook
from core.models import SecurityEvent
from core.setup import roles
from tests import factories
from tests.api.push.receiver import register
from tests.signing_in import signed_in

pytestmark = pytest.mark.django_db


def webhook():
    return "webhooks:delete", register("https://partner.example/hook")[0]


def account():
    return "wagtailusers_users:delete", factories.make_user(roles.COMMUNICATIONS)


def role():
    return "wagtailusers_groups:delete", Group.objects.create(name="Guests")


def picture():
    return "wagtailimages:delete", factories.make_image()


@pytest.mark.parametrize("make", [webhook, account, role, picture])
def test_no_method_but_the_forms_own_deletes(make):
    """DELETE would be another way, past rules and log."""
    name, thing = make()
    client = signed_in(roles.ADMINISTRATORS)
    events = SecurityEvent.objects.count()
    answer = client.delete(reverse(name, args=[thing.pk]))
    assert answer.status_code == 405
    assert answer["Allow"] == "GET, HEAD, POST"
    assert type(thing)._default_manager.filter(pk=thing.pk).exists()
    assert SecurityEvent.objects.count() == events


def test_a_webhook_is_deleted_by_its_form_and_recorded():
    _name, thing = webhook()
    signed_in(roles.ADMINISTRATORS).post(reverse("webhooks:delete", args=[thing.pk]))
    assert not Webhook.objects.exists()
    assert SecurityEvent.objects.filter(kind="webhook_removed").exists()
