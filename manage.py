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

    if sys.argv[1:2] == ["work"]:
        _start_lean()
    execute_from_command_line(sys.argv)


def _start_lean() -> None:
    """Start a process that runs for weeks without what it never uses."""
    import django

    from config.lean import lean

    with lean():
        django.setup()
        from django.urls import get_resolver

        # All views, which would be loaded whole with the first address that is made.
        _ = get_resolver().url_patterns


if __name__ == "__main__":
    main()
