"""The site's own addresses: /, health checks, languages, policies, and refusals in the CMS."""

import pytest
from bs4 import BeautifulSoup
from django.db import connection
from django.db.migrations.recorder import MigrationRecorder
from wagtail.users.models import UserProfile

from core.health import probes
from core.models import Menu, MenuLink, Organisation
from forums.models import ForumPage
from tests import factories

pytestmark = pytest.mark.django_db


@pytest.mark.parametrize(
    ("accepts", "leads_to"),
    [("ar-IQ,ar;q=0.9", "/ar/"), ("en-GB", "/en/"), ("de", "/en/"), ("", "/en/")],
)
def test_the_start_address_follows_the_browsers_language(client, accepts, leads_to):
    response = client.get("/", headers={"Accept-Language": accepts})
    assert (response.status_code, response.url) == (302, leads_to)
    assert "Accept-Language" in response["Vary"]


def test_an_unknown_address_is_404_and_never_led_to_a_language(client):
    response = client.get("/nothing/", headers={"Accept-Language": "ar"})
    assert response.status_code == 404


def test_livez_and_readyz_answer_with_one_word(client, django_assert_num_queries):
    assert client.get("/livez").json() == {"status": "ok"}
    assert client.get("/readyz").json() == {"status": "ok"}
    with django_assert_num_queries(2):  # what has stopped, and the worker's last beat
        client.get("/readyz")


def test_readyz_is_not_ok_while_migrations_are_missing_and_names_them_in_the_log_alone(
    client, caplog, monkeypatch
):
    monkeypatch.setattr(probes, "_migrated", set())
    MigrationRecorder(connection).record_unapplied("home", "0001_initial")
    response = client.get("/readyz")
    assert (response.status_code, response.json()) == (503, {"status": "unavailable"})
    assert "1 migrations are not applied" in caplog.text


@pytest.mark.parametrize(("lang", "direction"), [("en", "ltr"), ("ar", "rtl")])
def test_the_cms_speaks_the_users_language(client, lang, direction):
    user = factories.make_user("Communications")
    UserProfile.objects.create(user=user, preferred_language=lang)
    client.force_login(user)
    page = client.get("/admin/").content.decode()
    assert f'lang="{lang}"' in page
    assert f'dir="{direction}"' in page


def test_the_cms_loads_nothing_from_other_hosts(client):
    client.force_login(factories.make_user("Administrators"))
    for address in ("/admin/", "/admin/account/", "/admin/users/"):
        page = client.get(address).content.decode()
        assert "releases.wagtail.org" not in page
        loading = BeautifulSoup(page, "html.parser").select("[src], link[href]")
        foreign = [tag for tag in loading if "//" in (tag.get("src") or tag.get("href") or "")]
        assert not foreign, address


@pytest.mark.parametrize(
    "address", ["/admin/pages/{}/delete/", "/admin/bulk/wagtailcore/page/delete/?id={}"]
)
def test_deleting_what_is_still_used_is_refused(client, address):
    forum = factories.make_forum(title="Fallujah Social Forum")
    factories.make_council(title="Council of Ramadi", managing_forum=forum)
    client.force_login(factories.make_user("Administrators"))
    client.post(address.format(forum.pk), follow=True)
    assert ForumPage.objects.filter(pk=forum.pk).exists()


def test_deleting_a_name_that_is_still_used_is_refused(client):
    organisation = factories.make_organisation()
    factories.make_council(title="Council of Ramadi", managing_organisation=organisation)
    client.force_login(factories.make_user("Administrators"))
    address = f"/admin/snippets/core/organisation/delete/{organisation.pk}/"
    client.post(address, follow=True)
    assert Organisation.objects.filter(pk=organisation.pk).exists()


def test_a_menu_shows_public_pages_in_order_and_addresses_elsewhere(client):
    shown, hidden = (
        factories.make_page(title="About us"),
        factories.make_page(title="Hidden", live=False),
    )
    menu = Menu.objects.get(place="main", language="en")
    MenuLink.objects.create(menu=menu, page=hidden, sort_order=0)
    MenuLink.objects.create(menu=menu, page=shown, sort_order=1)
    MenuLink.objects.create(menu=menu, address="https://example.org/", text="Friends", sort_order=2)
    page = client.get("/en/").content.decode()
    assert page.index("About us") < page.index("Friends")
    assert "Hidden" not in page


def test_every_page_declares_its_language(client):
    assert client.get("/ar/")["Content-Language"] == "ar"
    assert client.get("/en/", headers={"Accept-Language": "ar"})["Content-Language"] == "en"
