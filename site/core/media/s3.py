"""Uploads in a bucket of S3, which nobody but the site may read.

Loaded only where MEDIA_URL_S3 is set: boto3 takes 25 MB of memory.
"""

from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

from botocore.config import Config
from botocore.exceptions import BotoCoreError, ClientError
from django.conf import settings
from storages.backends.s3 import S3File, S3Storage

from core.databases.breaker import FILES
from core.media.leftovers import RemembersFiles

# Larger files wait on the disk while they are read.
_IN_MEMORY = 1024 * 1024
_PATIENCE = Config(
    connect_timeout=2,
    read_timeout=10,
    retries={"total_max_attempts": 2},
    s3={"addressing_style": "path"},
    signature_version="s3v4",
    max_pool_connections=8,
)


class AwayError(OSError):
    """The bucket does not answer, or refuses; later it may work."""


class BucketStorage(RemembersFiles, S3Storage):
    """A private bucket, whose files have the addresses of ours.

    So each request for a picture asks whether it is still public. Failures are OSErrors, as those
    of a disk are; after one the bucket is left alone for some seconds.
    """

    def get_default_settings(self) -> dict[str, Any]:
        return super().get_default_settings() | {
            "client_config": _PATIENCE,
            "default_acl": None,
            "file_overwrite": False,
            "querystring_auth": False,
            "max_memory_size": _IN_MEMORY,
        }

    def url(self, name: str, *_args: object, **_more: object) -> str:
        return f"{settings.MEDIA_URL}{name}"

    def _open(self, name: str, mode: str = "rb") -> S3File:
        with _asking():
            file = super()._open(name, mode)
            if "r" in mode:
                file.open()  # whole, before anything of an answer is sent
            return file

    def _save(self, name: str, content: Any) -> str:
        with _asking():
            return str(super()._save(name, content))

    def delete(self, name: str) -> None:
        with _asking():
            super().delete(name)

    def exists(self, name: str) -> bool:
        with _asking():
            return bool(super().exists(name))

    def size(self, name: str) -> int:
        with _asking():
            return int(super().size(name))

    def listdir(self, name: str) -> tuple[list[str], list[str]]:
        with _asking():
            folders, files = super().listdir(name)
            return folders, files


@contextmanager
def _asking() -> Iterator[None]:
    """Ask the bucket unless it failed a moment ago; raises AwayError."""
    if not FILES.may_ask():
        raise AwayError("the bucket of files did not answer a moment ago")
    try:
        yield
    except (BotoCoreError, ClientError) as error:
        FILES.failed(error)
        raise AwayError(f"the bucket of files does not answer: {error}") from error
    except FileNotFoundError:
        FILES.succeeded()
        raise
    FILES.succeeded()
