"""Documents that could not be cleaned are on the start page of who may replace them."""

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from core.models import SiteDocument
from core.setup.roles import ADMINISTRATORS, COMMUNICATIONS, reviewers
from tests import factories
from tests.security.uploading import make_uncleaned
from tests.signing_in import sign_in

pytestmark = [pytest.mark.django_db, pytest.mark.any_database]
HEADING = "Documents that may reveal who made them"


def start_page(client) -> str:
    return client.get("/admin/").content.decode()


@pytest.mark.parametrize("role", [ADMINISTRATORS, COMMUNICATIONS])
def test_who_may_change_documents_sees_them_until_they_are_replaced(client, role):
    old = make_uncleaned(b"%PDF", "report.pdf", title="تقرير من قبل")
    factories.make_document("A clean one")
    sign_in(client, role)
    page = start_page(client)
    assert HEADING in page
    assert "تقرير من قبل" in page
    assert f"/admin/documents/edit/{old.pk}/" in page
    assert "A clean one" not in page
    SiteDocument.objects.get(pk=old.pk).delete()
    assert HEADING not in start_page(client)


def test_who_may_not_change_documents_does_not_see_them(client):
    make_uncleaned(b"%PDF", "report.pdf", title="Of before")
    sign_in(client, reviewers("ar"))
    assert HEADING not in start_page(client)
    assert "Of before" not in start_page(client)


def test_many_cost_one_query_more_and_are_counted(client):
    make_uncleaned(b"%PDF", "report.pdf")
    sign_in(client, ADMINISTRATORS)
    start_page(client)
    with CaptureQueriesContext(connection) as few:
        start_page(client)
    for number in range(12):
        make_uncleaned(b"%PDF", "report.pdf", title=f"Old {number}")
    with CaptureQueriesContext(connection) as many:
        page = start_page(client)
    assert "and 3 more documents" in page
    assert len(many) <= len(few) + 1
