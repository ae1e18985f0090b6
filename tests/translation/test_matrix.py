"""Who may do what: every role on every route that touches translations.

A refusal changes nothing in the database; whoever is allowed gets an answer or a change.
"""

from collections.abc import Iterator
from typing import Any
from urllib.parse import urlsplit

import pytest
from django.contrib.auth.models import Group
from django.db import transaction
from django.test import Client
from django.urls import get_resolver, resolve

from core.publication.state import forget_state
from core.setup import roles
from tests import factories
from tests.translation.requests import Route
from tests.translation.routes import routes
from tests.translation.world import World, build, trace

pytestmark = [pytest.mark.django_db, pytest.mark.any_database]

ROLES = {
    "anonymous": "",
    "nobody": "",
    "C": [roles.COMMUNICATIONS],
    "A": [roles.ADMINISTRATORS],
    "T": [roles.translators("ar")],
    "R": [roles.reviewers("ar")],
    "t": [roles.translators("en")],
    "r": [roles.reviewers("en")],
    "B": [roles.translators("ar"), roles.translators("en")],
}
# Whatever is routed below these has an entry in the matrix.
COVERED = (
    "admin/localize/",
    "admin/translations/",
    "admin/pages/",
    "admin/bulk/",
    "admin/choose-",
    "admin/api/main/pages/",
    "admin/reports/",
    "admin/erase/",
    "admin/tag-autocomplete/",
)


def sign_in_with(client: Client, role: str) -> None:
    if role != "anonymous":
        user = factories.make_user()
        user.groups.set(Group.objects.filter(name__in=ROLES[role]))
        client.force_login(user)


@pytest.fixture(scope="module")
def world(once: None) -> World:
    return build()


@pytest.fixture(scope="module")
def matrix(world: World) -> list[Route]:
    client = Client()
    client.force_login(factories.make_user(is_superuser=True))
    address = f"/admin/localize/translate/{world.translation.pk}/pofile/download/"
    file = client.get(address)
    return routes(world, file.content.decode().replace(world.arabic.title, "عنوان آخر"))


def send(client: Client, route: Route) -> Any:
    if route.method == "PUT":
        form = "application/x-www-form-urlencoded"
        return client.put(route.path, route.data, content_type=form)
    for value in route.data.values():
        if hasattr(value, "seek"):
            value.seek(0)
    return getattr(client, route.method.lower())(route.path, route.data or None)


def is_answered(response: Any) -> bool:
    """Whether a request was not turned away: to the sign-in form, to the home page, or at all."""
    if response.status_code != 302:
        return bool(response.status_code == 200)
    return urlsplit(response["Location"]).path not in {"/admin/", "/admin/login/"}


def attempt(client: Client, route: Route, before: list[Any]) -> tuple[bool, bool, Any]:
    """Send a request and undo it; return whether it was answered, what changed, and the status."""
    forget_state()
    with transaction.atomic():
        response = send(client, route)
        has_changed = trace() != before
        transaction.set_rollback(True)
    return is_answered(response), has_changed, response.status_code


def reading(client: Client, role: str, matrix: list[Route]) -> Iterator[str]:
    """Ask for every screen in a role, and yield those seen by too many or too few."""
    for route in matrix:
        if route.method == "GET":
            status = send(client, route).status_code
            if (status == 200) != (role in route.who) or status >= 500:
                yield f"{role}: {route}: {status}"


def changing(client: Client, role: str, matrix: list[Route]) -> Iterator[str]:
    """Try every change in a role, and yield those that differ from the matrix."""
    before = trace()
    for route in matrix:
        if route.method == "GET":
            continue
        is_seen, has_changed, status = attempt(client, route, before)
        is_allowed = role in route.who
        is_right = has_changed == (is_allowed and route.changes)
        if not route.changes:
            is_right = is_right and is_seen == is_allowed
        if not is_right or status >= 500:
            yield f"{role}: {route}: {status}, seen {is_seen}, changed {has_changed}"


@pytest.mark.parametrize("role", ROLES)
def test_each_role_may_do_what_the_matrix_lists_and_nothing_else(client, matrix, role):
    sign_in_with(client, role)
    before = trace()
    wrong = [*reading(client, role, matrix)]
    assert trace() == before, "A screen changed something."
    wrong += changing(client, role, matrix)
    assert not wrong, "\n".join(wrong)


def patterns(resolver: Any, prefix: str = "") -> Iterator[str]:
    for each in resolver.url_patterns:
        route = prefix + str(each.pattern).removeprefix("^")
        if hasattr(each, "url_patterns"):
            yield from patterns(each, route)
        else:
            yield route


def test_every_route_of_translations_and_pages_is_in_the_matrix(matrix):
    routed = {route for route in patterns(get_resolver()) if route.startswith(COVERED)}
    tried = {resolve(urlsplit(route.path).path).route for route in matrix}
    assert sorted(routed - tried) == []


def test_what_belongs_to_others_is_not_found(world, client):
    """Not even that it is there: the answer is that for an id that nobody ever had."""
    sign_in_with(client, "t")
    into_ar, base = world.row(world.alone).pk, "/admin/translations"
    for path in (
        f"{base}/{into_ar}/source/",
        f"{base}/notices/{world.notice.pk}/",
        f"{base}/jobs/{world.job.pk}/",
        f"{base}/pairs/{world.arabic.pk}/reverse/",
        f"{base}/pairs/{world.alone.pk}/link/",
    ):
        assert client.get(path).status_code == 404, path
    assert client.post(f"{base}/{into_ar}/begin/").status_code == 404
