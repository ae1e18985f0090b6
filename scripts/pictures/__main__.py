"""Draws the committed pictures of the demonstration content.

python scripts/pictures                         all of them, into home/demo/pictures
python scripts/pictures --into /tmp hit-noria   one of them, elsewhere
"""

import argparse
import sys
from pathlib import Path

# Python puts this folder on the path, not the one that holds the package.
sys.path.insert(0, str(Path(__file__).resolve().parents[1]))

from pictures import ideas, lands, rivers

PICTURES = Path(__file__).resolve().parents[2] / "home" / "demo" / "pictures"
SCENES = {
    "home-two-rivers": lands.home_two_rivers,
    "hit-noria": rivers.hit_noria,
    "fallujah-bridge": rivers.fallujah_bridge,
    "misan-marshes": lands.misan_marshes,
    "misan-mudhif": lands.misan_mudhif,
    "sulaymaniyah-mountains": lands.sulaymaniyah_mountains,
    "baghdad-river": rivers.baghdad_river,
    "ramadi-river": rivers.ramadi_river,
    "round-table": ideas.round_table,
    "speech-bubbles": ideas.speech_bubbles,
    "three-paths": ideas.three_paths,
}


def main() -> None:
    """Draw the named scenes, or all of them."""
    parser = argparse.ArgumentParser(prog="scripts/pictures", description=__doc__.splitlines()[0])
    parser.add_argument("--into", type=Path, default=PICTURES, help="folder for the pictures")
    parser.add_argument("scenes", nargs="*", metavar="SCENE", help=", ".join(SCENES))
    options = parser.parse_args()
    unknown = set(options.scenes) - set(SCENES)
    if unknown:
        parser.error(f"unknown scene: {', '.join(sorted(unknown))}")
    options.into.mkdir(parents=True, exist_ok=True)
    for name in options.scenes or SCENES:
        SCENES[name]().save(options.into / f"{name}.jpg")


if __name__ == "__main__":
    main()
