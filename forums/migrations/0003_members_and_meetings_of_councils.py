"""Councils may say who sits at the table, and when they last met."""

from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("forums", "0002_meetings_of_forums"),
    ]

    operations = [
        migrations.AddField(
            model_name="councilpage",
            name="members",
            field=models.TextField(
                blank=True,
                help_text=(
                    "Public. Kinds of members, one in each line: authorities, communities, "
                    "organisations. Never write the name of a person: it may endanger them."
                ),
                max_length=500,
                verbose_name="who sits at the table",
            ),
        ),
        migrations.AddField(
            model_name="councilpage",
            name="last_meeting",
            field=models.DateField(
                blank=True,
                help_text="Public. The day of a meeting that is over, never of one to come.",
                null=True,
                verbose_name="last meeting",
            ),
        ),
    ]
