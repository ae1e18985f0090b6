"""Give .env a secret key, in a file that only its owner reads, unless it has one."""

import os
import re
import secrets
import sys
from pathlib import Path

ENV = Path(__file__).resolve().parent.parent / ".env"
SECRET_KEY = re.compile(r"^(?:export )?SECRET_KEY=(.*)$", re.MULTILINE)


def main() -> None:
    """Write SECRET_KEY into .env; what else is in the file stays."""
    try:
        _write_key()
    except UnicodeDecodeError:
        sys.exit(f"{ENV} is not UTF-8 text. Save it as UTF-8 in your editor.")
    except OSError as error:
        sys.exit(f"{error.filename or ENV} cannot be read or written: {error.strerror}.")


def _write_key() -> None:
    # Some editors begin the file with a byte order mark.
    text = ENV.read_text(encoding="utf-8-sig") if ENV.exists() else ""
    line = SECRET_KEY.search(text)
    if line and line[1].strip():
        return
    # Letters, digits, - and _ only, which sh, systemd and Docker read alike.
    wanted = f"SECRET_KEY={secrets.token_urlsafe(50)}"
    text = SECRET_KEY.sub(wanted, text) if line else f"{wanted}\n{text}"
    # Renamed into place, so that an interruption leaves no half file.
    draft = ENV.with_name(".env.new")
    draft.unlink(missing_ok=True)
    descriptor = os.open(draft, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
    with os.fdopen(descriptor, "w", encoding="utf-8") as file:
        file.write(text)
    draft.replace(ENV)
    print("Wrote a SECRET_KEY into .env.")


if __name__ == "__main__":
    main()
