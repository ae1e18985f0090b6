"""Pictures of ideas: a council's table, talk on social networks, tracks that run together."""

import math
from itertools import pairwise

from pictures.canvas import (
    BRICK,
    CLAY,
    CREAM,
    DUNE,
    DUSK,
    FOREST,
    GROVE,
    HEIGHT,
    LAGOON,
    MIST,
    NIGHT,
    PALM,
    SAND,
    SUN,
    TEAL,
    WIDTH,
    Canvas,
    Colour,
    Point,
    bezier,
    mix,
    ring,
)
from pictures.icons import dove, drop, heart, olive, star, waves
from pictures.motifs import birds, hills, palm


def round_table() -> Canvas:
    """A council's round table from above, with empty chairs, papers and tea."""
    canvas = Canvas(BRICK, BRICK)
    _rug(canvas)
    centre = (800.0, 500.0)
    tones = (LAGOON, SUN, PALM, MIST, CREAM, TEAL)
    for index, seat in enumerate(ring(centre, 352, 12, 15)):
        _chair(canvas, centre, seat, tones[index % len(tones)])
    canvas.disc((815, 522), 292, NIGHT, alpha=0.35)
    for radius, fill in ((290, mix(DUNE, BRICK, 0.45)), (278, mix(SAND, DUNE, 0.65)), (150, DUNE)):
        canvas.disc(centre, radius, fill)
    for index in range(12):
        _setting(canvas, centre, math.radians(15 + index * 30), index)
    star(canvas, centre, 132, TEAL)
    star(canvas, centre, 104, CREAM)
    star(canvas, centre, 92, CLAY)
    star(canvas, centre, 58, SAND, 22.5)
    star(canvas, centre, 40, TEAL, 22.5)
    canvas.disc(centre, 16, SUN)
    return canvas


def _rug(canvas: Canvas) -> None:
    """A woven carpet that fills the picture: bands, diamonds and stars."""
    canvas.box(0, 0, WIDTH, HEIGHT, BRICK)
    canvas.box(26, 26, WIDTH - 26, HEIGHT - 26, SAND)
    canvas.box(36, 36, WIDTH - 36, HEIGHT - 36, TEAL)
    for x in range(88, WIDTH - 40, 89):
        for y in (84, HEIGHT - 84):
            canvas.shape(ring((x, y), 34, 4), CLAY)
            canvas.shape(ring((x, y), 17, 4), SAND)
    for y in range(173, HEIGHT - 120, 82):
        for x in (88, WIDTH - 88):
            canvas.shape(ring((x, y), 34, 4), CLAY)
            canvas.shape(ring((x, y), 17, 4), SAND)
    canvas.box(132, 132, WIDTH - 132, HEIGHT - 132, SAND)
    canvas.box(142, 142, WIDTH - 142, HEIGHT - 142, mix(CLAY, BRICK, 0.35))
    for row in range(7):
        for column in range(11):
            spot = (208 + column * 119 + (row % 2) * 59, 197 + row * 101)
            if spot[0] < WIDTH - 170:
                canvas.shape(ring(spot, 17, 4), mix(CLAY, BRICK, 0.75))
                canvas.shape(ring(spot, 7, 4), mix(CLAY, SUN, 0.4))


def _chair(canvas: Canvas, centre: Point, seat: Point, fill: Colour) -> None:
    """A chair seen from above, its back turned away from the table."""
    heading = math.atan2(seat[1] - centre[1], seat[0] - centre[0])
    canvas.disc((seat[0] + 10, seat[1] + 14), 52, NIGHT, alpha=0.28)
    canvas.disc(seat, 50, fill)
    canvas.disc(seat, 37, mix(fill, CREAM, 0.22))
    steps = [heading - 0.95 + index * 1.9 / 24 for index in range(25)]
    back = [(seat[0] + 51 * math.cos(a), seat[1] + 51 * math.sin(a)) for a in steps]
    canvas.line(back, 17, mix(fill, NIGHT, 0.42))


def _setting(canvas: Canvas, centre: Point, angle: float, index: int) -> None:
    """A sheet of paper and a glass of tea in front of one seat."""
    along, across = (math.cos(angle), math.sin(angle)), (-math.sin(angle), math.cos(angle))

    def at(out: float, side: float) -> Point:
        return (
            centre[0] + along[0] * out + across[0] * side,
            centre[1] + along[1] * out + across[1] * side,
        )

    sheet = [at(172, -30), at(172, 22), at(236, 22), at(236, -30)]
    canvas.shape([(x + 4, y + 5) for x, y in sheet], BRICK, alpha=0.35)
    canvas.shape(sheet, CREAM)
    for row in range(3):
        canvas.line([at(186 + row * 17, -21), at(186 + row * 17, 12)], 3, mix(SAND, DUSK, 0.35))
    glass = at(205, 50)
    canvas.disc((glass[0] + 3, glass[1] + 4), 19, BRICK, alpha=0.4)
    canvas.disc(glass, 19, CREAM)
    canvas.disc(glass, 12, mix(BRICK, CLAY, 0.5))
    canvas.disc((glass[0] - 3, glass[1] - 3), 4, SUN, alpha=0.85)
    if index % 3 == 0:
        canvas.line([at(190, -44), at(228, -40)], 6, LAGOON)


