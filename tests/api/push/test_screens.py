"""Webhooks in the CMS: what administrators do, and that nobody else does."""

import re

import pytest
from django.test import Client

from api.push.models import MOST_WEBHOOKS, Webhook, WebhookDelivery
from api.push.signing import Keys
from core.models import SecurityEvent
from core.setup import roles
from tests import factories
from tests.api.push.receiver import push, receiving, register
from tests.signing_in import let_proof_grow_old, signed_in

pytestmark = pytest.mark.django_db

LIST = "/admin/webhooks/"
ADD = "/admin/webhooks/new/"
URL = "https://partner.example/hook?key=k-canary-7"
FORM = {"name": "Partner", "url": URL, "lang": "ar", "types": ["news"]}


@pytest.fixture
def administrator() -> Client:
    return signed_in(roles.ADMINISTRATORS)


@pytest.fixture
def webhook(db) -> Webhook:
    return register(URL)[0]


def page_of(webhook: Webhook) -> str:
    return f"/admin/webhooks/inspect/{webhook.pk}/"


def kinds() -> list[str]:
    return list(SecurityEvent.objects.order_by("pk").values_list("kind", flat=True))


def test_a_webhook_is_registered_and_its_secret_shown_once(administrator):
    response = administrator.post(ADD, FORM)
    assert response.status_code == 200
    assert "no-store" in response["Cache-Control"]
    webhook = Webhook.objects.get()
    keys = Keys.read(webhook.keys)
    text = response.content.decode()
    assert keys.secret in text
    assert keys.public_key in text
    assert (webhook.lang, webhook.types, webhook.is_active) == ("ar", ["news"], True)
    assert SecurityEvent.objects.get(kind="webhook_added").details == {"host": "partner.example"}
    for address in (LIST, page_of(webhook), f"/admin/webhooks/edit/{webhook.pk}/"):
        later = administrator.get(address).content.decode()
        assert "whsec_" not in later, address
    assert keys.public_key in administrator.get(page_of(webhook)).content.decode()
    assert "k-canary-7" not in administrator.get(LIST).content.decode()


def test_neither_the_database_nor_the_logs_hold_a_secret(administrator, caplog):
    administrator.post(ADD, FORM)
    webhook = Webhook.objects.get()
    keys = Keys.read(webhook.keys)
    stored = " ".join(str(value) for value in vars(webhook).values())
    assert keys.secret.removeprefix("whsec_") not in stored + caplog.text
    assert "k-canary-7" not in str(list(SecurityEvent.objects.values()))


@pytest.mark.parametrize(
    ("fields", "message"),
    [
        ({"url": "http://partner.example/"}, "must begin with https://"),
        ({"url": "https://10.0.0.1/"}, "must be on the public internet"),
        ({"url": "https://user:pw@partner.example/"}, "no user and no password"),
        ({"url": "nonsense"}, "Enter an address such as"),
        ({"types": ["other"]}, "Select a valid choice"),
        ({"lang": "ku"}, "Select a valid choice"),
        ({"url": "https://a.example/" + "x" * 600}, "at most 500 characters"),
        ({"name": "a\x00b"}, "Null characters are not allowed"),
    ],
)
def test_what_is_wrong_is_explained_and_nothing_is_stored(administrator, fields, message):
    response = administrator.post(ADD, FORM | fields)
    assert message in response.content.decode()
    assert not Webhook.objects.exists()


def test_an_address_is_registered_once(administrator, webhook):
    assert "already exists" in administrator.post(ADD, FORM).content.decode()
    assert Webhook.objects.count() == 1


def test_there_are_only_so_many(administrator):
    for number in range(MOST_WEBHOOKS):
        register(f"https://partner{number}.example/")
    text = administrator.post(ADD, FORM).content.decode()
    assert "There are 20 webhooks already" in text
    assert Webhook.objects.count() == MOST_WEBHOOKS


def test_changing_it_leaves_secret_and_state_as_they_are(administrator, webhook):
    Webhook.objects.update(failures=4)
    address = f"/admin/webhooks/edit/{webhook.pk}/"
    assert administrator.get(address).status_code == 200
    response = administrator.post(address, FORM | {"name": "Other", "types": []})
    assert response.status_code == 302
    changed = Webhook.objects.get()
    assert (changed.name, changed.types, changed.failures) == ("Other", [], 4)
    assert changed.keys == webhook.keys
    assert "webhook_changed" in kinds()


def test_it_is_removed_with_its_deliveries(administrator, webhook):
    administrator.post(page_of(webhook), {"test": "1"})
    administrator.post(f"/admin/webhooks/delete/{webhook.pk}/")
    assert not Webhook.objects.exists()
    assert not WebhookDelivery.objects.exists()
    assert "webhook_removed" in kinds()


