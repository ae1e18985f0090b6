"""The search of the CMS holds keys in place of folded texts."""

from typing import Any

from django.db import migrations, models

from core.search.index.structure import ensure_structure


def _empty(apps: Any, schema_editor: Any) -> None:
    """Empty the index: `core.search.renewing.fill_empty_index` fills it when all is migrated."""
    apps.get_model("core", "SearchText").objects.using(schema_editor.connection.alias).delete()


def _ensure(apps: Any, schema_editor: Any) -> None:
    ensure_structure(schema_editor.connection, "core_searchtext", "id")


class Migration(migrations.Migration):
    dependencies = [
        ("core", "0015_name_variants"),
    ]

    operations = [
        migrations.RunPython(_empty, _ensure),
        migrations.RemoveField(model_name="searchtext", name="title"),
        migrations.RemoveField(model_name="searchtext", name="text"),
        migrations.AddField(
            model_name="searchtext",
            name="mark",
            field=models.CharField(default="", max_length=80),
        ),
        # SQLite remakes a table for a column, without the triggers by which the index follows it.
        migrations.RunPython(_ensure, _empty),
    ]
