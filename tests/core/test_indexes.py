"""Lists of published items seek an index in their order; nothing is sorted or scanned."""

import pytest
from django.db.models import QuerySet
from django.utils import timezone

from core.models import ItemFacet, PublishedItem
from tests.item_rows import fill_items

pytestmark = pytest.mark.django_db

PUBLIC = PublishedItem.objects.filter(is_public=True)


@pytest.fixture(autouse=True)
def many_rows():
    fill_items(timezone.now())


def plan_of(rows: QuerySet) -> str:
    return str(rows.explain())


@pytest.mark.parametrize(
    ("index", "rows"),
    [
        (
            "core_shelf_type_lang_newest",
            PUBLIC.filter(type="news", lang="en").order_by("-published_at", "-id"),
        ),
        ("core_shelf_type_newest", PUBLIC.filter(type="news").order_by("-published_at", "-id")),
        (
            "core_shelf_type_lang_changed",
            PUBLIC.filter(type="council", lang="en", seq__lt=9000).order_by("-seq"),
        ),
        (
            "core_shelf_type_lang_changed",
            PUBLIC.filter(type="council", lang="en", seq__gt=1).order_by("seq"),
        ),
        ("core_shelf_type_changed", PUBLIC.filter(type="council", seq__lt=9000).order_by("-seq")),
        ("core_shelf_type_changed", PUBLIC.filter(type="council").order_by("seq")),
        (
            "core_shelf_facet_newest",
            ItemFacet.objects.filter(kind="topic", key="topic-3", type="news", lang="en").order_by(
                "-published_at", "-item_id"
            ),
        ),
        (
            "core_shelf_facet_any_newest",
            ItemFacet.objects.filter(kind="topic", key="topic-3", type="news").order_by(
                "-published_at", "-item_id"
            ),
        ),
        ("core_shelf_expiring", PUBLIC.filter(expires_at__lte=timezone.now())),
        ("core_shelf_expiring", PUBLIC.filter(expires_at__gt=timezone.now())),
    ],
)
def test_a_list_seeks_the_index_of_its_order(index, rows):
    plan = plan_of(rows[:21])
    assert index in plan
    assert "TEMP B-TREE" not in plan
    assert "Sort" not in plan


def test_sync_follows_the_numbers_themselves():
    plan = plan_of(PublishedItem.objects.filter(seq__gt=5).order_by("seq")[:101])
    assert "seq" in plan
    assert "TEMP B-TREE" not in plan
    assert "Sort" not in plan
