from django.db import migrations, models

_NAMES = {
    "governorate": "governorates",
    "organisation": "organisations",
    "person": "people",
    "topic": "topics",
}
_ORDER = ["sort_en", "pk"]


def _keys(name):
    return [
        migrations.AddField(
            name, f"sort_{lang}", models.CharField(default="", editable=False, max_length=200)
        )
        for lang in ("en", "ar")
    ]


class Migration(migrations.Migration):
    """The keys by which names and titles are ordered; they are made after the migration.

    The index is emptied, because it is filled anew where it is empty.
    """

    dependencies = [("core", "0003_search_index")]

    operations = [
        *(key for name in _NAMES for key in _keys(name)),
        *(
            migrations.AlterModelOptions(
                name, {"ordering": _ORDER, "verbose_name": name, "verbose_name_plural": several}
            )
            for name, several in _NAMES.items()
        ),
        migrations.RunSQL("DELETE FROM core_searchtext", migrations.RunSQL.noop),
        migrations.AddField("searchtext", "sort_key", models.CharField(default="", max_length=200)),
    ]
