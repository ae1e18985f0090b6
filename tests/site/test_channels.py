"""How readers reach the initiative: in the footer, on a contact page, and as files."""

import pytest
from django.db import connection

from core.models import InitiativeSettings
from core.publication.repair import reconcile
from core.setup import roles
from tests import factories
from tests.core.test_channels import FINGERPRINT, KEY, ONION
from tests.signing_in import sign_in
from tests.site.pages import get

pytestmark = pytest.mark.django_db
SIGNAL = "https://signal.me/#eu/abc"


def give(**values):
    """Set and store values of the settings."""
    settings = InitiativeSettings.load()
    for name, value in values.items():
        setattr(settings, name, value)
    settings.save()


@pytest.fixture
def channels():
    give(
        signal=SIGNAL,
        pgp_key=KEY,
        onion_address=ONION,
        contact_email="contact@demo.example",
        facebook_url="https://www.facebook.com/demo",
    )


@pytest.mark.parametrize("lang", ["en", "ar"])
def test_the_footer_of_every_page_leads_to_the_channels(client, channels, lang):
    story = factories.make_story(lang)
    for path in (story.get_url(), f"/{lang}/", f"/{lang}/search/", f"/{lang}/missing/"):
        response = client.get(path)
        page = response.content.decode()
        for address in (SIGNAL, "/pgp-key.asc", f"http://{ONION}/{lang}/"):
            assert f'href="{address}"' in page, path


def test_without_channels_nothing_is_shown_of_them(client):
    page = get(client, factories.make_page(shows_channels=True).get_url())
    for word in ("Signal", "PGP", "onion", "How to reach us"):
        assert word not in page.source
    assert client.get("/pgp-key.asc").status_code == 404


def test_a_contact_page_shows_each_channel_with_what_it_protects(client, channels):
    page = get(client, factories.make_page(title="Contact", shows_channels=True).get_url())
    fingerprint = " ".join(FINGERPRINT[start : start + 4] for start in range(0, 40, 4))
    for text in (
        "How to reach us", "Write to us on Signal", "contact@demo.example", fingerprint, ONION,
        "Facebook", "Encrypt what nobody else may read with our public key.",
    ):  # fmt: skip
        assert text in page.text
    assert "How to reach us" not in get(client, factories.make_page().get_url()).text


def test_a_contact_page_in_arabic_isolates_what_is_written_from_left_to_right(client, channels):
    give(signal="icssi.42")
    page = get(client, factories.make_page("ar", shows_channels=True).get_url())
    isolated = page.source.split('id="channels-title"')[1].split("</section>")[0]
    for text in ("icssi.42", "contact@demo.example", ONION):
        assert f'dir="ltr">{text}</bdi>' in isolated
    assert "https://signal.me" not in page.source


def test_without_a_key_readers_are_warned_that_email_is_read(client):
    give(contact_email="contact@demo.example")
    page = get(client, factories.make_page(shows_channels=True).get_url())
    assert "Others can read an e-mail on its way." in page.text


def test_the_key_is_a_file_at_an_address_that_stays(client, channels):
    response = client.get("/pgp-key.asc")
    assert response["Content-Type"] == "application/pgp-keys"
    assert response["Content-Disposition"] == 'attachment; filename="pgp-key.asc"'
    assert response.content.decode() == KEY


def test_a_key_that_is_withdrawn_is_gone_at_once(client, channels):
    assert client.get("/pgp-key.asc").status_code == 200
    assert "PGP" in get(client, "/en/").source
    give(pgp_key="")
    assert client.get("/pgp-key.asc").status_code == 404
    assert "PGP" not in get(client, "/en/").source


def test_tor_browser_is_offered_the_same_page(client, channels):
    story = factories.make_story("ar")
    page = get(client, f"{story.get_url()}?utm_source=x")
    offers = [tag for tag in page.all("meta") if tag.get("http-equiv") == "onion-location"]
    assert [offer["content"] for offer in offers] == [f"http://{ONION}{story.get_url()}"]
    give(onion_address="")
    assert "onion" not in get(client, story.get_url()).source


def test_staff_set_the_channels_on_the_form_of_the_settings(client):
    sign_in(client, roles.ADMINISTRATORS)
    path = f"/admin/settings/core/initiativesettings/{InitiativeSettings.load().pk}/"
    form = client.get(path).context["form"]
    posted = {name: form.initial.get(name) or "" for name in form.fields}
    refused = client.post(path, posted | {"pgp_key": KEY.replace("PUBLIC", "PRIVATE")})
    assert "This is a private key" in refused.content.decode()
    assert InitiativeSettings.objects.get().pgp_key == ""
    answer = client.post(path, posted | {"pgp_key": KEY, "onion_address": f"http://{ONION}/"})
    assert answer.status_code == 302
    settings = InitiativeSettings.objects.get()
    assert (settings.pgp_key, settings.onion_address) == (KEY, ONION)


def test_a_key_that_nobody_checked_is_shown_nowhere(client, channels):
    with connection.cursor() as cursor:  # what is written through models is checked
        private = KEY.replace("PUBLIC", "PRIVATE")
        cursor.execute("UPDATE core_initiativesettings SET pgp_key = %s", [private])
    reconcile()
    assert client.get("/pgp-key.asc").status_code == 404
    page = get(client, factories.make_page(shows_channels=True).get_url())
    assert "PGP" not in page.source
    assert "Others can read an e-mail on its way." in page.text
