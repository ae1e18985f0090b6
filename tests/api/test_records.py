"""The records that are stored have the form that the serializers document."""

import re
from collections.abc import Sequence
from dataclasses import fields, is_dataclass
from pathlib import Path
from types import NoneType
from typing import get_args, get_origin, get_type_hints

import orjson
import pytest
from rest_framework import serializers

from api.rendering.items import RENDERERS
from api.serializers.items import CARD_SERIALIZERS, FULL_SERIALIZERS
from core.models import PublishedItem
from core.public.cards import Card
from core.publication.records import NOT_IN_LISTS, StoryRecord, read_record
from tests import factories
from tests.records import make_record

KINDS = list(FULL_SERIALIZERS)
TEMPLATES = Path(__file__).parent.parent.parent / "site" / "templates"
# What is left empty until the item is stored, and never sent so.
FILLED_IN = {"updated_at", "version"}


def form_of_record(kind):
    """Return {key: (is it a list, may it be null, the keys inside)}."""
    return {name: _form_of_hint(hint) for name, hint in get_type_hints(kind).items()}


def _form_of_hint(hint):
    parts = get_args(hint) or (hint,)
    inner = next(part for part in parts if part is not NoneType)
    is_many = Sequence in (get_origin(hint), get_origin(inner))
    inner = get_args(inner)[0] if get_origin(inner) is Sequence else inner
    inside = form_of_record(inner) if is_dataclass(inner) else None
    return is_many, NoneType in parts, inside


def form_of_serializer(serializer):
    return {name: _form_of_field(field) for name, field in serializer.fields.items()}


def _form_of_field(field):
    is_many = isinstance(field, serializers.ListSerializer)
    inner = field.child if is_many else field
    inside = form_of_serializer(inner) if isinstance(inner, serializers.Serializer) else None
    return is_many, field.allow_null, inside


@pytest.mark.parametrize("kind", KINDS)
def test_a_record_has_the_fields_of_its_serializer_in_their_order(kind):
    record = form_of_record(RENDERERS[kind].record_type)
    documented = form_of_serializer(FULL_SERIALIZERS[kind]())
    assert [field.name for field in fields(RENDERERS[kind].record_type)] == list(documented)
    for name, form in documented.items():
        if name not in FILLED_IN:
            assert (name, record[name]) == (name, form)


@pytest.mark.parametrize("kind", KINDS)
def test_a_card_has_the_fields_of_its_serializer(kind):
    names = [field.name for field in fields(RENDERERS[kind].record_type)]
    shown = [name for name in names if name not in NOT_IN_LISTS]
    documented = CARD_SERIALIZERS[kind]().fields
    assert {*shown, "is_fallback"} == {*documented} - {*NOT_IN_LISTS}


def test_what_was_stored_is_read_back_as_it_was(db):
    story = factories.make_story(
        topics=[factories.make_topic()], forums=[factories.make_forum()], place="Hit"
    )
    item = PublishedItem.objects.get(page_id=story.pk)
    record = read_record(StoryRecord, item.full)
    assert orjson.dumps(record.full).decode() == item.full
    assert orjson.dumps(record.card).decode() == item.card


def test_what_an_older_version_stored_is_read_with_empty_fields():
    old = {"title": "A title", "gone": 1, "image": None, "topics": [{"slug": "water"}]}
    record = read_record(StoryRecord, orjson.dumps(old).decode())
    assert (record.title, record.byline, record.url) == ("A title", None, "")
    assert (list(record.forums), record.topics[0].name) == ([], "")
    assert record.license is None


def test_a_card_without_a_stored_form_has_no_record(db):
    item = PublishedItem.objects.get(page_id=factories.make_story().pk)
    item.card = ""
    assert Card(item, StoryRecord).record is None


def test_addresses_are_read_with_the_base_that_is_asked_for():
    text = orjson.dumps(make_record().full).decode()
    assert read_record(StoryRecord, text, base="").url == "/en/"


def test_templates_read_only_fields_that_records_have():
    known = {field.name for kind in KINDS for field in fields(RENDERERS[kind].record_type)}
    found = [
        (path.name, name)
        for path in TEMPLATES.rglob("*.html")
        for name in re.findall(r"\bcard\.record\.(\w+)", path.read_text())
    ]
    assert len(found) > 10
    assert [(file, name) for file, name in found if name not in known] == []
