"""The searched words: those of what is public, and of nothing else."""

from datetime import timedelta

import pytest
from django.apps import apps
from django.db import connection, transaction
from django.utils import timezone
from wagtail.models import PageViewRestriction

from core.language.languages import LANGUAGES
from core.models import ItemText, PublishedItem
from core.publication.repair import reconcile
from core.publication.texts import index_new_columns, reindex_outdated
from core.search.analysis import documents
from core.search.analysis.levels import Level
from core.search.analysis.version import search_version
from core.search.finding import Narrowing, find_items
from core.search.index.structure import ensure_structures
from tests import factories

pytestmark = pytest.mark.django_db


def text_of(page) -> ItemText:
    return ItemText.objects.get(item__page_id=page.pk)


def test_an_item_has_its_title_summary_and_body_folded():
    story = factories.make_story(
        "ar",
        title="المُلتقى الأوّل",
        summary="عن الشباب",
        body=[("paragraph", "<p>في <b>الرمادي</b> ٢٠١٩.</p>"), ("paragraph", "<p>وهيت</p>")],
    )
    assert text_of(story).title == " الملتقي الاول "
    keys = set(text_of(story).keys.split())
    assert {"t=الملتقي", "=الملتقي", "s=الشباب", "=الشباب", "=2019", "=وهيت"} <= keys
    assert not {"t=الشباب", "s=الملتقي", "t=وهيت", "s=وهيت"} & keys
    assert text_of(story).stems.count("\n") == 2


def test_what_is_published_anew_has_its_new_words():
    story = factories.make_story(title="Before")
    story.title = "After"
    story.save_revision().publish()
    assert text_of(story).title == " after "
    assert "=before" not in text_of(story).keys.split()


def test_what_is_withdrawn_leaves_no_words_behind():
    story = factories.make_story()
    story.unpublish()
    assert not ItemText.objects.filter(item__page_id=story.pk).exists()
    story.save_revision().publish()
    assert text_of(story).title == f" {story.title.lower()} "


def test_index_pages_have_none():
    items = PublishedItem.objects.filter(type="index")
    assert items.exists()
    assert not ItemText.objects.filter(item__in=items).exists()


def test_rows_rendered_by_older_code_get_their_words_without_a_new_number(monkeypatch):
    story = factories.make_story(title="A title")
    before = PublishedItem.objects.get(page_id=story.pk).seq
    ItemText.objects.all().delete()
    monkeypatch.setattr("core.publication.items.RENDER_VERSION", 1000)
    reconcile()
    assert text_of(story).title == " a title "
    assert PublishedItem.objects.get(page_id=story.pk).seq == before


def test_deleting_an_items_row_deletes_its_words():
    story = factories.make_story()
    PublishedItem.objects.filter(page_id=story.pk).delete()
    assert not ItemText.objects.filter(title=f" {story.title.lower()} ").exists()


def found(text: str) -> set[int]:
    """Return the ids of the items that are found, whatever language they have."""
    hits = [find_items(text, lang, Narrowing(), 0, 10).hits for lang in LANGUAGES]
    return {hit.pk for some in hits for hit in some}


def item_of(page) -> int:
    return PublishedItem.objects.get(page_id=page.pk).pk


def test_each_change_is_found_in_its_own_transaction():
    with transaction.atomic():
        story = factories.make_story(title="Zucchini")
        pk = item_of(story)
        assert found("zucchini") == {pk}
        story.title = "Aubergine"
        story.save_revision().publish()
        assert (found("zucchini"), found("aubergine")) == (set(), {pk})
        story.unpublish()
        assert found("aubergine") == set()
        story.save_revision().publish()
        assert found("aubergine") == {pk}
        restriction = PageViewRestriction.objects.create(
            page=story, restriction_type=PageViewRestriction.LOGIN
        )
        assert found("aubergine") == set()
        restriction.delete()
        assert found("aubergine") == {pk}
        story.delete()
        assert found("aubergine") == set()


def test_drafts_are_not_found():
    story = factories.make_story(title="Public")
    story.title = "Zucchini"
    story.save_revision()
    assert found("zucchini") == set()
    assert found("public") == {item_of(story)}


