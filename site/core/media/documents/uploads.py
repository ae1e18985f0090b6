"""What happens to a document before it is stored: checked by content, and without its authors."""

import secrets
import tempfile
from pathlib import PurePosixPath
from typing import IO, Any

from django.conf import settings
from django.core.files.base import File

from core.costly.bounded import BusyError
from core.media.copying import TooLargeError, copy_within
from core.media.documents.messages import refusal, refuse
from core.media.separate import run_document_cleaning

# Increase it with stricter rules: `manage.py clean_documents` then cleans what is stored again.
CLEANING = 2
_NAME_MATTERS = {".csv"}


class CleanDocument(File):  # type: ignore[type-arg]
    """A document that `clean_document` has made; `removed` are codes of what it has no more."""

    def __init__(self, file: IO[bytes], name: str, removed: tuple[str, ...] = ()) -> None:
        super().__init__(file, name=name)
        self.removed = removed
        self.size = file.seek(0, 2)
        file.seek(0)


def clean_document(file: Any, *, patience: float | None = None) -> CleanDocument:
    """Return the document in `file` without what reveals somebody, under a random name.

    The name's extension is that of the content. Neither the document nor the result is held in
    memory. Raises ValidationError with a message for the uploader when it is too large, in no
    accepted format, would do or fetch something, cannot be cleaned with certainty, or when others'
    files were being cleaned for `patience` seconds.
    """
    suffix = PurePosixPath(str(file.name or "")).suffix.lower()
    wait = settings.PICTURE_PATIENCE if patience is None else patience
    output = tempfile.TemporaryFile()  # noqa: SIM115 - what is returned reads it
    try:
        with tempfile.TemporaryFile() as copy:
            copy_within(settings.WAGTAILDOCS_MAX_UPLOAD_SIZE, file, copy)
            extension = suffix if suffix in _NAME_MATTERS else ".txt"
            answer = run_document_cleaning(copy, output, name=f"document{extension}", patience=wait)
        refuse(answer)
    except BusyError as error:
        output.close()
        raise refusal("busy") from error
    except TooLargeError as error:
        output.close()
        raise refusal("too_large", limit=error.megabytes) from error
    except BaseException:
        output.close()
        raise
    name = f"{secrets.token_hex(16)}.{answer['kind']}"
    return CleanDocument(output, name, tuple(answer["removed"]))
