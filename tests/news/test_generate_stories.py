"""Made-up stories in bulk: deterministic, complete, and gone without a trace."""

import io
from collections import Counter

import pytest
from django.core.management import CommandError, call_command
from wagtail.models import Page

from core.models import PublishedItem
from core.publication import registry
from news.generating.plan import LANGS, stories
from news.models import NewsPage
from tests import factories


def generate(**options) -> str:
    out = io.StringIO()
    call_command("generate_stories", stdout=out, **options)
    return out.getvalue()


def test_the_same_seed_plans_the_same_stories():
    assert list(stories(7, 20, "both")) == list(stories(7, 20, "both"))
    assert list(stories(7, 20, "both"))[:10] == list(stories(7, 10, "both"))
    assert list(stories(8, 1, "both")) != list(stories(7, 1, "both"))


def test_works_are_spread_over_fifteen_years_and_governorates():
    planned = [pair[0] for pair in stories(1, 500, "both")]
    assert {story.published_at.year for story in planned} == set(range(2010, 2025))
    assert len({story.governorate for story in planned}) == 19


def test_mixed_languages_leave_some_works_untranslated():
    sizes = Counter(len(work) for work in stories(1, 500, "mixed"))
    assert set(sizes) == {1, 2}
    assert sizes[1] < sizes[2]


@pytest.mark.parametrize("lang", LANGS)
def test_one_language_alone(lang):
    assert [[story.lang for story in work] for work in stories(1, 2, lang)] == [[lang], [lang]]


def test_generated_stories_are_public_in_both_languages_and_marked(db):
    topic, forum = factories.make_topic(), factories.make_forum()
    image = factories.make_image()
    assert generate(works=12).startswith("24 stories made up in ")
    items = PublishedItem.objects.public().of_type("news")
    assert Counter(items.values_list("lang", flat=True)) == {"en": 12, "ar": 12}
    assert len(set(items.values_list("work", flat=True))) == 12
    page = NewsPage.objects.get(slug="trial-1-3")
    assert page.title.startswith("Trial 1-3: ")
    assert page.published_at == page.first_published_at == items.get(page_id=page.pk).published_at
    assert page.body.get_prep_value()[-1]["value"].endswith("has happened.</i></p>")
    assert topic in NewsPage.objects.filter(slug="trial-1-3").get().topics.all()
    assert NewsPage.objects.filter(forums=forum).exists()
    assert NewsPage.objects.filter(lead_image=image).exists()
    assert "“" not in items.get(page_id=page.pk).title


def test_the_tree_stays_sound(db):
    factories.make_story("en")
    generate(works=3)
    factories.make_story("en")
    assert [list(fault) for fault in Page.find_problems()] == [[], [], [], [], []]
    assert factories.news_index("en").get_children().count() == 5
    assert factories.news_index("en").numchild == 5


def test_generated_stories_can_be_found_by_search(db):
    generate(works=2)
    assert NewsPage.objects.search("Trial").count() == 2


def test_a_generated_story_can_be_edited_in_the_usual_way(db):
    generate(works=1)
    page = NewsPage.objects.get(locale__language_code="en")
    page.title = "Changed"
    page.save_revision().publish()
    assert PublishedItem.objects.public().get(page_id=page.pk).title == "Changed"


def test_the_same_seed_adds_only_what_is_missing(db):
    generate(works=2, languages="en")
    assert generate(works=2).startswith("2 stories")
    assert "here already" in generate(works=2)
    assert generate(works=3).startswith("2 stories")
    assert generate(works=2, seed=2).startswith("4 stories")
    assert NewsPage.objects.count() == 10


def test_a_story_that_cannot_be_written_stops_no_other(db, caplog):
    bad = next(stories(1, 3, "both"))[0].slug
    stock = registry.renderer_of(NewsPage)

    def fragile(pages, states):
        if bad in {page.slug for page in pages}:
            raise RuntimeError("broken")
        return stock(pages, states)

    registry.register_renderer(NewsPage, fragile)
    try:
        assert generate(works=3).startswith("5 stories")
    finally:
        registry.register_renderer(NewsPage, stock)
    assert bad in caplog.text
    assert not NewsPage.objects.filter(slug=bad, locale__language_code="en").exists()
    assert generate(works=3).startswith("1 stories")


def test_removing_takes_the_generated_stories_and_no_others(db):
    real = factories.make_story("en")
    generate(works=3)
    assert generate(remove=True) == "6 made-up stories removed.\n"
    assert list(NewsPage.objects.all()) == [real]
    assert PublishedItem.objects.public().of_type("news").count() == 1
    assert factories.news_index("en").numchild == 1
    assert generate(works=3).startswith("6 stories")
    assert PublishedItem.objects.public().of_type("news").count() == 7


def test_writing_costs_few_queries_for_many_stories(db, django_assert_max_num_queries, monkeypatch):
    monkeypatch.setattr("core.background.pacing.FIRST", 100)  # all in one transaction
    with django_assert_max_num_queries(100):
        generate(works=50)


def test_the_number_of_works_is_required(db):
    with pytest.raises(CommandError, match="Give a number"):
        call_command("generate_stories")
    with pytest.raises(CommandError, match="is not a number"):
        call_command("generate_stories", "--works", "-3")
