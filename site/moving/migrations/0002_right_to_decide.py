"""Sites that were set up before have their groups: these get the right that new ones are made with.

The right itself is made after the last migration, and here where there are groups to give it to.
"""

from typing import Any

from django.db import migrations

CODENAME = "decide_question"
GROUPS = ("Communications", "Administrators")


def give_right(apps: Any, _schema_editor: Any) -> None:
    groups = list(apps.get_model("auth", "Group").objects.filter(name__in=GROUPS))
    if not groups:
        return
    content_type, _is_new = apps.get_model("contenttypes", "ContentType").objects.get_or_create(
        app_label="moving", model="question"
    )
    permission, _is_new = apps.get_model("auth", "Permission").objects.get_or_create(
        content_type=content_type,
        codename=CODENAME,
        defaults={"name": "Can decide about what was imported"},
    )
    for group in groups:
        group.permissions.add(permission)


class Migration(migrations.Migration):
    dependencies = [
        ("moving", "0001_what_was_imported"),
        ("auth", "0012_alter_user_first_name_max_length"),
        ("contenttypes", "0002_remove_content_type_name"),
    ]

    operations = [migrations.RunPython(give_right, migrations.RunPython.noop)]
