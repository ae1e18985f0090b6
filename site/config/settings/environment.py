"""What the other topics read: the environment, the project's folder and the folder for data."""

from pathlib import Path

import environ
from django.core.exceptions import ImproperlyConfigured

ROOT = Path(__file__).resolve().parents[3]

env = environ.Env()
# As some editors write it, with a mark of its encoding at the beginning.
environ.Env.read_env(ROOT / ".env", encoding="utf-8-sig")


VAR = Path(env.str("DATA_DIR", default="") or ROOT / "var")
try:
    VAR.mkdir(parents=True, exist_ok=True)
except OSError as error:
    raise ImproperlyConfigured(
        f"DATA_DIR is {str(VAR)!r}. It must be a folder that can be written to ({error.strerror})"
    ) from error
