"""A newcomer follows an invitation, adds a passkey or an app, and signs in by it afterwards."""

import re
from collections.abc import Iterator
from typing import Any

import pytest
from allauth.mfa.models import Authenticator
from django.contrib.auth.models import Group
from playwright.sync_api import BrowserContext, Page, expect
from wagtail.users.models import UserProfile

from cms.accounts.factors import invitations
from cms.accounts.factors.codes import step_now
from cms.accounts.factors.one_time import code_of
from core.models import User
from tests import factories
from tests.e2e.pages import Cms

pytestmark = [pytest.mark.e2e, pytest.mark.any_database]

PASSWORD = "a long password"  # what `make_user` gives everybody


@pytest.fixture
def person(site) -> User:
    return factories.make_user("Communications")


@pytest.fixture
def keyring(page: Page) -> Iterator[Any]:
    """A device that holds passkeys, and asks nobody: its person always agrees."""
    device = page.context.new_cdp_session(page)
    device.send("WebAuthn.enable")
    options = {
        "protocol": "ctap2",
        "transport": "internal",
        "hasResidentKey": True,
        "hasUserVerification": True,
        "isUserVerified": True,
        "automaticPresenceSimulation": True,
    }
    device.send("WebAuthn.addVirtualAuthenticator", {"options": options})
    yield device
    device.detach()


def follow_invitation(page: Page, person: User) -> None:
    """Open the link of an invitation, and sign in with the password."""
    page.goto(f"/admin/login/invitation/#{invitations.make(person)}")
    expect(page.locator("input[name=code]")).not_to_have_value("")
    assert "#" not in page.url
    page.locator("main form button[type=submit]").click()
    page.fill("input[name=username]", person.email)
    page.fill("input[name=password]", PASSWORD)
    page.locator("form.login-form button[type=submit]").click()
    page.locator(".factor-way").first.wait_for()


def sign_out(page: Page) -> None:
    page.context.clear_cookies()
    page.goto("/admin/")


def expect_signed_in(page: Page) -> None:
    page.locator("#wagtail-sidebar").wait_for(state="attached")


def test_a_passkey_is_added_and_signs_in_alone_or_after_the_password(page, person, keyring):
    follow_invitation(page, person)
    page.fill("#id_passkey_name", "Laptop")
    page.get_by_role("button", name="Add a passkey").click()
    expect(page.locator(".recovery-codes li")).to_have_count(10)
    page.get_by_role("link", name="I have written them down").click()
    expect_signed_in(page)

    sign_out(page)
    page.get_by_role("button", name="Use a passkey").click()
    expect_signed_in(page)

    sign_out(page)
    page.fill("input[name=username]", person.email)
    page.fill("input[name=password]", PASSWORD)
    page.get_by_role("button", name="Sign in").click()
    page.locator("input[name=code]").wait_for()
    page.get_by_role("button", name="Use a passkey").click()
    expect_signed_in(page)

    page.goto("/admin/account/factors/")
    expect(page.locator("table.factors")).to_contain_text("Laptop")
    factor = Authenticator.objects.get(user=person, type=Authenticator.Type.WEBAUTHN)
    assert factor.last_used_at is not None


def test_a_passkey_is_asked_for_before_a_sensitive_change(page, person, keyring):
    follow_invitation(page, person)
    page.fill("#id_passkey_name", "Laptop")
    page.get_by_role("button", name="Add a passkey").click()
    page.get_by_role("link", name="I have written them down").click()
    page.goto("/admin/login/again/?next=/admin/account/factors/")
    page.get_by_text("Use the second factor instead").click()
    page.get_by_role("button", name="Use a passkey").click()
    page.wait_for_url("**/admin/account/factors/")


def test_a_passkey_of_a_person_who_has_left_opens_nothing(page, person, keyring):
    follow_invitation(page, person)
    page.fill("#id_passkey_name", "Laptop")
    page.get_by_role("button", name="Add a passkey").click()
    page.locator(".recovery-codes").wait_for()
    User.objects.filter(pk=person.pk).update(is_active=False)
    sign_out(page)
    page.get_by_role("button", name="Use a passkey").click()
    expect(page.locator(".messages")).to_contain_text("was not accepted")


