"""Records the way of a request through the workbench's files, to count how often it changes file.

The way is the sequence of the functions of `translation` in the order in which they are called,
each counted where it is called first: a reader reads it once, and a loop or a second check leads
to nothing new. Consecutive functions of one file are one stay.

Left out is what a reader of the way can ignore: the rendering of templates, handlers of signals,
the choice of the address, checks of rights, names of the glossary, the texts that the editor shows,
and the updates of status rows and published items at the end of a transaction.
"""

import sys
from contextlib import contextmanager
from pathlib import Path
from types import FrameType

import translation

_ROOT = f"{Path(translation.__file__).parent}/"
# Ends of file names, and the functions in them; no names are all functions.
_IGNORED = {
    "django/template/base.py": (),
    "django/template/loader.py": (),
    "django/template/response.py": (),
    "django/dispatch/dispatcher.py": (),
    "wagtail/hooks.py": ("search_for_hooks",),
    "wagtail_hooks/admin_urls.py": (),
    "core/publication/items.py": (),
    "translation/rights.py": (),
    "translation/views/access.py": (),
    "translation/workflow/privacy.py": (),
    "translation/workflow/may_begin.py": (),
    "translation/glossary/checking.py": (),
    "translation/editor/sheet.py": (),
    "translation/editor/choices.py": (),
    # Whether the user may change a page now, before and after its move to `targets`.
    "offline/finding.py": ("refusal_to_change",),
    "offline/targets.py": ("_reason_not_to_change",),
}


class Way:
    """The calls of own functions, as (file of the calling function or "", file, function)."""

    def __init__(self) -> None:
        self._calls: dict[tuple[str, str], str] = {}
        self._ignored = 0  # how many functions that are left out are running

    @contextmanager
    def recorded(self):
        """Record the calls of the block."""
        sys.setprofile(self._see)
        try:
            yield
        finally:
            sys.setprofile(None)
            self._ignored = 0

    def _see(self, frame: FrameType, event: str, _argument: object) -> None:
        if event not in {"call", "return"}:
            return
        code = frame.f_code
        is_ignored = _is_ignored(code.co_filename, code.co_name)
        if event == "return":
            self._ignored -= bool(is_ignored and self._ignored)
            return
        self._ignored += is_ignored
        file = "" if self._ignored or code.co_name.startswith("<") else _own(code.co_filename)
        if file:
            caller = _own(frame.f_back.f_code.co_filename) if frame.f_back else ""
            self._calls.setdefault((file, code.co_qualname), caller)

    @property
    def changes(self) -> int:
        """How often the way changes file."""
        return len(self.stays()) - 1

    def stays(self, with_returns: bool = False) -> list[tuple[str, list[str]]]:
        """Return the way as (file, functions that are called there for the first time).

        With returns, it is also a stay when the way comes back to a function that calls the next.
        """
        found: list[tuple[str, list[str]]] = []
        for (file, name), caller in self._calls.items():
            if with_returns and caller and found and found[-1][0] != caller:
                found.append((caller, []))
            if not found or found[-1][0] != file:
                found.append((file, []))
            found[-1][1].append(name)
        return found

    def __str__(self) -> str:
        lines = [f"  {file}: {', '.join(names)}" for file, names in self.stays()]
        with_returns = len(self.stays(with_returns=True)) - 1
        return f"{self.changes} changes of file, {with_returns} with returns\n" + "\n".join(lines)


def _own(filename: str) -> str:
    return filename.removeprefix(_ROOT) if filename.startswith(_ROOT) else ""


def _is_ignored(filename: str, name: str) -> bool:
    ends = (end for end in _IGNORED if filename.endswith(end))
    return any(not _IGNORED[end] or name in _IGNORED[end] for end in ends)
