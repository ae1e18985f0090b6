"""Print who may sign in to the demonstration: the users of the database that the settings name."""

import sys
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
# As manage.py does: `site/` is a source root, never a package.
sys.path[:0] = [str(ROOT), str(ROOT / "site")]

from config import settings  # noqa: E402 - needs the path above
from home.seeding.files import COMMON, read_users, users_file  # noqa: E402


def main() -> None:
    """Print the file of this database, or where an earlier version may have put it."""
    file = users_file(settings.VAR, settings.DATABASES["default"])
    earlier = settings.VAR / COMMON
    if file.exists():
        print(f"Demonstration users ({file}); make code USER=… prints the code of the moment:\n")
        for user in read_users(file).values():
            print(f"{user.role}\n    {user.email}  {user.password}")
            if user.secret:
                print(f"    app: {user.secret}")
                print(f"    recovery codes: {user.recovery_codes.replace(',', ' ')}")
        print()
    elif earlier.exists():
        print(f"If an earlier version filled this database, its users are in {earlier}.\n")


if __name__ == "__main__":
    main()
