"""Make the site ready to serve: migrate, fill an empty database, collect static files.

One process for all of it, because starting Django takes longer than these steps when there is
nothing to do.
"""

import os
import sys
from pathlib import Path

import django
from django.core.exceptions import ImproperlyConfigured
from django.core.management import CommandError, call_command
from django.db import OperationalError
from django.db.migrations.exceptions import MigrationSchemaMissing

ROOT = Path(__file__).resolve().parent.parent
# As manage.py does: `site/` is a source root, never a package.
sys.path[:0] = [str(ROOT), str(ROOT / "site")]


def main() -> None:
    """Run the steps; what whoever runs this can put right is told in one line."""
    sys.stdout.reconfigure(errors="backslashreplace")
    # There are no others, so one that is set is that of another project.
    os.environ["DJANGO_SETTINGS_MODULE"] = "config.settings"
    try:
        _prepare()
    except (ImproperlyConfigured, CommandError) as error:
        sys.exit(str(error))
    except (OperationalError, MigrationSchemaMissing) as error:
        sys.exit(f"The database cannot be used: {first_line(error)}")
    except OSError as error:
        what = error.filename or "The data folder"
        sys.exit(f"{what} cannot be used: {error.strerror or error}.")


def _prepare() -> None:
    """Run the steps in their order; each does nothing where nothing is to be done."""
    django.setup()
    print("Preparing the database and the static files.", flush=True)
    call_command("migrate", interactive=False, verbosity=0, skip_checks=False)
    call_command("seed_demo", if_empty=True)
    call_command("collectstatic", interactive=False, verbosity=0)


def first_line(error: Exception) -> str:
    return str(error).strip().partition("\n")[0]


if __name__ == "__main__":
    main()
