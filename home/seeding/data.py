"""The files that describe the demonstration content."""

import json
from functools import cached_property
from pathlib import Path
from typing import Any

FOLDER = Path(__file__).resolve().parent.parent / "demo"


class DemoData:
    """The files in `home/demo/`; paths of pictures are relative to `folder`."""

    def __init__(self, folder: Path = FOLDER) -> None:
        self.folder = folder

    @cached_property
    def pages(self) -> dict[str, Any]:
        return self._read("pages.json")

    @cached_property
    def vocabulary(self) -> dict[str, Any]:
        return self._read("vocabulary.json")

    @cached_property
    def pictures(self) -> dict[str, dict[str, str]]:
        return self._read("pictures.json")

    @property
    def stories(self) -> Path:
        return self.folder / "stories.jsonl"

    def _read(self, name: str) -> Any:
        return json.loads((self.folder / name).read_text(encoding="utf-8"))
