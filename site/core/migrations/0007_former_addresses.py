import django.db.models.deletion
from django.db import migrations, models


def record_redirected_addresses(apps, schema_editor):
    """Record the addresses that public items left before there was a record of them.

    The redirects that were made then are deleted with their pages.
    """
    redirects = apps.get_model("wagtailredirects", "Redirect").objects
    items = apps.get_model("core", "PublishedItem").objects
    former = apps.get_model("core", "FormerAddress").objects
    rows = redirects.filter(automatically_created=True, redirect_page__isnull=False)
    pages = dict(rows.values_list("old_path", "redirect_page_id"))
    # If a page had several items, its address became that of the latest.
    found = items.filter(page_id__in=rows.values("redirect_page_id")).order_by("seq")
    item_of_page = dict(found.values_list("page_id", "pk"))
    former.bulk_create(
        (
            former.model(path=f"{path}/", item_id=item_of_page[page_id])
            for path, page_id in pages.items()
            if page_id in item_of_page
        ),
        ignore_conflicts=True,
        batch_size=500,
    )


def record_present_slugs(apps, schema_editor):
    """Record the slugs by which names are public now: those of before are not known."""
    facets = apps.get_model("core", "ItemFacet").objects
    dependencies = apps.get_model("core", "ItemDependency").objects
    former = apps.get_model("core", "FormerSlug").objects
    for kind in ("topic", "governorate", "organisation"):
        shown = set(facets.filter(kind=kind).values_list("key", flat=True).distinct())
        rows = apps.get_model("core", kind).objects.filter(slug__in=shown)
        terms = {f"{kind}:{pk}": (slug, pk) for slug, pk in rows.values_list("slug", "pk")}
        keys = dependencies.filter(key__in=terms).values_list("key", flat=True).distinct()
        former.bulk_create(
            (
                former.model(kind=kind, slug=slug, term=pk)
                for slug, pk in (terms[key] for key in sorted(keys))
            ),
            ignore_conflicts=True,
        )


class Migration(migrations.Migration):
    """What published items had before: their addresses, and the slugs of the names they show."""

    dependencies = [
        ("core", "0006_search_texts_folded_anew"),
        ("wagtailredirects", "0008_add_verbose_name_plural"),
    ]

    operations = [
        migrations.CreateModel(
            name="FormerAddress",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                (
                    "path",
                    models.TextField(help_text="As `PublishedItem.path` has it.", unique=True),
                ),
                (
                    "item",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="+",
                        to="core.publisheditem",
                    ),
                ),
            ],
        ),
        migrations.CreateModel(
            name="FormerSlug",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("kind", models.CharField(help_text="As `ItemFacet.kind`.", max_length=12)),
                ("slug", models.CharField(max_length=80)),
                ("term", models.BigIntegerField(help_text="The name's id.")),
            ],
            options={
                "constraints": [
                    models.UniqueConstraint(fields=("kind", "slug"), name="core_former_slug_once")
                ],
            },
        ),
        migrations.RunPython(record_redirected_addresses, migrations.RunPython.noop),
        migrations.RunPython(record_present_slugs, migrations.RunPython.noop),
    ]
