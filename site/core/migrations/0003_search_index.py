from django.db import migrations, models


class Migration(migrations.Migration):
    """The index of the CMS's search; it is filled after the migration."""

    dependencies = [("core", "0002_initial")]

    operations = [
        migrations.CreateModel(
            name="SearchText",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("kind", models.CharField(max_length=60)),
                ("object_id", models.BigIntegerField()),
                ("title", models.TextField()),
                ("text", models.TextField()),
            ],
            options={
                "constraints": [
                    models.UniqueConstraint(
                        fields=("kind", "object_id"), name="core_searchtext_one_row"
                    )
                ],
            },
        ),
    ]
