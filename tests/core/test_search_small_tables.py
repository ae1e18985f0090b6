"""Rows of tables without an index, found by the analyser of all searches."""

import pytest
from wagtail.contrib.redirects.models import Redirect

from core.models import User
from core.search.small_tables import found_in, having
from tests import factories

pytestmark = pytest.mark.django_db

TEXTS = list(
    enumerate(
        [
            "منتديات السلام",
            "sara@example.org Sara Ahmad",
            "/ar/news/افتتاح-المنتدى/",
            "A lasting peace in Mosul",
            "",
        ]
    )
)


@pytest.mark.parametrize(
    ("typed", "wanted"),
    [
        ("المنتدى", [0, 2]),
        ("سلام", [0]),
        ("ample.org", [1]),
        ("ahmad sara", [1]),
        ("إفتتاح", [2]),
        ("peace", [3]),
        ("mosul the", [3]),
        ('"lasting peace"', [3]),
        ('"peace lasting"', []),
        ("peace ahmad", []),
        ("؟!", []),
        ("\0", []),
        ("\ud800", []),
        ("word " * 600, []),
    ],
)
def test_words_parts_of_words_and_stems(typed, wanted):
    assert found_in(TEXTS, typed) == wanted


@pytest.mark.django_db
def test_columns_are_read_as_one_text_and_addresses_without_percent_signs():
    user = factories.make_user("Communications", first_name="سارة", last_name="العبيدي")
    assert list(having(User.objects.all(), "عبيدي ساره", "first_name", "last_name")) == [user]
    redirect = Redirect.objects.create(old_path="/%D8%B3%D9%84%D8%A7%D9%85", redirect_link="/")
    assert list(having(Redirect.objects.all(), "السلام", "old_path")) == [redirect]
    assert list(having(Redirect.objects.all(), "حرب", "old_path")) == []
