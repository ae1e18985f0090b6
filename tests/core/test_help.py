"""The help menu of the CMS leads nowhere else."""

import re

import pytest
from wagtail.users.models import UserProfile

from core.setup.roles import ADMINISTRATORS, COMMUNICATIONS, translators
from tests import factories
from tests.signing_in import sign_in

pytestmark = [pytest.mark.django_db, pytest.mark.any_database]


@pytest.mark.parametrize("role", [ADMINISTRATORS, COMMUNICATIONS, translators("ar")])
def test_the_menus_lead_to_no_other_host(client, role):
    sign_in(client, role)
    html = client.get("/admin/").content.decode()
    menus = html[html.index("wagtail-sidebar-props") :]
    assert "editors" in menus or "translators" in menus
    assert not re.findall(r"https?://(?!testserver)[\w.]*wagtail[\w.]*", menus)
    assert "whats-new" not in menus


SCREENS = [
    "/admin/",
    "/admin/account/",
    "/admin/images/",
    "/admin/images/add/",
    "/admin/documents/",
    "/admin/reports/locked/",
    "/admin/redirects/add/",
    "/admin/workflows/list/",
    "/admin/translations/",
    "/admin/password_reset/",
]


@pytest.mark.parametrize("lang", ["en", "ar"])
def test_no_screen_leads_to_another_host(client, lang):
    user = sign_in(client, ADMINISTRATORS)
    UserProfile.objects.update_or_create(user=user, defaults={"preferred_language": lang})
    story = factories.make_story(lang)
    for address in [*SCREENS, f"/admin/pages/{story.pk}/edit/"]:
        html = client.get(address).content.decode()
        assert f'lang="{lang}"' in html
        assert not re.findall(r'href="(?:https?:)?//(?!testserver)[^"]+"', html), address
