"""How far what has changed is purged from a CDN."""

from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("api", "0001_webhooks")]

    operations = [
        migrations.CreateModel(
            name="CdnPurging",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("seq", models.BigIntegerField(default=0)),
            ],
            options={"default_permissions": ()},
        ),
    ]
