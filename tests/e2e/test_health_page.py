"""axe finds nothing on the screen of the site's health, in either language."""

import pytest
from axe_playwright_python.sync_playwright import Axe
from wagtail.users.models import UserProfile

from core.public import closed
from core.setup import roles
from tests import factories
from tests.e2e.pages import Cms
from tests.e2e.readers.test_accessibility import RUN

pytestmark = [pytest.mark.e2e, pytest.mark.any_database]


@pytest.mark.parametrize("lang", ["en", "ar"])
def test_axe_finds_nothing_on_the_screen_and_in_the_notice(page, site, lang, settings, tmp_path):
    settings.VAR = tmp_path
    user = factories.make_user(roles.ADMINISTRATORS)
    UserProfile.objects.create(user=user, preferred_language=lang)
    closed.close()
    Cms(page).send_sign_in(user.email, "a long password")
    for address, part in (("/admin/health/", "#main"), ("/admin/", "#health-section")):
        page.goto(address)
        page.locator(part).wait_for()
        page.evaluate(Axe().axe_script)
        assert not page.evaluate(RUN.replace("document", f"'{part}'"), {})
