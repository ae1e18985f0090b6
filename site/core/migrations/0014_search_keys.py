"""Texts are found by keys: what was found by parts of words before is indexed afterwards."""

from typing import Any

from django.db import migrations, models

import core.search.index.fields
from core.search.index.structure import drop_structure, ensure_structure

_TABLES = {"core_shelftext": "item_id", "core_searchtext": "id"}


def _ensure(apps: Any, schema_editor: Any) -> None:
    for table, row in _TABLES.items():
        ensure_structure(schema_editor.connection, table, row)


def _drop(apps: Any, schema_editor: Any) -> None:
    for table in _TABLES:
        drop_structure(schema_editor.connection, table)


class Migration(migrations.Migration):
    dependencies = [
        ("core", "0013_withdrawn_items_by_time"),
    ]

    operations = [
        migrations.RemoveField(model_name="itemtext", name="words"),
        migrations.AddField(
            model_name="itemtext",
            name="keys",
            field=core.search.index.fields.KeysField(default=""),
        ),
        migrations.AddField(
            model_name="itemtext",
            name="mark",
            field=models.CharField(default="", max_length=80),
        ),
        migrations.AddField(
            model_name="itemtext",
            name="stems",
            field=models.TextField(default=""),
        ),
        migrations.AddField(
            model_name="searchtext",
            name="keys",
            field=core.search.index.fields.KeysField(default=""),
        ),
        migrations.AddField(
            model_name="searchtext",
            name="stems",
            field=models.TextField(default=""),
        ),
        migrations.RunPython(_ensure, _drop),
    ]
