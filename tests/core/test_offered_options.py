"""What the CMS offers to somebody can be done: no link on its screens leads to a refusal."""

import pytest

from core.setup import roles
from tests import factories
from tests.core.arabic_walk import walk, walker
from tests.translation import world

# Scripts ask for these with what somebody has chosen.
ASKED_WITH_MORE = ("/admin/bulk/", "/admin/block-preview/")
# Of which pages translators may see drafts would take queries of its own for each link.
ANSWERED_WITH_THE_REASON = "/history/"

pytestmark = pytest.mark.any_database


@pytest.fixture(scope="module")
def everything(once) -> None:
    world.build()
    factories.make_council()
    factories.make_forum("ar")
    factories.make_topic()
    factories.make_person()


@pytest.mark.parametrize(
    "role",
    [
        roles.COMMUNICATIONS,
        roles.ADMINISTRATORS,
        roles.translators("en"),
        roles.reviewers("ar"),
    ],
)
def test_every_link_leads_somewhere(db, everything, role):
    pages = [f"/admin/pages/{factories.news_index(lang).pk}/" for lang in ("en", "ar")]
    client = walker(role)
    screens = list(walk(client, ["/admin/", "/admin/translations/", *pages]))
    asked = [
        each
        for each in screens
        if not each.address.startswith(ASKED_WITH_MORE)
        and not each.address.endswith(ANSWERED_WITH_THE_REASON)
    ]
    refused = [each.address for each in asked if is_refused(client, each)]
    assert refused == []
    assert len(screens) > 20


def is_refused(client, screen):
    """Whether the answer is a refusal; addresses of forms alone are answered with 405."""
    if screen.status in {301, 302}:
        answer = client.get(screen.address, follow=True)
        return answer.redirect_chain[-1][0] == "/admin/"
    return screen.status not in {200, 405}
