"""Make the site ready to serve: migrate, fill an empty database, collect static files.

One process for all of it, because starting Django takes longer than these steps when there is
nothing to do.
"""

import os
import sys
from pathlib import Path

import django
from django.core.management import call_command

ROOT = Path(__file__).resolve().parent.parent
# As manage.py does: `site/` is a source root, never a package.
sys.path[:0] = [str(ROOT), str(ROOT / "site")]


def main() -> None:
    """Run the steps in their order; each does nothing where nothing is to be done."""
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "config.settings")
    django.setup()
    print("Preparing the database and the static files.", flush=True)
    call_command("migrate", interactive=False, verbosity=0)
    call_command("seed_demo", if_empty=True)
    call_command("collectstatic", interactive=False, verbosity=0)


if __name__ == "__main__":
    main()
