"""Where the passwords and factors of the demonstration users are written: a file a database.

It imports neither Django nor models, so that `make run` can ask without waiting for them.
"""

import hashlib
import os
import re
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from cms.accounts.factors.one_time import code_of

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


@dataclass(frozen=True)
class DemoUser:
    """A line of the file: the secret is in base32, recovery codes are separated by commas.

    Those of an earlier version have neither.
    """

    role: str
    email: str
    password: str
    secret: str = ""
    recovery_codes: str = ""

    @property
    def line(self) -> str:
        fields = (self.role, self.email, self.password, self.secret, self.recovery_codes)
        return "\t".join(fields).rstrip("\t")

    def code(self, step: int) -> str:
        """Return the six digits that an app shows in a time step of 30 seconds (RFC 6238)."""
        return code_of(self.secret, step)


def read_users(file: Path) -> dict[str, DemoUser]:
    """Return the users of a file by their e-mail address, in their order; none if it is missing."""
    text = file.read_text(encoding="utf-8") if file.exists() else ""
    rows = [line.split("\t") for line in text.splitlines()]
    users = [DemoUser(*row) for row in rows if len(row) in {3, 5}]
    return {user.email: user for user in users}
