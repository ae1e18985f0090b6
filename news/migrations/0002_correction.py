"""Stories may have a correction and its day."""

from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("news", "0001_initial")]

    operations = [
        migrations.AddField(
            model_name="newspage",
            name="correction",
            field=models.TextField(
                blank=True,
                help_text=(
                    "What was wrong after the story was published, and what is right. Readers "
                    "see it, with its date, below the text. Do not repeat what endangered somebody."
                ),
                max_length=500,
                verbose_name="correction",
            ),
        ),
        migrations.AddField(
            model_name="newspage",
            name="correction_date",
            field=models.DateField(
                blank=True,
                help_text="Left empty, it is the day on which the correction is saved.",
                null=True,
                verbose_name="date of the correction",
            ),
        ),
    ]
