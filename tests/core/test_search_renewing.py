"""The index of the CMS's search, made anew: by a command, after a migration, by the worker."""

import io

import pytest
from django.core.management import call_command
from django.db import connection
from modelsearch.index import get_indexed_models

from core.background.worker import run_round
from core.erasing.erase import erase
from core.erasing.phrases import Phrases
from core.models import ItemText, PublishedItem, SearchText, SiteImage
from core.search import indexing, renewing
from core.search.analysis.levels import Level
from core.search.analysis.queries import SearchQuery, Term
from core.search.index.tables import ITEMS
from core.search.indexing import StaffIndex, kind_of
from core.search.renewing import RenewingIndex, renew_outdated
from news.models import NewsPage
from tests import factories

pytestmark = pytest.mark.django_db


def found(typed):
    return [page.pk for page in NewsPage.objects.search(typed)]


def spoil(**values):
    """Leave rows as another version of the analyser may have left them."""
    SearchText.objects.update(keys=["=nothing"], stems="", **values)


def test_the_command_analyses_everything_and_says_how_far_it_is():
    stories = [factories.make_story(title=f"Peace {number}") for number in range(3)]
    spoil()
    assert found("peace") == []
    output = io.StringIO()
    call_command("update_index", stdout=output, chunk_size=2)
    assert len(found("peace")) == len(stories)
    assert "news.NewsPage" in output.getvalue()
    assert " 2 3" in output.getvalue()


def test_wagtails_other_name_of_the_command_does_the_same():
    story = factories.make_story(title="Peace")
    spoil()
    call_command("wagtail_update_index", verbosity=0)
    assert found("peace") == [story.pk]


def test_it_removes_what_is_no_longer_there():
    story = factories.make_story(title="Peace")
    SearchText.objects.create(kind="wagtailcore.page", object_id=story.pk + 1000, keys=["=peace"])
    SearchText.objects.create(kind="gone.thing", object_id=1, keys=["=peace"])
    call_command("update_index", verbosity=0)
    assert not SearchText.objects.filter(object_id=story.pk + 1000).exists()
    assert not SearchText.objects.filter(kind="gone.thing").exists()
    assert found("peace") == [story.pk]


def test_searches_find_while_it_is_made(monkeypatch):
    stories = [factories.make_story(title=f"Peace {number}") for number in range(3)]
    add, counts = RenewingIndex.add_items, []

    def adding(self, model, items):
        add(self, model, items)
        counts.append(len(found("peace")))

    monkeypatch.setattr(RenewingIndex, "add_items", adding)
    call_command("update_index", verbosity=0, chunk_size=1)
    assert set(counts) == {len(stories)}


def test_a_row_that_was_changed_meanwhile_is_read_again():
    story = factories.make_story(title="Before")
    read_before = NewsPage.objects.get(pk=story.pk)
    story.title = "After"
    story.save()
    RenewingIndex(None).add_items(NewsPage, [read_before])
    assert found("after") == [story.pk]
    assert found("before") == []


def test_the_worker_renews_what_another_version_analysed():
    story = factories.make_story(title="Peace")
    factories.make_topic("Peace and rivers")
    spoil(mark="another:")
    run_round()
    assert found("peace") == [story.pk]
    assert not SearchText.objects.filter(mark__startswith="another:").exists()


def test_a_round_with_nothing_to_do_asks_once(django_assert_num_queries):
    factories.make_story(title="Peace")
    with django_assert_num_queries(1):
        renew_outdated()


def test_one_text_that_cannot_be_read_stops_no_other(monkeypatch):
    bad = factories.make_topic("Bad")
    story = factories.make_story(title="Peace")
    spoil(mark="another:")
    texts_of = indexing._texts_of

    def failing(model, item):
        if item.pk == bad.pk and type(item) is type(bad):
            raise ValueError
        return texts_of(model, item)

    monkeypatch.setattr(indexing, "_texts_of", failing)
    renew_outdated()
    assert found("peace") == [story.pk]
    assert SearchText.objects.get(kind=kind_of(type(bad)), object_id=bad.pk).mark == "another:"


def test_the_worker_removes_rows_of_what_is_gone():
    row = SearchText.objects.create(kind="core.topic", object_id=10**6, keys=["=peace"])
    renew_outdated()
    assert not SearchText.objects.filter(pk=row.pk).exists()


def test_every_indexed_model_can_be_locked_and_read():
    """PostgreSQL locks no row that is joined where there may be none."""
    for model in get_indexed_models():
        if model._meta.app_label != "wagtailcore" or kind_of(model) == "wagtailcore.page":
            list(model.get_indexed_objects().select_for_update(skip_locked=True, no_key=True)[:1])
    assert renewing._AT_ONCE < 500


def test_an_empty_index_is_filled_after_a_migration():
    story = factories.make_story(title="Peace")
    SearchText.objects.all().delete()
    call_command("migrate", verbosity=0)
    assert found("peace") == [story.pk]


def test_a_text_as_long_as_a_book_is_indexed():
    words = " ".join(f"word{number}" for number in range(40_000))
    story = factories.make_story(title="Long", body=[("paragraph", f"<p>{words}</p>")])
    assert found("word7") == [story.pk]
    assert connection.vendor in {"sqlite", "postgresql"}
    StaffIndex(None).add_items(NewsPage, [story])


def test_the_command_renews_what_the_public_finds_too():
    story = factories.make_story(title="Peace")
    ItemText.objects.update(keys=["=nothing"], stems="")
    call_command("update_index", verbosity=0)
    with connection.cursor() as cursor:
        peace = SearchQuery("", (Term("peace", {"=peace": Level.EXACT}),), (), is_cut=False)
        sql = ITEMS.matching(peace)
        cursor.execute(sql.text, sql.params)
        ids = [pk for (pk,) in cursor.fetchall()]
    assert PublishedItem.objects.get(pk__in=ids).page_id == story.pk


def test_what_is_erased_is_in_no_key_of_any_text():
    """A picture's row is made from its tags too, which are rows of their own."""
    image = factories.make_image(title="A meeting")
    image.tags.add("Zaynab Qasim")
    StaffIndex(None).add_items(type(image), [image])
    other = factories.make_image(title="Zaynab's bridge")
    erase(Phrases(["Zaynab Qasim"]))
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT object_id FROM core_searchtext WHERE CAST(keys AS text) LIKE '%qasim%'"
        )
        assert cursor.fetchall() == []
        if connection.vendor == "sqlite":
            cursor.execute("SELECT block FROM core_searchtext_index_data")
            assert not any(b"qasim" in bytes(block) for (block,) in cursor.fetchall())
    assert [each.pk for each in SiteImage.objects.search("zaynab")] == [other.pk]
