"""The project's rules are system checks: the code follows them, and a fault comes with a hint."""

from pathlib import Path

import pytest
from django.conf import settings
from django.core.management import call_command
from django.core.management.base import SystemCheckError
from django.db.migrations.loader import MigrationLoader
from django.db.migrations.recorder import MigrationRecorder

from core import checks
from news.models import NewsPage

pytestmark = pytest.mark.any_database


def test_the_code_follows_its_own_rules():
    call_command("check", fail_level="WARNING")


def test_site_is_a_source_root_and_never_a_package():
    assert not (Path(settings.ROOT) / "site" / "__init__.py").exists()


def test_a_field_that_no_list_names_is_reported(monkeypatch):
    listed = [field for field in NewsPage.translatable_fields if field.field_name != "place"]
    monkeypatch.setattr(NewsPage, "translatable_fields", listed)
    errors = checks.translatable_fields_are_complete()
    assert [error.msg for error in errors] == ["NewsPage.place is missing in translatable_fields."]
    assert errors[0].hint


def test_a_page_type_without_a_list_is_reported(monkeypatch):
    monkeypatch.delattr(NewsPage, "translatable_fields")
    assert "core.E001" in {error.id for error in checks.translatable_fields_are_explicit()}


def test_a_column_for_one_language_is_reported(monkeypatch):
    field = NewsPage._meta.get_field("place")
    monkeypatch.setattr(field, "name", "place_ar")
    assert {error.id for error in checks.page_text_has_one_language()} == {"core.E003"}


@pytest.mark.django_db
def test_no_migration_is_missing():
    call_command("makemigrations", check=True, dry_run=True, verbosity=0)


@pytest.mark.django_db
def test_a_database_that_only_an_older_release_can_update_is_reported():
    check = checks.migrations_continue_from_the_release_before
    initial = MigrationLoader(None).disk_migrations["core", "0002_initial"]
    app, name = initial.replaces[-1]
    assert not check(databases=["default"])
    MigrationRecorder.Migration.objects.filter(app=app, name=name).delete()
    with pytest.raises(SystemCheckError, match="made before the previous release"):
        call_command("migrate", verbosity=0, skip_checks=False)
    for app, name in initial.replaces:
        MigrationRecorder.Migration.objects.filter(app=app, name=name).delete()
    assert not check(databases=["default"])
