"""The scripts of the widget: each version for ever at its own address, the latest at one for all.

A released file never changes: partners name its digest in their pages, and browsers would refuse
any other content. A correction is a new version.
"""

from dataclasses import dataclass
from datetime import UTC, datetime
from functools import cache
from pathlib import Path
from typing import Any, ClassVar

from django.http import HttpRequest

from api.answers import Answer
from api.views.resource import Resource
from core.caching.versions import Version
from core.publication.state import publication_state

_FOLDER = Path(__file__).parent / "scripts"
# Corrections reach everybody within five minutes.
_SOON, _EVER = "public, max-age=300", "public, max-age=31536000, immutable"


@dataclass(frozen=True)
class Release:
    version: str
    released_at: datetime

    @property
    def file_name(self) -> str:
        return f"widget-{self.version}.js"

    @property
    def content(self) -> bytes:
        return _content(self.file_name)


@cache
def _content(name: str) -> bytes:
    return (_FOLDER / name).read_bytes()


# All that were ever released, the latest last.
VERSIONS = (
    Release("1.0.0", datetime(2026, 11, 30, tzinfo=UTC)),
    Release("1.1.0", datetime(2026, 11, 30, 12, tzinfo=UTC)),
)
LATEST = VERSIONS[-1]


class WidgetScript(Resource):
    schema = None
    media_type = "text/javascript"
    release: ClassVar[Release] = LATEST
    is_fixed: ClassVar[bool] = True

    def values(self, request: HttpRequest) -> dict[str, Any]:
        """Take whatever a site adds to the addresses of its scripts."""
        return {}

    def version(self, values: dict[str, Any], **path: Any) -> Version | None:
        return None

    def answer(self, values: dict[str, Any], **path: Any) -> Answer:
        release = self.release
        return Answer(
            release.content,
            publication_state(),
            own_version=Version(0, release.released_at, content=release.version),
            media_type="text/javascript; charset=utf-8",
            headers={"Cache-Control": _EVER if self.is_fixed else _SOON},
            ignores_query=True,
        )
