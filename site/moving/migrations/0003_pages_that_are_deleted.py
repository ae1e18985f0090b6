"""Posts remember their page when it is deleted, so that its old addresses and the API agree."""

from typing import Any

from django.db import migrations, models


def remember_pages(apps: Any, _schema_editor: Any) -> None:
    apps.get_model("moving", "ImportedPost").objects.update(last_page_id=models.F("page_id"))


class Migration(migrations.Migration):
    dependencies = [("moving", "0002_right_to_decide")]

    operations = [
        migrations.AddField(
            model_name="importedpost",
            name="last_page_id",
            field=models.BigIntegerField(blank=True, editable=False, null=True),
        ),
        migrations.RunPython(remember_pages, migrations.RunPython.noop, elidable=True),
    ]
