"""`python -m tests.cluster.content`: what the machines show, and who may withdraw it, as JSON.

Its own process, because it has the settings of a machine with the CMS.
"""

# ruff: noqa: T201, E402 - Django is set up before what needs it is imported

import json
import os
from typing import Any

import boto3
import django

django.setup()

from django.conf import settings
from django.core.files.storage import default_storage
from django.test import Client

from core.media.photos import make_renditions
from tests import factories, signing_in  # noqa: F401 - forced sign-ins prove a factor

STORIES = 24


def main() -> None:
    """Make the bucket, stories with pictures, and a session; print where they are."""
    options: dict[str, Any] = settings.STORAGES["default"]["OPTIONS"]
    boto3.client(
        "s3", endpoint_url=options["endpoint_url"], aws_access_key_id=options["access_key"],
        aws_secret_access_key=options["secret_key"], region_name=options["region_name"],
    ).create_bucket(Bucket=options["bucket_name"])  # fmt: skip
    pictures = []
    for number in range(2):
        picture = factories.make_image(size=(900 + number, 600))
        make_renditions(picture)
        pictures.append([each.url for each in picture.renditions.all()])
        factories.make_story(title=f"Picture {number}", lead_image=picture)
    stories = [factories.make_story(title=f"Takedown {number}") for number in range(STORIES)]
    client = Client()
    client.force_login(factories.make_user(is_superuser=True))
    print(json.dumps({
        "session": client.cookies[settings.SESSION_COOKIE_NAME].value,
        "session_cookie": settings.SESSION_COOKIE_NAME,
        "csrf_cookie": settings.CSRF_COOKIE_NAME,
        "pictures": pictures,
        "stories": [
            {"id": each.pk, "path": each.get_url(), "work": str(each.translation_key)}
            for each in stories
        ],
        "files": default_storage.exists(picture.file.name),
    }))  # fmt: skip


if __name__ == "__main__":
    os.umask(0o077)
    main()
