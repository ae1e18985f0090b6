"""Runs the command import_stories on lines that a test writes down."""

import io
import json
from pathlib import Path
from typing import Any

from django.core.management import CommandError, call_command

from news.models import NewsPage

WORK = "5d0c2b8e-7f43-4c1a-9b52-3e6a1f0d8c71"
ARABIC = {
    "lang": "ar",
    "title": "المطر أخيراً",
    "summary": "أمطرت في هيت.",
    "body_html": "<p>أمطرت طوال الليل.</p>",
}


def line(**keys: Any) -> dict[str, Any]:
    """Return the keys of a line that can be imported; None leaves one out."""
    keys = {
        "lang": "en",
        "title": "Rain at last",
        "summary": "It rained in Hit.",
        "body_html": "<p>It rained all night.</p>",
        "published_at": "2019-06-08T09:00:00Z",
    } | keys
    return {key: value for key, value in keys.items() if value is not None}


ARABIC = {
    "lang": "ar",
    "title": "المطر أخيراً",
    "summary": "أمطرت في هيت.",
    "body_html": "<p>أمطرت طوال الليل.</p>",
}


class Importer:
    """Runs the command on lines, and records what it printed."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder

    def __call__(self, *lines: Any, **options: Any) -> str:
        """Import lines (objects, or bytes as they are) and return what was printed."""
        file = self.folder / "stories.jsonl"
        file.write_bytes(
            b"".join(
                (each if isinstance(each, bytes) else json.dumps(each).encode()) + b"\n"
                for each in lines
            )
        )
        self.out, self.err = io.StringIO(), io.StringIO()
        self.error: CommandError | None = None
        try:
            call_command("import_stories", str(file), stdout=self.out, stderr=self.err, **options)
        except CommandError as error:
            self.error = error
        return self.out.getvalue()

    @property
    def failed(self) -> bool:
        return self.error is not None

    @property
    def reasons(self) -> list[str]:
        return self.err.getvalue().splitlines()


def story(**where: Any) -> NewsPage:
    return NewsPage.objects.get(**where)
