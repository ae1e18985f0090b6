"""Lists of the shelf seek an index that stands in their order; nothing is sorted or scanned."""

from datetime import timedelta
from uuid import uuid4

import pytest
from django.db import connection
from django.db.models import QuerySet
from django.utils import timezone

from core.models import ShelfFacet, ShelfItem

pytestmark = pytest.mark.django_db

PUBLIC = ShelfItem.objects.filter(is_public=True)


@pytest.fixture(autouse=True)
def many_rows():
    """So many that PostgreSQL's planner, which counts them, does not read the whole table."""
    now = timezone.now()
    first = ShelfItem.objects.order_by("-seq").values_list("seq", flat=True)[0] + 1
    items = ShelfItem.objects.bulk_create(
        ShelfItem(
            work=uuid4(),
            lang="ar" if number % 3 else "en",
            type="news" if number % 40 else "council",
            is_public=number % 7 > 0,
            seq=first + number,
            published_at=now - timedelta(hours=number),
            updated_at=now,
            expires_at=now + timedelta(days=number - 5) if number % 50 == 1 else None,
        )
        for number in range(2000)
    )
    ShelfFacet.objects.bulk_create(
        ShelfFacet(
            item=item,
            kind="topic",
            key=f"topic-{number % 9}",
            type=item.type,
            lang=item.lang,
            published_at=item.published_at,
        )
        for number, item in enumerate(items)
    )
    if connection.vendor == "postgresql":
        with connection.cursor() as cursor:
            cursor.execute("ANALYZE core_shelfitem; ANALYZE core_shelffacet")


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
            ShelfFacet.objects.filter(kind="topic", key="topic-3", type="news", lang="en").order_by(
                "-published_at", "-item_id"
            ),
        ),
        (
            "core_shelf_facet_any_newest",
            ShelfFacet.objects.filter(kind="topic", key="topic-3", type="news").order_by(
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
    plan = plan_of(ShelfItem.objects.filter(seq__gt=5).order_by("seq")[:101])
    assert "seq" in plan
    assert "TEMP B-TREE" not in plan
    assert "Sort" not in plan
