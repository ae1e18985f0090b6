"""Forums may say who meets and when."""

from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("forums", "0001_initial"),
    ]

    operations = [
        migrations.AddField(
            model_name="forumpage",
            name="meetings",
            field=models.TextField(
                blank=True,
                help_text=(
                    "Public. Which groups meet, how often, and in which town. Never write the "
                    "name of a person, or an address or hour at which people can be found: it "
                    "may endanger them."
                ),
                max_length=500,
                verbose_name="who meets, and when",
            ),
        ),
    ]
