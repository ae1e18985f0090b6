"""Why a backup or a restoration cannot go on, as a sentence for whoever runs the command."""

import subprocess


class BackupError(Exception):
    """The text is the reason, and what to do."""


def run_program(name: str, *arguments: str, environment: dict[str, str], package: str) -> None:
    """Run a program of the system; raises BackupError with its last line, or if it is missing."""
    try:
        subprocess.run(  # noqa: S603 - the arguments come from settings alone
            [name, *arguments], env=environment, check=True, capture_output=True, encoding="utf-8"
        )
    except FileNotFoundError as error:
        raise BackupError(f"{name} is not installed: sudo apt-get install {package}") from error
    except subprocess.CalledProcessError as error:
        lines = error.stderr.strip().splitlines() or ["no reason was given"]
        raise BackupError(f"{name} failed: {lines[-1]}") from error


def reason_of(error: OSError) -> str:
    """Return an error of the system as a sentence."""
    where = f" ({error.filename})" if error.filename else ""
    return f"{error.strerror or error}{where}"
