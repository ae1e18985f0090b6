"""Requests to oEmbed and cards."""

from urllib.parse import quote

import pytest

from tests import factories


@pytest.fixture
def oembed(client, db):
    """Ask for the address of a page, encoded as a parameter has to be."""

    def ask(url: str, more: str = "", **headers: str):
        return client.get(f"/oembed/?url={quote(url, safe='')}{more}", headers=headers)

    return ask


@pytest.fixture
def embed(client, db):
    """Ask for the card of a page."""

    def ask(page, query: str = "", **headers: str):
        lang = page.locale.language_code
        return client.get(f"/embed/v1/{page.translation_key}/{lang}/{query}", headers=headers)

    return ask


@pytest.fixture
def story(db):
    return factories.make_story(
        title="We met in Hit", summary="Thirteen volunteers came.",
        lead_image=factories.make_image(credit_en="Sara Ali"),
    )  # fmt: skip