def test_what_has_expired_is_not_found_before_the_worker_withdraws_it():
    story = factories.make_story(title="Zucchini")
    PublishedItem.objects.filter(page_id=story.pk).update(expires_at=timezone.now())
    assert found("zucchini") == set()


def test_what_another_analyser_indexed_is_indexed_anew_by_the_worker():
    story = factories.make_story(title="Zucchini")
    ItemText.objects.update(mark="another:x", keys=["=old"])
    assert found("zucchini") == set()
    reconcile()
    assert found("zucchini") == {item_of(story)}
    assert text_of(story).mark.startswith(f"{search_version()}:")


def test_a_text_that_cannot_be_read_stops_no_others():
    broken, story = factories.make_story(title="Broken"), factories.make_story(title="Zucchini")
    PublishedItem.objects.filter(page_id=broken.pk).update(full="{}")
    ItemText.objects.update(mark="another:x", keys=["=old"])
    reindex_outdated()
    assert found("zucchini") == {item_of(story)}


def test_texts_of_before_there_were_keys_are_indexed_after_the_migration():
    story = factories.make_story(title="Zucchini")
    ItemText.objects.update(mark="", keys=[])
    index_new_columns(apps)
    assert found("zucchini") == {item_of(story)}


@pytest.mark.skipif(connection.vendor != "sqlite", reason="triggers are SQLite's")
def test_an_index_that_a_migration_lost_is_made_again():
    story = factories.make_story(title="Zucchini")
    with connection.cursor() as cursor:
        cursor.execute("DROP TRIGGER core_shelftext_update")
    ItemText.objects.filter(item__page_id=story.pk).update(keys=["=aubergine"])
    assert (found("zucchini"), found("aubergine")) == ({item_of(story)}, set())
    ensure_structures(apps)
    assert (found("zucchini"), found("aubergine")) == (set(), {item_of(story)})


@pytest.mark.parametrize(
    "text",
    [
        "",
        " ",
        "\x00",
        "\ud800",
        "\u0301",
        "😀",
        '"',
        "'",
        "''; --",
        '"=a" OR',
        "NEAR(a b)",
        "a* AND NOT b",
        "keys:a",
        "^a",
        "a & | ! <-> b:*",
        "\\",
        "(((",
        "٪ % _",
        "و",
        "ا" * 8192,
        " ".join(f"w{number}" for number in range(500)),
        "كلمة " * 2000,
        '"في"',
        "« » “ ”",
    ],
)
def test_whatever_is_typed_is_answered(text):
    factories.make_story(title="Zucchini")
    assert find_items(text, "ar", Narrowing(), 0, 10).hits == []


def test_counts_by_language_and_what_narrows_them(django_assert_max_num_queries):
    english, arabic = factories.make_story(title="Olive"), factories.make_story("ar", title="olive")
    with django_assert_max_num_queries(3):
        answer = find_items("olive", "en", Narrowing(types=("news",)), 0, 10)
    assert answer.counts == {"en": 1, "ar": 1}
    assert answer.hits == [(item_of(english), Level.EXACT)]
    assert item_of(arabic)
    later = Narrowing(after=timezone.now() + timedelta(days=1))
    assert find_items("olive", "en", later, 0, 10).counts == {}
    assert find_items("olive", "en", Narrowing(types=("forum",)), 0, 10).counts == {}
    assert find_items("olive", "en", Narrowing(facets=(("topic", "x"),)), 0, 10).counts == {}


def test_nothing_found_costs_few_queries(django_assert_max_num_queries):
    words = " ".join(f"unheardof{number}" for number in range(16))
    with django_assert_max_num_queries(5):
        assert find_items(words, "en", Narrowing(), 0, 10).counts == {}


def test_the_body_of_a_page_is_read_once_for_the_cms_and_the_public(monkeypatch):
    read = []
    reading = documents._read
    monkeypatch.setattr(documents, "_read", lambda *text: read.append(text[0]) or reading(*text))
    topic = factories.make_topic()
    body = [("paragraph", "<p>Thirteen zebras crossed the Euphrates.</p>")]
    factories.make_story(topics=[topic], body=body)
    assert len([text for text in read if "zebras" in text]) == 1