def test_a_new_secret_signs_at_once_and_the_former_one_for_a_day(administrator, webhook, settings):
    before = Keys.read(webhook.keys)
    response = administrator.post(page_of(webhook), {"secret": "1"})
    assert "no-store" in response["Cache-Control"]
    webhook.refresh_from_db()
    after = Keys.read(webhook.keys)
    assert after.secret in response.content.decode()
    assert before.secret not in response.content.decode()
    text = administrator.get(page_of(webhook)).content.decode()
    assert before.public_key in text
    assert after.public_key in text
    assert "webhook_secret" in kinds()


def test_a_new_secret_asks_again_who_it_is(administrator, webhook):
    let_proof_grow_old(administrator)
    response = administrator.post(page_of(webhook), {"secret": "1"})
    assert response.status_code == 403
    assert "whsec_" not in response.content.decode()
    webhook_after = Webhook.objects.get()
    assert webhook_after.keys == webhook.keys
    assert administrator.post(ADD, FORM | {"url": "https://b.example/"}).status_code == 403
    assert Webhook.objects.count() == 1


def test_it_is_switched_off_and_on(administrator, webhook):
    administrator.post(page_of(webhook), {"off": "1"})
    assert Webhook.objects.get().reason == "staff"
    text = administrator.post(page_of(webhook), {"test": "1"}, follow=True).content.decode()
    assert "Switch it on first" in text
    assert not WebhookDelivery.objects.pending().exists()
    administrator.post(page_of(webhook), {"on": "1"})
    assert Webhook.objects.get().is_active
    assert [each.event for each in WebhookDelivery.objects.all()] == ["resync"]
    assert kinds()[-2:] == ["webhook_off", "webhook_on"]


@pytest.mark.parametrize("form", [{}, {"other": "1"}, {"resend": "x"}, {"resend": "9" * 40}])
def test_what_the_page_never_sent_changes_nothing(administrator, webhook, form):
    response = administrator.post(page_of(webhook), form, follow=True)
    assert response.status_code == 200
    assert not WebhookDelivery.objects.exists()


@pytest.mark.parametrize("page", ["0", "x", "999999999999999999999"])
def test_a_page_that_is_not_there_is_the_nearest(administrator, webhook, page):
    assert administrator.get(f"{page_of(webhook)}?p={page}").status_code == 200


OTHERS = [roles.COMMUNICATIONS, roles.translators("ar"), roles.reviewers("en"), ""]


@pytest.mark.parametrize("role", OTHERS)
def test_nobody_else_sees_or_changes_anything(webhook, role):
    browser = signed_in(role) if role else Client()
    before = Webhook.objects.values().get()
    edit, delete = f"/admin/webhooks/edit/{webhook.pk}/", f"/admin/webhooks/delete/{webhook.pk}/"
    for address in (LIST, ADD, page_of(webhook), edit, delete):
        response = browser.get(address, follow=True)
        assert "partner.example" not in response.content.decode(), address
        for form in (FORM, {"secret": "1"}, {"off": "1"}, {"test": "1"}):
            answer = browser.post(address, form, follow=True).content.decode()
            assert "whsec_" not in answer
            assert "whpk_" not in answer
    assert Webhook.objects.values().get() == before
    assert not WebhookDelivery.objects.exists()
    assert "/admin/webhooks/" not in browser.get("/admin/", follow=True).content.decode()


def test_administrators_find_it_in_the_settings(administrator):
    assert "/admin/webhooks/" in administrator.get("/admin/").content.decode()


@pytest.mark.django_db(transaction=True)
def test_a_delivery_is_listed_and_sent_again(settings):
    settings.WEBHOOK_TEST_HOSTS = ["127.0.0.1"]
    administrator = signed_in(roles.ADMINISTRATORS)
    with receiving() as partner:
        webhook, _keys = register(partner.url)
        partner.answer = lambda _message: (418, {}, b"<b>I am a teapot</b>")
        story = factories.make_story()
        push()
        text = administrator.get(page_of(webhook)).content.decode()
        assert str(story.translation_key) in text
        assert "Answer: 418" in text
        assert "&lt;b&gt;I am a teapot&lt;/b&gt;" in text
        WebhookDelivery.objects.update(state="failed")
        story.unpublish()
        partner.answer = lambda _message: (204, {}, b"")
        push()
        again = re.search(
            r'name="resend" value="(\d+)"', administrator.get(page_of(webhook)).content.decode()
        )
        administrator.post(page_of(webhook), {"resend": again[1]})
        administrator.post(page_of(webhook), {"test": "1"})
        push()
        assert partner.types == ["item.published", "item.withdrawn", "item.withdrawn", "ping"]


def test_the_screens_are_in_arabic_too(webhook):
    user = factories.make_user(roles.ADMINISTRATORS)
    from wagtail.users.models import UserProfile

    UserProfile.objects.create(user=user, preferred_language="ar")
    browser = Client()
    browser.force_login(user)
    for address in (LIST, ADD, page_of(webhook)):
        assert 'dir="rtl"' in browser.get(address).content.decode()
