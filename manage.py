#!/usr/bin/env python3
"""Entry point of every management command."""

import os
import sys
from pathlib import Path

# `site/` is a source root, never a package: the standard library owns the module name `site`.
sys.path.insert(1, str(Path(__file__).resolve().parent / "site"))


def main() -> None:
    """Run the management command that the arguments name."""
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "config.settings")
    from django.core.management import execute_from_command_line

    execute_from_command_line(sys.argv)


if __name__ == "__main__":
    main()
