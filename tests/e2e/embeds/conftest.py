"""Another site: its pages come from another origin, with the headers that a test asks for."""

from collections.abc import Iterator

import pytest
from host_page import host_page, partner_site

from tests import factories


class Host:
    """A partner's site with one page."""

    def __init__(self) -> None:
        self.address, self.pages, self.headers = "", dict[str, str](), dict[str, str]()

    def show(self, body: str, head: str = "", lang: str = "en", policy: str = "") -> str:
        """Make the page of the site; return its address."""
        self.pages[""] = host_page(body, head, lang)
        self.headers.clear()
        if policy:
            self.headers["Content-Security-Policy"] = policy
        return self.address


@pytest.fixture
def host() -> Iterator[Host]:
    host = Host()
    with partner_site(host.pages, host.headers) as address:
        host.address = address
        yield host


@pytest.fixture
def story(site):
    return factories.make_story(
        title="We met in Hit",
        summary="Thirteen volunteers came.",
        lead_image=factories.make_image(credit_en="Sara Ali"),
    )