def speech_bubbles() -> Canvas:
    """Speech bubbles in a network; the largest carries an olive branch."""
    canvas = Canvas(NIGHT, TEAL)
    _network(canvas)
    _bubble(canvas, (120, 190, 520, 430), CLAY, 0.3)
    for index in range(3):
        canvas.disc((205 + index * 85, 310), 26, CREAM)
    _bubble(canvas, (1110, 170, 1500, 420), SUN, 0.72)
    heart(canvas, (1305, 300), 62, BRICK)
    _bubble(canvas, (1080, 560, 1450, 790), MIST, 0.7)
    waves(canvas, (1190, 640), 200)
    _bubble(canvas, (170, 580, 560, 800), PALM, 0.28)
    for row, wide in ((0, 190), (1, 215), (2, 120)):
        canvas.line([(225, 640 + row * 50), (225 + wide, 640 + row * 50)], 18, CREAM)
    _bubble(canvas, (490, 240, 1110, 700), CREAM, 0.42)
    olive(canvas, (565, 598), 410, GROVE, mix(FOREST, NIGHT, 0.3))
    return canvas


def _network(canvas: Canvas) -> None:
    """Knots around the edge of the picture, joined by thin lines."""
    across = (120, 330, 700, 1110, 1480, 1530, 1500, 1130, 720, 300, 70, 90)
    down = (170, 80, 60, 110, 90, 420, 840, 930, 900, 930, 640, 400)
    knots = list(zip(across, down, strict=True))
    for index, knot in enumerate(knots):
        for other in (knots[(index + 1) % len(knots)], knots[(index + 4) % len(knots)]):
            canvas.line([knot, other], 3, mix(NIGHT, LAGOON, 0.5))
    for index, knot in enumerate(knots):
        canvas.disc(knot, 17 + index % 3 * 6, mix(NIGHT, LAGOON, 0.75))
        canvas.disc(knot, 7, MIST)


def _bubble(
    canvas: Canvas, corners: tuple[float, float, float, float], fill: Colour, tail: float
) -> None:
    """A speech bubble; `tail` is the share of its width at which the tail hangs."""
    left, top, right, bottom = corners
    x = left + (right - left) * tail
    lean = -60 if tail < 0.5 else 60
    shadow = (left + 14, top + 18, right + 14, bottom + 18)
    shade = mix(NIGHT, DUSK, 0.25)
    canvas.rounded(shadow, 70, shade)
    canvas.shape(
        [(x - 40 + 14, bottom), (x + 40 + 14, bottom), (x + lean + 14, bottom + 92)], shade
    )
    canvas.rounded(corners, 70, fill)
    canvas.shape([(x - 40, bottom - 4), (x + 40, bottom - 4), (x + lean, bottom + 76)], fill)


def three_paths() -> Canvas:
    """Tracks of clay, palm green and teal that run together towards the sun."""
    canvas = Canvas(CREAM, SAND)
    _dunes(canvas)
    tracks = (
        (CLAY, [(-60, 330), (420, 120), (560, 820), (1010, 560), (1230, 300)]),
        (GROVE, [(-60, 640), (380, 640), (620, 300), (980, 640), (1230, 300)]),
        (TEAL, [(-60, 930), (560, 1060), (640, 420), (1080, 760), (1230, 300)]),
    )
    for fill, points in tracks:
        path = bezier(points, 160)
        canvas.shape(_track(path, 1.0), mix(fill, NIGHT, 0.12))
        canvas.shape(_track(path, 0.82), fill)
        canvas.shape(_track(path, 0.5), mix(fill, CREAM, 0.3))
        canvas.shape(_track(path, 0.38), fill)
    canvas.disc((1230, 300), 46, CREAM)
    canvas.disc((1230, 300), 30, SUN)
    for spot, fill in (((300, 335), CLAY), ((330, 600), GROVE), ((380, 872), TEAL)):
        canvas.disc((spot[0] + 6, spot[1] + 9), 112, mix(fill, NIGHT, 0.45), alpha=0.45)
        canvas.disc(spot, 110, fill)
        canvas.disc(spot, 96, CREAM)
    olive(canvas, (244, 374), 108, GROVE, FOREST)
    dove(canvas, (336, 602), 58, GROVE)
    drop(canvas, (380, 868), 52, LAGOON)
    return canvas


def _dunes(canvas: Canvas) -> None:
    """The ground of the picture: a great sun, dunes and palms."""
    for radius, share in ((560, 0.84), (430, 0.66), (310, 0.4), (200, 0.0)):
        canvas.disc((1230, 300), radius, mix(SUN, CREAM, share))
    hills(canvas, 800, 60, mix(SAND, DUNE, 0.35), 12)
    hills(canvas, 880, 40, mix(SAND, DUNE, 0.7), 5)
    hills(canvas, 945, 26, mix(DUNE, CLAY, 0.25), 8)
    for foot, tall, lean in (
        ((1330, 905), 300, -26),
        ((1455, 930), 380, 30),
        ((1235, 930), 210, 16),
    ):
        palm(canvas, foot, tall, lean, 0.15, round(foot[0]))
    birds(canvas, (640, 170), 20, mix(BRICK, NIGHT, 0.2), 7)


def _track(path: list[Point], share: float) -> list[Point]:
    """The outline of a road along `path` that narrows with distance."""
    left, right = [], []
    for index, ((x, y), (ahead_x, ahead_y)) in enumerate(pairwise(path)):
        heading = math.atan2(ahead_y - y, ahead_x - x)
        half = share * (56 - 46 * index / len(path))
        left.append((x + half * math.sin(heading), y - half * math.cos(heading)))
        right.append((x - half * math.sin(heading), y + half * math.cos(heading)))
    return left + right[::-1]
