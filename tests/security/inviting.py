"""What tests of invitations do as somebody who is invited."""

import re

from django.test import Client

from cms.accounts.factors import invitations
from cms.accounts.factors.codes import step_now
from cms.accounts.factors.one_time import code_of
from core.models import QueuedEmail, User

PASSWORD = "a long password"  # what `make_user` gives everybody
INVITATION, ENROL = "/admin/login/invitation/", "/admin/login/enrol/"


def enter_password(client: Client, user: User, password: str = PASSWORD) -> str:
    """Send the sign-in form; return where it leads."""
    form = {"username": user.email, "password": password}
    return str(client.post("/admin/login/", form)["Location"])


def enter_invitation(client: Client, code: str) -> str:
    """Send the code of an invitation; return where it leads, "" if it is refused."""
    answer = client.post(INVITATION, {"code": code})
    return str(answer["Location"]) if answer.status_code == 302 else ""


def add_app(client: Client) -> str:
    """Add the app that the screen offers; return the page that follows, "" if there is none."""
    page = client.get(ENROL)
    if page.status_code != 200:
        return ""
    secret = re.search(r"<code>([A-Z2-7 ]+)</code>", page.content.decode())[1].replace(" ", "")
    sent = {"name": "phone", "code": code_of(secret, step_now())}
    return client.post(ENROL, sent).content.decode()


def is_signed_in(client: Client) -> bool:
    return client.get("/admin/").status_code == 200


def emailed_code(user: User) -> str:
    """Have the worker make the waiting e-mail, and return the code in its link."""
    row = QueuedEmail.objects.get(kind=invitations.KIND, content__user=user.pk)
    email = invitations.make_email(row.content)
    assert email is not None
    assert email.to == [user.email]
    return re.search(rf"http://testserver{INVITATION}#([A-Z0-9-]+)", email.body)[1]
