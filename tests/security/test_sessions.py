"""Sessions: they end by themselves and by somebody's hand, and changes of an account reach them."""

from datetime import timedelta
from typing import Any

import pytest
from bs4 import BeautifulSoup
from django.conf import settings
from django.contrib.auth.models import Group
from django.db import connection
from django.db.models import F
from django.test import Client
from django.test.utils import CaptureQueriesContext
from wagtail.users.models import UserProfile

from cms.accounts import devices
from core.background.worker import run_round
from core.models import SecurityEvent, User, UserSession
from core.setup.roles import ADMINISTRATORS, COMMUNICATIONS
from tests import factories
from tests.signing_in import FACTOR, code_for, give_app, sign_in, sign_in_by_form, signed_in

pytestmark = pytest.mark.django_db
OWN = "/admin/account/sessions/"
FIREFOX = "Mozilla/5.0 (Windows NT 10.0; Win64; x64; rv:140.0) Gecko/20100101 Firefox/140.0"
CHROME = (
    "Mozilla/5.0 (Linux; Android 14; Pixel 8) AppleWebKit/537.36 (KHTML, like Gecko) "
    "Chrome/140.0.0.0 Mobile Safari/537.36"
)

IPHONE = (
    "Mozilla/5.0 (iPhone; CPU iPhone OS 18_0 like Mac OS X) AppleWebKit/605.1.15 (KHTML, "
    "like Gecko) Version/18.0 Mobile/15E148 Safari/604.1"
)


def is_open(client: Client) -> bool:
    return client.get("/admin/").status_code == 200


def pass_time(**times: timedelta) -> None:
    """Move the times of all sessions back, as if as much had passed."""
    UserSession.objects.update(**{name: F(name) - time for name, time in times.items()})


def seen_ago(minutes: float) -> None:
    pass_time(seen_at=timedelta(minutes=minutes), expire_date=timedelta(minutes=minutes))


def signed_in_with(user: User, agent: str) -> Client:
    client = Client(headers={"user-agent": agent})
    sign_in_by_form(client, user.email, "a long password")
    return client


def rows(client: Client, address: str = OWN) -> list[Any]:
    page = BeautifulSoup(client.get(address).content, "html.parser")
    return page.select("table.listing tbody tr")


@pytest.mark.parametrize(("minutes", "still"), [(29, True), (31, False)])
def test_a_session_ends_half_an_hour_after_its_user_was_last_seen(client, minutes, still):
    sign_in(client, COMMUNICATIONS)
    seen_ago(minutes)
    assert is_open(client) is still


def test_who_works_on_stays_signed_in(client):
    sign_in(client, COMMUNICATIONS)
    for _ in range(4):
        seen_ago(20)
        assert is_open(client)


@pytest.mark.parametrize(("hours", "still"), [(11.9, True), (12.1, False)])
def test_a_session_ends_after_twelve_hours_whoever_works_in_it(client, hours, still):
    sign_in(client, COMMUNICATIONS)
    pass_time(signed_in_at=timedelta(hours=hours))
    assert is_open(client) is still


def test_the_times_count_though_the_row_is_to_live_longer(client):
    sign_in(client, COMMUNICATIONS)
    pass_time(seen_at=timedelta(minutes=31), expire_date=timedelta(days=-30))
    assert not is_open(client)


def test_a_session_that_is_over_opens_nothing_elsewhere_either(client, db):
    user = sign_in(client, COMMUNICATIONS)
    draft = factories.make_story(live=False)
    pass_time(seen_at=timedelta(minutes=31))
    assert client.get(f"/admin/pages/{draft.pk}/view_draft/").status_code == 302
    pass_time(expire_date=timedelta(hours=1))
    run_round()
    assert not UserSession.objects.filter(user=user).exists()


