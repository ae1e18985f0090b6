"""Write api/openapi.json anew: `python -m tests.api.snapshot`."""

import os

import django


def made_now() -> bytes:
    """Return the document as it is made now, with the address that means a site's own."""
    from django.conf import settings

    from api.document import generated
    from api.openapi import BASE, as_json

    made = as_json(generated(settings.BASE_URL))
    return made.replace(settings.BASE_URL.encode(), BASE.encode()) + b"\n"


if __name__ == "__main__":
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "tests.settings")
    django.setup()
    from api.openapi import FILE

    FILE.write_bytes(made_now())
