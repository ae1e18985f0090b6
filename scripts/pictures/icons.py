"""Small signs: the olive branch, the dove, the drop, the heart, waves and the star."""

import math

from pictures.canvas import (
    CREAM,
    FOREST,
    NIGHT,
    SUN,
    TEAL,
    Canvas,
    Colour,
    Point,
    bezier,
    mix,
    ring,
)


def star(canvas: Canvas, centre: Point, radius: float, fill: Colour, turn: float = 0.0) -> None:
    """The eight-pointed star of two crossed squares."""
    canvas.shape(ring(centre, radius, 4, 45 + turn), fill)
    canvas.shape(ring(centre, radius, 4, turn), fill)


def olive(canvas: Canvas, root: Point, size: float, leaf: Colour, fruit: Colour) -> None:
    """An olive branch that rises to the right."""
    x, y = root
    stem = bezier([(x, y), (x + size * 0.45, y - size * 0.06), (x + size, y - size * 0.62)], 40)
    canvas.line(stem, size * 0.028, mix(leaf, NIGHT, 0.25))
    for index in range(5, 40, 5):
        (px, py), (qx, qy) = stem[index], stem[index + 1]
        heading = math.atan2(qy - py, qx - px)
        for side in (-1, 1):
            lean = heading + side * 0.85
            _leaf(
                canvas, (px, py), size * 0.27, lean, leaf if side < 0 else mix(leaf, FOREST, 0.35)
            )
        if index in (10, 25):
            canvas.disc((px + size * 0.02, py + size * 0.09), size * 0.05, fruit)
    _leaf(canvas, stem[-1], size * 0.25, math.atan2(-0.62, 0.6), leaf)


def _leaf(canvas: Canvas, root: Point, length: float, heading: float, fill: Colour) -> None:
    """A lens-shaped leaf."""
    tip = (root[0] + length * math.cos(heading), root[1] + length * math.sin(heading))
    sides = []
    for turn in (-1, 1):
        bulge = (
            root[0] + length * 0.6 * math.cos(heading + turn * 0.6),
            root[1] + length * 0.6 * math.sin(heading + turn * 0.6),
        )
        sides.append(bezier([root, bulge, tip], 16))
    canvas.shape(sides[0] + sides[1][::-1], fill)


def heart(canvas: Canvas, centre: Point, size: float, fill: Colour) -> None:
    """A heart whose tip points down."""
    x, y = centre
    left = bezier(
        [
            (x, y + size),
            (x - size * 1.7, y - size * 0.1),
            (x - size * 0.8, y - size * 1.4),
            (x, y - size * 0.4),
        ]
    )
    right = [(2 * x - px, py) for px, py in left[::-1]]
    canvas.shape(left + right, fill)


def dove(canvas: Canvas, centre: Point, size: float, fill: Colour) -> None:
    """A dove in flight to the right."""

    def at(x: float, y: float) -> Point:
        return (centre[0] + x * size, centre[1] + y * size)

    body = bezier([at(-1.1, 0.35), at(-0.5, 0.95), at(0.75, 0.75), at(0.85, -0.2)])
    body += bezier(
        [
            at(0.85, -0.2),
            at(0.7, -0.55),
            at(0.35, -0.2),
            at(0.2, 0.0),
            at(-0.5, 0.3),
            at(-1.1, 0.35),
        ]
    )
    canvas.shape(body, fill)
    canvas.shape([at(0.8, -0.34), at(1.12, -0.2), at(0.82, -0.1)], SUN)
    wing = bezier([at(0.35, 0.2), at(0.1, -0.6), at(-0.5, -1.0), at(-0.75, -1.1)])
    wing += bezier([at(-0.75, -1.1), at(-0.95, -0.2), at(-0.6, 0.35), at(0.1, 0.4)])
    canvas.shape(wing, mix(fill, FOREST, 0.45))
    canvas.shape([at(-0.85, 0.42), at(-1.35, 0.1), at(-1.3, 0.42), at(-1.2, 0.68)], fill)


def drop(canvas: Canvas, centre: Point, size: float, fill: Colour) -> None:
    """A drop of water."""
    x, y = centre
    left = bezier(
        [
            (x, y - size * 1.3),
            (x - size * 0.35, y - size * 0.4),
            (x - size * 1.1, y + size * 0.1),
            (x - size * 0.7, y + size * 0.85),
            (x, y + size),
        ]
    )
    canvas.shape(left + [(2 * x - a, b) for a, b in left[::-1]], fill)
    canvas.line(
        bezier(
            [
                (x - size * 0.42, y + size * 0.3),
                (x - size * 0.3, y + size * 0.62),
                (x, y + size * 0.68),
            ]
        ),
        size * 0.11,
        CREAM,
    )


def waves(canvas: Canvas, start: Point, wide: float, fill: Colour = TEAL) -> None:
    """Lines of water, one under another."""
    for row in range(3):
        y = start[1] + row * 38
        path = [
            (start[0] + wide * s / 60, y + 11 * math.sin(s / 60 * 4 * math.pi)) for s in range(61)
        ]
        canvas.line(path, 12, fill)