@pytest.mark.parametrize(
    ("address", "lives"),
    [
        ("/admin/account/typing/", True),
        ("/admin/editing-sessions/ping/core/topic/{topic}/0/", False),
    ],
)
def test_typing_keeps_a_session_alive_and_a_page_left_open_does_not(client, address, lives):
    sign_in(client, ADMINISTRATORS)
    here = address.format(topic=factories.make_topic().pk)
    seen_ago(20)
    asked = client.post if "ping" in here else client.get
    assert asked(here).status_code in {200, 204}
    seen_ago(20)
    assert is_open(client) is lives


def test_what_was_typed_when_the_session_ended_comes_back(client):
    user = sign_in(client, ADMINISTRATORS)
    seen_ago(31)
    typed = {"name_en": "Water canary", "name_ar": "الماء"}
    asked = client.post("/admin/snippets/core/topic/add/", typed)
    assert "you were signed out" in asked.content.decode()
    give_app(user)
    password = {"username": user.email, "password": "a long password"}
    proved = client.post("/admin/login/", hidden_in(asked) | password)
    back = client.post(FACTOR, hidden_in(proved) | {"code": code_for(user)})
    assert "Water canary" in back.content.decode()


def hidden_in(response):
    """Return what the forms of a page hold."""
    page = BeautifulSoup(response.content, "html.parser")
    return {each["name"]: each.get("value", "") for each in page.select("form input[name]")}


def test_when_somebody_was_seen_is_written_once_a_minute(client):
    sign_in(client, COMMUNICATIONS)
    client.get(OWN)

    def writes() -> int:
        with CaptureQueriesContext(connection) as queries:
            client.get(OWN)
        return sum("UPDATE" in query["sql"] for query in queries)

    assert writes() == 0
    seen_ago(2)
    assert writes() == 1
    assert writes() == 0


def test_the_list_shows_browsers_and_times_and_no_place(client):
    user = factories.make_user(COMMUNICATIONS)
    here = signed_in_with(user, FIREFOX)
    signed_in_with(user, CHROME)
    signed_in("Communications")  # somebody else
    texts = [" ".join(row.get_text(" ").split()) for row in rows(here)]
    assert len(texts) == 2
    assert any("Firefox on Windows" in text and "this one" in text for text in texts)
    assert any("Chrome on an Android device" in text and "End" in text for text in texts)
    assert not any("127.0.0" in text for text in texts)


def test_the_list_is_in_arabic_too(client):
    user = factories.make_user(COMMUNICATIONS)
    UserProfile.objects.create(user=user, preferred_language="ar")
    page = signed_in_with(user, FIREFOX).get(OWN).content.decode()
    assert "فايرفوكس على ويندوز" in page
    assert "أين حسابكم مفتوح" in page


def test_nothing_that_opens_a_session_is_on_the_page(client):
    user = factories.make_user(COMMUNICATIONS)
    here, there = signed_in_with(user, FIREFOX), signed_in_with(user, CHROME)
    page = here.get(OWN).content.decode()
    for each in (here, there):
        assert each.cookies[settings.SESSION_COOKIE_NAME].value not in page


def test_the_list_costs_the_same_however_long_it_is(client):
    user = factories.make_user(COMMUNICATIONS)
    here = signed_in_with(user, FIREFOX)
    here.get(OWN)
    counts = []
    for _ in range(2):
        with CaptureQueriesContext(connection) as queries:
            here.get(OWN)
        counts.append(len(queries))
        for _more in range(5):
            Client().force_login(user)
    assert counts[0] == counts[1]


def test_the_account_page_leads_to_the_list(client):
    sign_in(client, COMMUNICATIONS)
    assert OWN in client.get("/admin/account/").content.decode()


def test_one_session_is_ended(client):
    user = factories.make_user(COMMUNICATIONS)
    here, there, third = (signed_in_with(user, each) for each in (FIREFOX, CHROME, ""))
    [row] = [row for row in rows(here) if "Android" in row.get_text()]
    done = here.post(OWN, {"session": row.select_one("[name=session]")["value"]}, follow=True)
    assert "1 session has been ended" in done.content.decode()
    assert (is_open(here), is_open(there), is_open(third)) == (True, False, True)
    assert SecurityEvent.objects.get(kind="session_ended").about_id == user.pk


