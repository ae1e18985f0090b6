"""What the other topics read: the environment, the project's folder and the folder for data."""

from pathlib import Path

import environ
from django.core.exceptions import ImproperlyConfigured

ROOT = Path(__file__).resolve().parents[3]

env = environ.Env()
# As some editors write it, with a mark of its encoding at the beginning.
environ.Env.read_env(ROOT / ".env", encoding="utf-8-sig")


_given = env.str("DATA_DIR", default="")
VAR = Path(_given or ROOT / "var")
try:
    # Drafts, photographs and keys lie there. A folder that somebody else made keeps its rights:
    # `manage.py check --deploy` warns of what others may read.
    VAR.mkdir(mode=0o700, parents=True, exist_ok=True)
    if not _given and VAR.stat().st_mode & 0o077:
        VAR.chmod(0o700)
except OSError as error:
    raise ImproperlyConfigured(
        f"DATA_DIR is {str(VAR)!r}. It must be a folder that can be written to ({error.strerror})"
    ) from error