@pytest.mark.parametrize(("lang", "width"), [("en", 1280), ("ar", 390)])
def test_an_app_is_added_by_keyboard(page, person, lang, width):
    UserProfile.objects.create(user=person, preferred_language=lang)
    page.set_viewport_size({"width": width, "height": 844})
    follow_invitation(page, person)
    expect(page.locator(".factor-picture")).to_be_visible()
    assert page.evaluate("document.querySelector('.factor-picture').naturalWidth") > 100
    secret = re.sub(r"\s", "", page.locator(".factor-secret").inner_text())
    page.locator("#id_name").focus()
    page.keyboard.type("هاتف سارة")
    page.keyboard.press("Tab")
    page.keyboard.type(code_of(secret, step_now()))
    page.keyboard.press("Enter")
    expect(page.locator(".recovery-codes li")).to_have_count(10)
    assert page.evaluate("document.documentElement.scrollWidth") <= width
    page.goto("/admin/")
    expect_signed_in(page)


def test_somebody_new_chooses_the_password_then_adds_an_app(page, site):
    person = User.objects.create_user("sara@example.org")
    person.groups.add(Group.objects.get(name="Communications"))
    page.goto(f"/admin/login/invitation/#{invitations.make(person)}")
    expect(page.locator("input[name=code]")).not_to_have_value("")
    page.locator("main form button[type=submit]").click()
    for name in ("new_password1", "new_password2"):
        page.fill(f"input[name={name}]", "river dates palm boat")
    page.locator("main form button[type=submit]").click()
    secret = re.sub(r"\s", "", page.locator(".factor-secret").inner_text())
    page.fill("#id_name", "phone")
    page.fill("input[name=code]", code_of(secret, step_now()))
    page.press("input[name=code]", "Enter")
    expect(page.locator(".recovery-codes li")).to_have_count(10)
    page.get_by_role("link", name="I have written them down").click()
    expect_signed_in(page)
    person.refresh_from_db()
    assert person.check_password("river dates palm boat")


def test_who_enters_a_wrong_code_can_try_again(page, person, context: BrowserContext):
    cms = Cms(page)
    cms.send_sign_in(person.email, PASSWORD)
    expect_signed_in(page)
    sign_out(page)
    page.fill("input[name=username]", person.email)
    page.fill("input[name=password]", PASSWORD)
    page.get_by_role("button", name="Sign in").click()
    page.fill("input[name=code]", "000000")
    page.press("input[name=code]", "Enter")
    error = page.locator("main .error-message", has_text="wrong")
    expect(error).to_be_visible()
    assert page.locator("input[name=code]").get_attribute("aria-describedby").endswith("_error")
    cms.prove_factor(person.email)
    expect_signed_in(page)


def test_what_is_wrong_is_seen(page, person):
    """Wagtail's styles hide errors of fields on the sign-in screen."""
    page.goto("/admin/login/invitation/")
    page.fill("input[name=code]", "ABCD")
    page.press("input[name=code]", "Enter")
    expect(page.get_by_text("This invitation is wrong")).to_be_visible()
    Cms(page).sign_in(person.email, PASSWORD)
    page.goto("/admin/login/again/")
    page.fill("input[name=password]", "wrong")
    page.press("input[name=password]", "Enter")
    expect(page.get_by_text("The password is wrong.")).to_be_visible()


@pytest.mark.parametrize("width", [390, 1280])
def test_each_recovery_code_is_on_one_line(page, person, width):
    page.set_viewport_size({"width": width, "height": 844})
    follow_invitation(page, person)
    secret = re.sub(r"\s", "", page.locator(".factor-secret").inner_text())
    page.fill("#id_name", "phone")
    page.locator("input[name=code]").fill(code_of(secret, step_now()))
    page.locator("input[name=code]").press("Enter")
    page.locator(".recovery-codes").wait_for()
    for code in page.locator(".recovery-codes code").all():
        assert code.evaluate("element => element.getClientRects().length") == 1
