"""What one transaction saves is indexed for the CMS's search in its end, each row once."""

from contextlib import suppress

import pytest
from django.db import connection, transaction
from django.test.utils import CaptureQueriesContext

from core.models import SearchText, SiteImage
from core.publication.transactions import publication_transaction
from forums.models import ForumPage
from news.models import NewsPage
from tests import factories

pytestmark = pytest.mark.django_db


def found(model, text):
    return [each.pk for each in model.objects.all().search(text)]


def about_the_index(queries):
    table = SearchText._meta.db_table
    return [query["sql"].split()[0] for query in queries if table in query["sql"]]


def test_a_page_saved_three_times_is_indexed_once_with_what_it_has_in_the_end():
    story = factories.make_story(title="Before")
    with CaptureQueriesContext(connection) as captured, publication_transaction():
        for title in ("Marshland", "Riverbank", "Waterwheel"):
            story.title = story.draft_title = title
            story.save()
    assert about_the_index(captured.captured_queries) == ["SELECT", "INSERT"]
    assert found(NewsPage, "waterwheel") == [story.pk]
    assert not found(NewsPage, "marshland")


def test_many_rows_take_as_many_statements_as_one():
    stories = [factories.make_story(title=f"Number {number}") for number in range(10)]
    with CaptureQueriesContext(connection) as captured, publication_transaction():
        for story in stories:
            story.title = story.draft_title = "Waterwheel"
            story.save()
    assert about_the_index(captured.captured_queries) == ["SELECT", "INSERT"]
    assert set(found(NewsPage, "waterwheel")) == {story.pk for story in stories}


def test_each_type_is_indexed_by_its_own_fields():
    with publication_transaction():
        story = factories.make_story(title="Plain", body=[("paragraph", "<p>A waterwheel.</p>")])
        forum = factories.make_forum(title="Waterwheel")
        picture = factories.make_image(title="Waterwheel")
    assert found(NewsPage, "waterwheel") == [story.pk]
    assert found(ForumPage, "waterwheel") == [forum.pk]
    assert found(SiteImage, "waterwheel") == [picture.pk]


def undone(block):
    """Save a picture in a block that is undone."""
    with suppress(ZeroDivisionError), block:
        factories.make_image(title="Waterwheel")
        _ = 1 / 0


def test_what_is_deleted_or_undone_meanwhile_is_not_indexed():
    before = SearchText.objects.count()
    with publication_transaction():
        factories.make_image(title="Waterwheel").delete()
        undone(transaction.atomic())
    undone(publication_transaction())
    assert SearchText.objects.count() == before
    # Afterwards each row is indexed when it is saved, as ever.
    picture = factories.make_image(title="Waterwheel")
    assert found(SiteImage, "waterwheel") == [picture.pk]
