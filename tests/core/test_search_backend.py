"""Each seam of `modelsearch`, which documents none of them, and what Wagtail asks of a backend."""

import inspect

import pytest
from django.db.models import Q
from modelsearch import index
from modelsearch.backends import base, get_search_backend
from modelsearch.management.commands.rebuild_modelsearch_index import Command
from modelsearch.query import MATCH_ALL, And, Phrase, PlainText
from wagtail.models import Page
from wagtail.search.utils import parse_query_string

from core.models import SearchText, SiteImage
from core.search.analysis.levels import Level
from core.search.backend import SearchBackend, StaffResults, StaffTitleQuery
from core.search.indexing import StaffIndex, kind_of, model_of
from core.search.renewing import Rebuilder
from news.models import NewsPage
from tests import factories

pytestmark = pytest.mark.django_db


def ids(found):
    return [page.pk for page in found]


def test_it_is_the_backend_of_every_search():
    backend = get_search_backend()
    assert isinstance(backend, SearchBackend)
    assert isinstance(backend.search("x", NewsPage), StaffResults)
    assert isinstance(backend.autocomplete("x", NewsPage).query_compiler, StaffTitleQuery)


def test_what_it_replaces_takes_the_same_arguments():
    taken = {
        (base.BaseSearchQueryCompiler, "__init__"): "self queryset query fields operator"
        " order_by_relevance",
        (base.BaseSearchQueryCompiler, "check"): "self",
        (base.BaseSearchResults, "_do_search"): "self",
        (base.BaseSearchResults, "_do_count"): "self",
        (base.BaseSearchResults, "_clone"): "self",
        (base.BaseSearchResults, "facet"): "self field_name",
        (base.BaseIndex, "add_items"): "self model items",
        (base.BaseIndex, "delete_item"): "self item",
        (base.BaseIndex, "reset"): "self",
        (Command, "print_iter_progress"): "self iterable",
        (index, "insert_or_update_object"): "instance",
        (base, "get_model_root"): "model",
    }
    for (owner, name), wanted in taken.items():
        assert " ".join(inspect.signature(getattr(owner, name)).parameters) == wanted, name
    for name in ("query_compiler_class", "autocomplete_query_compiler_class", "index_class"):
        assert hasattr(base.BaseSearchBackend, name)
    assert {"results_class", "rebuilder_class"} <= set(vars(base.BaseSearchBackend))


def test_pages_of_all_types_are_one_kind():
    assert kind_of(NewsPage) == kind_of(Page) == "wagtailcore.page"
    assert model_of("wagtailcore.page") is Page
    assert model_of("gone.thing") is None


def test_results_are_cut_counted_and_repeated_like_a_queryset():
    stories = [factories.make_story(title=f"Peace {number}") for number in range(5)]
    found = NewsPage.objects.search("peace")
    assert found.count() == len(found) == 5
    assert ids(found) == [story.pk for story in reversed(stories)]
    assert ids(found[1:3]) == ids(found)[1:3]
    assert ids(found[3:]) == ids(found)[3:]
    assert found[0].pk == stories[-1].pk
    assert found[4:9].count() == 1


def test_rows_keep_their_filters_their_own_order_and_their_form():
    late = factories.make_story(title="Peace B")
    early = factories.make_story(title="Peace A")
    rows = NewsPage.objects.filter(Q(title__contains="Peace"))
    assert ids(rows.order_by("-title").search("peace", order_by_relevance=False)) == [
        late.pk,
        early.pk,
    ]
    assert ids(rows.exclude(pk=late.pk).search("peace")) == [early.pk]
    assert set(rows.values_list("pk", flat=True).search("peace")) == {late.pk, early.pk}
    assert type(Page.objects.specific().search("peace")[0]) is NewsPage
    assert list(rows.none().search("peace")) == []


def test_values_of_a_field_are_counted_among_what_is_found():
    factories.make_story(title="Peace")
    factories.make_forum(title="Peace forum")
    found = Page.objects.autocomplete("peace")
    assert sorted(found.facet("content_type_id").values()) == [1, 1]


def test_a_query_as_wagtail_takes_it_apart():
    wanted = factories.make_story(title="A lasting peace in Mosul")
    factories.make_story(title="Peace lasting in Mosul")
    _filters, query = parse_query_string('mosul "lasting peace"', operator="and")
    assert ids(NewsPage.objects.search(query)) == [wanted.pk]
    both = And([PlainText("mosul"), Phrase("lasting peace")])
    assert ids(NewsPage.objects.autocomplete(both)) == [wanted.pk]
    assert NewsPage.objects.search(MATCH_ALL).count() == NewsPage.objects.count()
    assert NewsPage.objects.search(PlainText("  ")).count() == 0


def test_each_object_says_how_well_it_is_found():
    factories.make_story(title="Peace")
    [found] = NewsPage.objects.search("peace")
    assert found.search_level == Level.EXACT
    [found] = NewsPage.objects.search("peace").annotate_score("score")
    assert found.score == -Level.EXACT


def test_a_save_that_changes_no_text_writes_nothing(django_assert_num_queries):
    story = factories.make_story(title="Peace")
    row = SearchText.objects.get(kind="wagtailcore.page", object_id=story.pk)
    SearchText.objects.filter(pk=row.pk).update(stems=" left ")
    with django_assert_num_queries(1):
        StaffIndex(None).add_items(NewsPage, [story])
    row.refresh_from_db()
    assert row.stems == " left "


def test_what_is_deleted_leaves_no_words_behind():
    story = factories.make_story(title="Peace")
    rows = SearchText.objects.filter(kind="wagtailcore.page", object_id=story.pk)
    assert rows.exists()
    story.delete()
    assert not rows.exists()


def test_a_restored_row_of_a_deleted_one_is_a_new_text():
    """Ids are used again on SQLite: a text must not have another one's keys."""
    first = factories.make_story(title="Peace")
    first.delete()
    second = factories.make_story(title="Bridge")
    assert ids(NewsPage.objects.search("peace")) == []
    assert ids(NewsPage.objects.search("bridge")) == [second.pk]


def test_pictures_are_found_by_both_alternative_texts_alike_in_lists_and_bulk_actions():
    image = factories.make_image(title="P1", alt_en="A bridge", alt_ar="جسر قديم")
    for typed in ("bridge", "الجسر", "جسر ق"):
        assert ids(SiteImage.objects.autocomplete(typed)) == [image.pk], typed
        assert set(SiteImage.objects.values_list("pk", flat=True).search(typed)) == {image.pk}


def test_a_rebuilder_has_stocks_interface():
    rebuilder = Rebuilder(StaffIndex(None))
    assert isinstance(rebuilder.start(), StaffIndex)
    rebuilder.finish()
