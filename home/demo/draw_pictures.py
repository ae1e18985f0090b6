"""Draw the pictures of the demonstration content: `python home/demo/draw_pictures.py`."""

import sys
from pathlib import Path

# A script sees its own folder, not the repository's, and Pillow is all that this one may need.
sys.path.insert(0, str(Path(__file__).resolve().parents[2]))

from home.demo.drawing import ideas, lands, rivers

PICTURES = Path(__file__).resolve().parent / "pictures"
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


def main(names: list[str]) -> None:
    """Draw the named scenes, or all of them."""
    PICTURES.mkdir(exist_ok=True)
    for name in names or SCENES:
        SCENES[name]().save(PICTURES / f"{name}.jpg")


if __name__ == "__main__":
    main(sys.argv[1:])
