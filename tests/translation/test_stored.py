"""Translatable fields are compared by what they hold, in whichever order a database returns it."""

import json

import pytest

from news.models import NewsPage
from tests import factories
from translation.content.stored import translatable_values, values_in

pytestmark = [pytest.mark.django_db, pytest.mark.any_database]


def with_keys_in_another_order(content: dict) -> dict:
    body = [dict(reversed(block.items())) for block in json.loads(content["body"])]
    return content | {"body": json.dumps(body)}


def test_the_order_of_keys_in_a_body_is_no_difference():
    story = factories.make_story()
    content = json.loads(story.to_json())
    other = with_keys_in_another_order(content)
    assert other["body"] != content["body"]
    assert values_in(NewsPage, other) == translatable_values(story)


def test_other_words_and_other_fields_are_a_difference():
    story = factories.make_story()
    content = json.loads(story.to_json())
    for change in ({"title": "x"}, {"body": "[]"}, {"body": None}):
        assert values_in(NewsPage, content | change) != translatable_values(story)
