"""What is above all pages, and all collections, is called as the initiative in either language."""

from django.db import migrations

NAME, WAGTAILS = "ICSSI", "Root"


def rename(old: str, new: str):
    def run(apps, _schema_editor):
        roots = apps.get_model("wagtailcore", "Page").objects.filter(depth=1, title=old)
        roots.update(title=new, draft_title=new)
        collections = apps.get_model("wagtailcore", "Collection").objects
        collections.filter(depth=1, name=old).update(name=new)

    return run


class Migration(migrations.Migration):
    dependencies = [("home", "0001_initial")]

    operations = [migrations.RunPython(rename(WAGTAILS, NAME), rename(NAME, WAGTAILS))]
