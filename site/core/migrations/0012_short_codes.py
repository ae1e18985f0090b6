from django.db import migrations, models

import core.addresses.short


def give_codes(apps, schema_editor):
    """Give each item a code of its own, in batches: a column's default would be one for all."""
    items = apps.get_model("core", "PublishedItem").objects
    batch = []
    for item in items.filter(short_code=None).only("pk").iterator(chunk_size=500):
        item.short_code = core.addresses.short.new_short_code()
        batch.append(item)
    items.bulk_update(batch, ["short_code"], batch_size=500)


class Migration(migrations.Migration):
    """Short permanent addresses for everything that is or was public."""

    dependencies = [("core", "0011_sessions")]

    operations = [
        migrations.AddField(
            model_name="publisheditem",
            name="short_code",
            field=models.CharField(max_length=10, null=True),
        ),
        migrations.RunPython(give_codes, migrations.RunPython.noop, elidable=True),
        migrations.AlterField(
            model_name="publisheditem",
            name="short_code",
            field=models.CharField(
                default=core.addresses.short.new_short_code, max_length=10, unique=True
            ),
        ),
    ]
