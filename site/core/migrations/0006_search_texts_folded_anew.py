"""More letters are folded: what the CMS searches is indexed anew after this migrate."""

from typing import Any

from django.db import migrations


def forget_texts(apps: Any, schema_editor: Any) -> None:
    """Empty the index: `core.search.indexing.fill_empty_index` fills it when all is migrated."""
    apps.get_model("core", "SearchText").objects.using(schema_editor.connection.alias).delete()


class Migration(migrations.Migration):
    dependencies = [("core", "0005_source_marks")]
    operations = [migrations.RunPython(forget_texts, migrations.RunPython.noop)]
