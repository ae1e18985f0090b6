"""Governorates, organisations and people have other spellings, by which they are found.

The names with which texts were last analysed are noted, as digests.
"""

from django.db import migrations, models

_MODELS = ("governorate", "organisation", "person")


class Migration(migrations.Migration):
    dependencies = [
        ("core", "0014_search_keys"),
    ]

    operations = [
        migrations.AddField(
            model_name=model,
            name="variants",
            field=models.TextField(
                blank=True,
                default="",
                help_text=(
                    "One on each line, in either language: abbreviations, former names, other "
                    "transliterations. They are shown nowhere, but whoever searches for one of "
                    "them finds them all: leave out names that must not be known to belong to this "
                    "one."
                ),
                max_length=1000,
                verbose_name="other spellings",
            ),
            preserve_default=False,
        )
        for model in _MODELS
    ] + [
        migrations.CreateModel(
            name="IndexedName",
            fields=[
                (
                    "concept",
                    models.CharField(max_length=80, primary_key=True, serialize=False),
                ),
                ("digest", models.CharField(max_length=64)),
            ],
        ),
    ]
