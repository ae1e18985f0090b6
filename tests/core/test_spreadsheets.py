"""Files of lists, as Excel opens them: Arabic intact, and no cell that computes."""

import csv

import pytest
from wagtail.contrib.redirects.models import Redirect

from cms.spreadsheets import as_text
from core.setup.roles import ADMINISTRATORS
from tests.signing_in import sign_in

pytestmark = [pytest.mark.django_db, pytest.mark.any_database]


def _file(client, address: str) -> bytes:
    answer = client.get(f"/admin/{address}?export=csv")
    assert answer["Content-Disposition"].endswith('.csv"')
    return b"".join(answer.streaming_content)


@pytest.mark.parametrize(
    "address", ["redirects/", "reports/page-types-usage/", "reports/site-history/"]
)
def test_every_export_begins_with_the_mark_of_utf_8(client, address):
    sign_in(client, ADMINISTRATORS)
    assert _file(client, address).startswith("\ufeff".encode())


def test_arabic_is_intact_and_formulas_are_text(client):
    sign_in(client, ADMINISTRATORS)
    Redirect.objects.create(old_path="/مياه", redirect_link='=HYPERLINK("x")')
    rows = list(csv.reader(_file(client, "redirects/").decode("utf-8-sig").splitlines()))
    assert rows[1][:2] == ["/مياه", '\'=HYPERLINK("x")']


@pytest.mark.parametrize("cell", ["=1", "+1", "-1", "@x", "\t=1", "\r=1", " =1", "＝1"])
def test_whatever_begins_as_a_formula_is_text(cell):
    assert as_text(cell) == f"'{cell}"


@pytest.mark.parametrize("cell", [-1, 1.5, None, "نص", "a=b", ""])
def test_other_cells_stay_as_they_are(cell):
    assert as_text(cell) == cell
