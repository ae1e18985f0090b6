"""`python -m tests.edge`: fill an empty site, in a process of its own."""

import argparse
import json
import os
import sys
from pathlib import Path

import django

ROOT = Path(__file__).resolve().parent.parent.parent
# As manage.py does: `site/` is a source root, never a package.
sys.path[:0] = [str(ROOT), str(ROOT / "site")]
os.environ.setdefault("DJANGO_SETTINGS_MODULE", "config.settings")


def main() -> None:
    parser = argparse.ArgumentParser()
    parser.add_argument("--stories", type=int, choices=[0, 1], help="only so many, nothing else")
    chosen = parser.parse_args()
    django.setup()
    # These import models, so Django must be ready.
    from django.conf import settings
    from django.core.management import call_command

    from tests.edge.content import fill, fill_with_one

    call_command("migrate", interactive=False, verbosity=0)
    call_command("collectstatic", interactive=False, verbosity=0)
    addresses = {None: fill, 1: fill_with_one, 0: dict}[chosen.stories]()
    (Path(settings.VAR) / "edge.json").write_text(json.dumps(addresses, ensure_ascii=False))


if __name__ == "__main__":
    main()
