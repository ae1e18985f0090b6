"""Signing in, for all tests of the CMS."""

from typing import Any

from django.http import HttpResponse
from django.test import Client

from core.models import User
from tests import factories


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


def sign_in_by_form(client: Client, email: str, password: str, **headers: Any) -> HttpResponse:
    """Send the sign-in form."""
    form = {"username": email, "password": password}
    return client.post("/admin/login/", form, **headers)
