"""Pairs: joined by itself only where a link supports it and nothing contradicts it."""

import pytest

from moving.models import ImportedPost, Question
from moving.pairs.joining import part_posts
from news.models import NewsPage
from tests import factories
from tests.moving.exports import ARABIC_TEXT, TEXT, arabic, category, item, term

pytestmark = pytest.mark.django_db


def to_arabic(number: int) -> str:
    return f'<a href="http://ar.old.example/archives/{number}">Arabic | عربي</a>\n\n{TEXT}'


def to_english(number: int) -> str:
    return f'{ARABIC_TEXT}\n\n<p><a href="http://www.old.example/?p={number}">انكليزي</a></p>'


def are_joined(english: int, arabic_number: int) -> bool:
    rows = [
        ImportedPost.objects.get(site=site, post_id=number).page.translation_key
        for site, number in (("en", english), ("ar", arabic_number))
    ]
    return rows[0] == rows[1]


@pytest.mark.parametrize(
    ("english", "other"),
    [
        ({"content": to_arabic(7)}, {"content": to_english(1)}),
        ({"content": to_arabic(7)}, {}),
        ({}, {"content": to_english(1)}),
        ({"content": to_arabic(7)}, {"status": "draft"}),
    ],
)
def test_a_link_joins(run, english, other):
    run.write("ar", arabic(7, **other))
    run(item(1, **english))
    assert are_joined(1, 7)
    assert Question.objects.get(kind="pair").decision == "accepted"
    run(item(1, **english))
    assert "0 pairs joined, 0 proposed" in run.out


@pytest.mark.parametrize(
    ("posts", "others"),
    [
        # The Arabic post names another one, which has a partner.
        ([(1, to_arabic(7)), (2, to_arabic(8))], [(7, to_english(1)), (8, to_english(1))]),
        # Two English posts name the same Arabic one.
        ([(2, to_arabic(8)), (3, to_arabic(8))], [(8, ARABIC_TEXT)]),
    ],
)
def test_what_is_contradicted_waits_for_a_person(run, posts, others):
    run.write("ar", *(arabic(number, content=content) for number, content in others))
    run(*(item(number, content=content) for number, content in posts))
    assert not are_joined(2, 8)
    assert Question.objects.waiting().filter(kind="pair").exists()


def test_distant_dates_contradict(run):
    run.write("ar", arabic(7, date_gmt="2018-01-01 00:00:00"))
    run(item(1, content=to_arabic(7)))
    assert not are_joined(1, 7)
    assert {"code": "far-day", "weight": -30} in Question.objects.get(kind="pair").evidence


def test_a_link_to_the_trash_joins_nothing(run):
    run.write("ar", arabic(7, status="trash"), arabic(8))
    run(item(1, content=to_arabic(7)))
    assert not Question.objects.filter(kind="pair").exists()


def test_texts_that_do_not_correspond_are_joined_as_written_separately(run):
    run.write("ar", arabic(7, content=f"<h2>عنوان</h2>{to_english(1)}"))
    run(item(1, content=to_arabic(7)))
    assert are_joined(1, 7)
    assert Question.objects.get(kind="pair").reason == "pair-separate"


def test_a_pair_that_was_parted_is_not_joined_again(run):
    run.write("ar", arabic(7))
    run(item(1, content=to_arabic(7)))
    question = Question.objects.get(kind="pair")
    part_posts(question.post, question.other)
    question.decision = Question.Decision.REJECTED
    question.save()
    run(item(1, content=to_arabic(7)))
    assert not are_joined(1, 7)


def test_both_pages_of_a_pair_belong_to_the_forums_of_either(run):
    factories.make_forum(title="Hit Peace Forum", slug="hit-peace-forum")
    run.write("ar", arabic(7, date_gmt="2015-05-05 06:00:00"))
    run(
        category(3, "hit-peace-forum", "Hit Peace Forum"),
        item(1, content=to_arabic(7), more=term("category", "hit-peace-forum")),
    )
    for page in NewsPage.objects.all():
        assert [forum.slug for forum in page.forums.all()] == ["hit-peace-forum"]
