"""Write the hostile files of tests/security/hostile into a folder, to try them elsewhere.

    python scripts/hostile_files.py DIR

Scanners of viruses may report some of them: they are what such scanners look for, but do nothing.
"""

import sys
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
sys.path[:0] = [str(ROOT), str(ROOT / "site")]

from tests.security.hostile import HOSTILE  # noqa: E402


def main() -> None:
    if len(sys.argv) != 2:
        sys.exit(__doc__)
    folder = Path(sys.argv[1])
    folder.mkdir(parents=True, exist_ok=True)
    for case in HOSTILE.values():
        outcome = f"refused-{case.refused}" if case.refused else "cleaned"
        extension = case.filename.rpartition(".")[2]
        (folder / f"{case.name}.{outcome}.{extension}").write_bytes(case.make())
    print(f"{len(HOSTILE)} files in {folder}")


if __name__ == "__main__":
    main()