def test_all_other_sessions_are_ended(client):
    user = factories.make_user(COMMUNICATIONS)
    here, there = signed_in_with(user, FIREFOX), signed_in_with(user, CHROME)
    stranger = signed_in(COMMUNICATIONS)
    here.post(OWN, {"all": "1"})
    assert (is_open(here), is_open(there), is_open(stranger)) == (True, False, True)


def test_nobody_ends_a_session_of_somebody_else(client):
    user, other = factories.make_user(COMMUNICATIONS), factories.make_user(COMMUNICATIONS)
    theirs = signed_in_with(other, CHROME)
    signed_in_with(other, FIREFOX)
    [row] = [row for row in rows(theirs) if "Firefox" in row.get_text()]
    handle = row.select_one("[name=session]")["value"]
    signed_in_with(user, FIREFOX).post(OWN, {"session": handle})
    assert UserSession.objects.of(other).count() == 2


@pytest.mark.parametrize(
    ("role", "of_superuser", "may"),
    [
        (ADMINISTRATORS, False, True),
        (ADMINISTRATORS, True, False),
        ("superuser", True, True),
        (COMMUNICATIONS, False, False),
    ],
)
def test_who_may_end_the_sessions_of_a_colleague(client, role, of_superuser, may):
    colleague = factories.make_user(COMMUNICATIONS, is_superuser=of_superuser)
    there = signed_in_with(colleague, CHROME)
    if role == "superuser":
        client.force_login(factories.make_user(is_superuser=True))
    else:
        sign_in(client, role)
    address = f"/admin/users/{colleague.pk}/sessions/"
    assert (client.get(address).status_code == 200) is may
    client.post(address, {"all": "1"})
    assert is_open(there) is not may
    assert is_open(client)
    edit = client.get(f"/admin/users/edit/{colleague.pk}/", follow=True).content.decode()
    assert (address in edit) is may


def test_a_change_of_role_takes_effect_in_the_middle_of_a_session(client):
    user = sign_in(client, ADMINISTRATORS)
    assert client.get("/admin/users/").status_code == 200
    user.groups.set(Group.objects.filter(name=COMMUNICATIONS))
    assert client.get("/admin/users/").status_code == 302


def test_a_disabled_account_is_signed_out_at_once(client):
    user = sign_in(client, COMMUNICATIONS)
    User.objects.filter(pk=user.pk).update(is_active=False)
    assert not is_open(client)


def test_a_new_password_ends_every_other_session_at_once(client):
    user = factories.make_user(COMMUNICATIONS)
    here, there = signed_in_with(user, FIREFOX), signed_in_with(user, CHROME)
    form = {
        "name_email-first_name": "Sara", "name_email-last_name": "A",
        "name_email-email": user.email, "locale-preferred_language": "en",
        "locale-current_time_zone": "", "theme-theme": "system", "theme-contrast": "system",
        "theme-density": "default", "password-old_password": "a long password",
        "password-new_password1": "quite another one",
        "password-new_password2": "quite another one",
    }  # fmt: skip
    assert here.post("/admin/account/", form).status_code == 302
    assert (is_open(here), is_open(there)) == (True, False)
    assert "Firefox" in rows(here)[0].get_text()
    [entry] = SecurityEvent.objects.filter(kind="password_changed")
    assert (entry.actor_id, entry.about_id) == (user.pk, user.pk)


@pytest.mark.parametrize(
    ("agent", "expected"),
    [
        (FIREFOX, ("firefox", "windows")),
        (CHROME, ("chrome", "android")),
        (FIREFOX.replace("Firefox/140.0", "Chrome/140 Safari/537 Edg/140"), ("edge", "windows")),
        (IPHONE, ("safari", "ios")),
        ("curl/8", ("", "")),
    ],
)
def test_browsers_are_recognised_coarsely(rf, agent, expected):
    assert devices.kind_of(rf.get("/", headers={"user-agent": agent})) == expected
