"""Write the OpenAPI document over its snapshot: `python -m tests.api.snapshot`."""

import os
from pathlib import Path

import django

SNAPSHOT = Path(__file__).parent / "openapi.json"


def write() -> None:
    """Write the document as the tests see it, with their BASE_URL."""
    from django.conf import settings

    from api.document import openapi_json

    SNAPSHOT.write_bytes(openapi_json(settings.BASE_URL) + b"\n")


if __name__ == "__main__":
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "tests.settings")
    django.setup()
    write()
