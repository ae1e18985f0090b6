"""Signing in, for all tests of the CMS: without the forms, or by password and second factor."""

from typing import Any
from urllib.parse import urlsplit

from allauth.account.authentication import AUTHENTICATION_METHODS_SESSION_KEY
from allauth.account.internal.flows.login import record_authentication
from allauth.mfa.models import Authenticator
from allauth.mfa.totp.internal.auth import TOTP
from django.contrib.auth import user_logged_in
from django.dispatch import receiver
from django.http import HttpRequest, HttpResponse
from django.test import Client

from cms.accounts.factors.codes import step_now
from cms.accounts.factors.one_time import code_of
from core.models import User
from tests import factories

SECRET = "JBSWY3DPEHPK3PXPJBSWY3DPEHPK3PXP"
FACTOR = "/admin/login/factor/"


@receiver(user_logged_in)
def prove_factor_of_forced_sign_in(request: HttpRequest, user: User, **_kwargs: Any) -> None:
    """Have `Client.force_login`, whose request came from no browser, prove a factor, too."""
    if type(request) is HttpRequest:
        record_authentication(request, user, "mfa", id=0, type="totp")


def sign_in(client: Client, role: str) -> User:
    """Sign in as somebody new in a role, without the form."""
    user = factories.make_user(role)
    client.force_login(user)
    return user


def signed_in(role: str) -> Client:
    """Return a browser in which somebody new in a role is signed in."""
    client = Client()
    sign_in(client, role)
    return client


def half_signed_in(user: User) -> Client:
    """Return a browser with a session of somebody who has proved no second factor."""
    client = Client()
    client.force_login(user)
    session = client.session
    session.pop(AUTHENTICATION_METHODS_SESSION_KEY)
    session.save()
    return client


def let_proof_grow_old(client: Client) -> None:
    """Have the session's proofs be of a day ago."""
    session = client.session
    for record in session[AUTHENTICATION_METHODS_SESSION_KEY]:
        record["at"] -= 24 * 60 * 60
    session.save()


def give_app(user: User) -> Authenticator:
    """Return the app of somebody, which is made if there is none."""
    known = Authenticator.objects.filter(user=user, type=Authenticator.Type.TOTP).first()
    return known or TOTP.activate(user, SECRET).instance


def code_for(user: User) -> str:
    """Return the code that somebody's app shows, though it may have been used a moment ago."""
    Authenticator.objects.filter(pk=give_app(user).pk).update(last_used_at=None)
    return code_of(SECRET, step_now())


def sign_in_by_form(client: Client, email: str, password: str, **headers: Any) -> HttpResponse:
    """Send the sign-in form and, after a right password, the code that is asked for."""
    user = User.objects.filter(email__iexact=email).first()
    if user:
        give_app(user)
    form = {"username": email, "password": password}
    answer = client.post("/admin/login/", form, **headers)
    if user is None or answer.status_code != 302:
        return answer
    assert urlsplit(answer["Location"]).path == FACTOR
    return client.post(answer["Location"], {"code": code_for(user)}, **headers)
