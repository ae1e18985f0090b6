from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("core", "0003_search_texts_and_indexes_of_changes"),
    ]

    operations = [
        migrations.AddField(
            model_name="initiativesettings",
            name="shows_outdated",
            field=models.BooleanField(
                default=True,
                help_text="While a translation waits to be brought up to date, its page says that the original has changed, and leads there.",
                verbose_name="tell readers when an original has changed",
            ),
        ),
    ]
