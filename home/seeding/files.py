"""Where the passwords of the demonstration users are written down: a file for each database.

It imports neither Django nor models, so that `make run` can ask without waiting for them.
"""

import hashlib
import os
import re
from collections.abc import Mapping
from pathlib import Path
from typing import Any

# That of the SQLite database in the data folder; others have theirs beside it.
COMMON = "demo-users.txt"


def users_file(folder: Path, database: Mapping[str, Any]) -> Path:
    """Return the file in the data folder `folder` for a database, as Django's settings name it."""
    name = str(database["NAME"])
    place = f"{database.get('HOST') or 'localhost'}:{database.get('PORT') or ''}/{name}"
    if database["ENGINE"].endswith("sqlite3"):
        place = str(Path(name).resolve())
        if place == str((folder / "site.sqlite3").resolve()):
            return folder / COMMON
        name = Path(name).stem
    readable = re.sub(r"[^\w.-]+", "_", name, flags=re.ASCII)[:40]
    digest = hashlib.sha256(os.fsencode(place)).hexdigest()[:8]
    return folder / f"demo-users-{readable}-{digest}.txt"
