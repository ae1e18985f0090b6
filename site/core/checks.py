"""The project's own rules as system checks, each with a hint on what to do."""

from collections.abc import Sequence
from typing import Any

from django.apps import apps
from django.conf import settings
from django.core import checks
from django.core.checks import Error, Tags, register
from django.db import connections
from django.db.migrations.loader import MigrationLoader
from django.db.migrations.recorder import MigrationRecorder

from core.models import BasePage

# The tag of what the settings of several machines must agree on.
MACHINES = "machines"
_ONE_MACHINE = "all"


def _page_models() -> list[type[BasePage]]:
    return [model for model in apps.get_models() if issubclass(model, BasePage)]


@register()
def translatable_fields_are_explicit(**_: Any) -> list[Error]:
    """Every page type lists which of its fields are translated and which are synchronised."""
    return [
        Error(
            f"{model.__name__} does not list its translatable_fields.",
            hint="Without the list wagtail-localize guesses, and translates slugs and dates.",
            obj=model,
            id="core.E001",
        )
        for model in _page_models()
        if not hasattr(model, "translatable_fields")
    ]


@register()
def translatable_fields_are_complete(**_: Any) -> list[Error]:
    """A field that is in no list would silently have the original's value or none."""
    errors = []
    for model in _page_models():
        listed = {field.field_name for field in getattr(model, "translatable_fields", [])}
        own = {
            field.name
            for field in [*model._meta.local_fields, *model._meta.local_many_to_many]
            if field.editable and not getattr(field.remote_field, "parent_link", False)
        }
        errors += [
            Error(
                f"{model.__name__}.{name} is missing in translatable_fields.",
                hint="Add TranslatableField for text, SynchronizedField for dates and relations, "
                "OwnPerLanguageField for what each language has of its own.",
                obj=model,
                id="core.E002",
            )
            for name in sorted(own - listed)
        ]
    return errors


@register()
def page_text_has_one_language(**_: Any) -> list[Error]:
    """A page is in one language; its translation is another page."""
    return [
        Error(
            f"{model.__name__}.{field.name} holds one language's text in a column of its own.",
            hint="Name the field without the language: each language has its own page.",
            obj=model,
            id="core.E003",
        )
        for model in _page_models()
        for field in model._meta.local_fields
        if field.name.endswith(("_ar", "_en"))
    ]


@register(Tags.database)
def migrations_continue_from_the_release_before(
    databases: Sequence[str] | None = None, **_: Any
) -> list[Error]:
    """Migrations that were replaced and are gone: a database has applied all of them, or none."""
    return [
        Error(
            "The database was made before the previous release; this one cannot update it.",
            hint=(
                "Run `manage.py migrate` of the previous release first. To begin anew with the "
                "demonstration content instead, move the data folder (var/) away."
            ),
            id="core.E004",
        )
        for alias in databases or ()
        if _applied_halves(MigrationRecorder(connections[alias]))
    ]


def _applied_halves(recorder: MigrationRecorder) -> bool:
    applied = set(recorder.applied_migrations())
    known = MigrationLoader(None).disk_migrations
    replaced = [set(migration.replaces) for migration in known.values()]
    return any(old & applied and old - applied and old - known.keys() for old in replaced)


@register(deploy=True)
def e_mails_are_sent(**_: Any) -> list[checks.Warning]:
    """Without a server nobody is notified, and no password can be reset."""
    if not settings.EMAIL_TRANSPORT.endswith("filebased.EmailBackend"):
        return []
    where = settings.EMAIL_FILE_PATH
    return [
        checks.Warning(
            f"E-mails are not sent but written into files in {where}.",
            hint="Set EMAIL_URL, for example to smtp+tls://user:password@host:587",
            id="core.W001",
        )
    ]


@register(deploy=True)
def data_is_private(**_: Any) -> list[checks.Warning]:
    """Drafts, photographs and the database lie in the data folder."""
    mode = settings.VAR.stat().st_mode & 0o777
    if not mode & 0o007:
        return []
    return [
        checks.Warning(
            f"Everybody on this machine may read {settings.VAR} (mode {mode:o}).",
            hint=f"chmod 700 {settings.VAR}",
            id="core.W002",
        )
    ]


@register(MACHINES)
def machines_share_a_database(**_: Any) -> list[Error]:
    """A file of SQLite is on one machine, so the others would show nothing."""
    if settings.ROLE == _ONE_MACHINE or connections["default"].vendor != "sqlite":
        return []
    return [
        Error(
            f"ROLE is {settings.ROLE}, but DATABASE_URL names no PostgreSQL.",
            hint="Machines with a role share one PostgreSQL; set its address in DATABASE_URL.",
            id="core.E005",
        )
    ]


@register(MACHINES, deploy=True)
def machines_share_a_cache(**_: Any) -> list[checks.Warning]:
    """Redis has the limits of all machines, and the number of the latest publication."""
    if settings.ROLE == _ONE_MACHINE or settings.REDIS_URL:
        return []
    return [
        checks.Warning(
            f"ROLE is {settings.ROLE}, but REDIS_URL is not set: each machine has its own limits, "
            "and gives nothing while the database is away.",
            hint="Set REDIS_URL to the Redis that all machines share.",
            id="core.W003",
        )
    ]
