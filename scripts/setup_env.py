"""Give .env the site's two keys, in a file that only its owner reads, unless it has them.

    scripts/setup_env.py            write what is missing
    scripts/setup_env.py --renew    write a new SECRET_KEY; DATA_KEY stays

DATA_KEY encrypts what is stored. Where a SECRET_KEY did so before, it becomes the DATA_KEY, so that
everything stays readable when SECRET_KEY is renewed.
"""

import os
import re
import secrets
import sys
from pathlib import Path

# On a server it leads to the settings that all releases share, and still must afterwards.
ENV = (Path(__file__).resolve().parent.parent / ".env").resolve()
SECRET_KEY, DATA_KEY = "SECRET_KEY", "DATA_KEY"


def main(*, is_renewed: bool = False) -> None:
    """Write the keys into .env; what else is in the file stays."""
    try:
        _write_keys(is_renewed=is_renewed)
    except UnicodeDecodeError:
        sys.exit(f"{ENV} is not UTF-8 text. Save it as UTF-8 in your editor.")
    except OSError as error:
        sys.exit(f"{error.filename or ENV} cannot be read or written: {error.strerror}.")


def _write_keys(*, is_renewed: bool) -> None:
    # Some editors begin the file with a byte order mark.
    before = ENV.read_text(encoding="utf-8-sig") if ENV.exists() else ""
    former, text = _value(before, SECRET_KEY), before
    if not _value(before, DATA_KEY):
        text = _with(text, DATA_KEY, former or _new_key())
    if is_renewed or not former:
        text = _with(text, SECRET_KEY, _new_key())
    if text == before:
        return
    # Renamed into place, so that an interruption leaves no half file.
    draft = ENV.with_name(".env.new")
    draft.unlink(missing_ok=True)
    descriptor = os.open(draft, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
    with os.fdopen(descriptor, "w", encoding="utf-8") as file:
        file.write(text)
    draft.replace(ENV)
    names = [name for name in (SECRET_KEY, DATA_KEY) if _value(text, name) != _value(before, name)]
    print(f"Wrote {' and '.join(names)} into .env.")


def _line(name: str) -> re.Pattern[str]:
    return re.compile(rf"^(?:export )?{name}=(.*)$", re.MULTILINE)


def _value(text: str, name: str) -> str:
    line = _line(name).search(text)
    return line[1].strip() if line else ""


def _with(text: str, name: str, value: str) -> str:
    wanted = f"{name}={value}"
    return _line(name).sub(wanted, text) if _line(name).search(text) else f"{wanted}\n{text}"


def _new_key() -> str:
    # Letters, digits, - and _ only, which sh, systemd and Docker read alike.
    return secrets.token_urlsafe(50)


if __name__ == "__main__":
    main(is_renewed=sys.argv[1:] == ["--renew"])
