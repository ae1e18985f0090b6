"""The ways in which public content changes, each played from the start on the same scene.

In the CMS a request is one transaction. In the shell a route may be several of Wagtail's own:
`is_whole` is false where a state between old and new is allowed, if pages and published items
agree in it.
"""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from django.test import Client
from wagtail.models import Page

from tests import signing_in  # noqa: F401 - forced sign-ins prove a factor
from tests.faults.scene import Scene

Act = Callable[[], None]
Request = Callable[[Scene], tuple[str, dict[str, Any]]]


@dataclass(frozen=True)
class Route:
    """`prepare(scene)` signs in and returns the act; only the act is counted and killed."""

    name: str
    prepare: Callable[[Scene], Act]
    is_whole: bool = True


ROUTES: list[Route] = []


def in_cms(request: Request) -> Request:
    """Register a function that returns the (address, form) of an administrator's POST."""

    def prepare(scene: Scene) -> Act:
        client = Client()
        client.force_login(scene.admin)
        address, form = request(scene)

        def act() -> None:
            response = client.post(address, form)
            assert response.status_code in {200, 302}, response.status_code

        return act

    ROUTES.append(Route(f"CMS: {_name(request)}", prepare))
    return request


def in_shell(*, is_whole: bool = True) -> Callable[[Callable[[Scene], None]], Any]:
    """Register a function that changes pages as it is, outside any publication transaction."""

    def register(act: Callable[[Scene], None]) -> Callable[[Scene], None]:
        ROUTES.append(Route(f"shell: {_name(act)}", lambda scene: lambda: act(scene), is_whole))
        return act

    return register


def _name(function: Callable[..., Any]) -> str:
    return function.__name__.replace("_", " ")


def fresh(page: Page) -> Any:
    """Return the page as it is in the database now, with its own fields."""
    return Page.objects.get(pk=page.pk).specific
