"""Things in nature that several scenes share: suns, hills, water, palms, reeds, birds and boats."""

import math
from itertools import pairwise

from pictures.canvas import (
    BRICK,
    CLAY,
    FOREST,
    GROVE,
    HEIGHT,
    PALM,
    WIDTH,
    Canvas,
    Colour,
    Point,
    bezier,
    mix,
    placed,
    seeded,
)


def sun(canvas: Canvas, centre: Point, radius: float, fill: Colour, glow: Colour) -> None:
    """A disc with three soft rings of light."""
    for factor in (2.5, 1.9, 1.4):
        canvas.disc(centre, radius * factor, glow, alpha=0.16)
    canvas.disc(centre, radius, fill)


def hills(canvas: Canvas, base: float, swell: float, fill: Colour, seed: int) -> None:
    """A smooth ridge over the whole width that fills everything under it."""
    dice = seeded(seed)
    waves = [
        (dice.uniform(0.5, 1) * swell / rank, dice.uniform(0.7, 1.3) * rank, dice.uniform(0, 6.3))
        for rank in (1, 2, 3)
    ]
    ridge = []
    for x in range(0, WIDTH + 1, 8):
        lift = sum(size * math.sin(x / WIDTH * 6.3 * pace + start) for size, pace, start in waves)
        ridge.append((float(x), base - lift))
    canvas.shape([*ridge, (WIDTH, HEIGHT), (0, HEIGHT)], fill)


def glint(
    canvas: Canvas, spot: Point, half: float, thick: float, fill: Colour, alpha: float
) -> None:
    """A thin lens of light on water."""
    x, y = spot
    upper = bezier([(x - half, y), (x, y - thick * 2), (x + half, y)], 16)
    lower = bezier([(x + half, y), (x, y + thick * 2), (x - half, y)], 16)
    canvas.shape(upper + lower, fill, alpha)


def ripples(canvas: Canvas, top: float, bottom: float, fill: Colour, seed: int, count: int) -> None:
    """Glints that grow and spread towards the viewer."""
    dice = seeded(seed)
    for _ in range(count):
        near = dice.random()
        y = top + 10 + (bottom - top - 10) * near**1.25
        half = dice.uniform(24, 70) * (0.5 + 1.9 * near)
        spot = (dice.uniform(-20, WIDTH + 20), y)
        glint(canvas, spot, half, 1.4 + 3.2 * near, fill, dice.uniform(0.18, 0.5))


def _frond(canvas: Canvas, root: Point, reach: float, angle: float, fill: Colour) -> None:
    """One arched leaf: a rib with leaflets that hang the more, the nearer they are to its tip."""
    tip = (
        root[0] + reach * math.cos(angle),
        root[1] - reach * 0.95 * math.sin(angle) + reach * 0.24,
    )
    knee = (
        root[0] + reach * 0.5 * math.cos(angle),
        root[1] - reach * (0.72 * math.sin(angle) + 0.24),
    )
    rib = bezier([root, knee, tip], 34)
    canvas.line(rib, max(1.5, reach * 0.022), fill)
    for index in range(3, len(rib) - 1):
        (x, y), (ahead_x, ahead_y) = rib[index], rib[index + 1]
        heading = math.atan2(ahead_y - y, ahead_x - x)
        share = index / len(rib)
        length = reach * 0.24 * math.sin(math.pi * (0.16 + 0.8 * share))
        width = reach * 0.016
        for side in (-1, 1):
            lean = heading + side * 0.75
            end = (x + length * math.cos(lean), y + length * math.sin(lean) + length * 0.25)
            canvas.shape([(x - width, y), (x + width, y + width), end], fill)


def palm(canvas: Canvas, foot: Point, height: float, lean: float, tone: float, seed: int) -> None:
    """A date palm; `lean` shifts its crown sideways, `tone` 0 is in light and 1 in shade."""
    dice = seeded(seed)
    crown = (foot[0] + lean, foot[1] - height)
    bark = mix(mix(CLAY, BRICK, 0.6), FOREST, tone)
    trunk = bezier([foot, (foot[0] + lean * 0.1, foot[1] - height * 0.6), crown], 26)
    for index, ((x, y), (_, above)) in enumerate(pairwise(trunk)):
        half = height * (0.042 - 0.016 * index / len(trunk))
        shade = mix(bark, FOREST, 0.14 if index % 2 else 0)
        canvas.shape(
            [
                (x - half, y + 1),
                (x + half, y + 1),
                (x + half * 1.18, above),
                (x - half * 1.18, above),
            ],
            shade,
        )
    reach = height * 0.44
    for layer, leaf in ((0, mix(GROVE, FOREST, 0.5)), (1, GROVE), (2, PALM)):
        count = 8 - layer
        for index in range(count):
            spread = math.pi * (1.34 - 0.17 * layer)
            angle = math.pi / 2 + spread * (index / (count - 1) - 0.5) + dice.uniform(-0.07, 0.07)
            _frond(canvas, crown, reach * dice.uniform(0.86, 1.05), angle, mix(leaf, FOREST, tone))
    for side in (-1, 0, 1):
        bunch = (crown[0] + side * height * 0.045, crown[1] + height * (0.075 - abs(side) * 0.015))
        canvas.disc(bunch, height * 0.026, mix(CLAY, FOREST, tone), flat=1.5)


def reeds(canvas: Canvas, spot: Point, height: float, count: int, fill: Colour, seed: int) -> None:
    """A clump of reeds with plumes."""
    dice = seeded(seed)
    for _ in range(count):
        x = spot[0] + dice.gauss(0, height * 0.32)
        tall = height * dice.uniform(0.55, 1.05)
        bend = dice.uniform(-0.2, 0.24)
        foot = (x, spot[1])
        stem = bezier(placed(foot, tall, [(0, 0), (0, -0.6), (bend, -1)]), 14)
        canvas.line(stem, max(1.4, height * 0.014), fill)
        _blade(canvas, foot, tall, bend, fill)
        if dice.random() < 0.5:
            _plume(canvas, stem[-1], height, mix(fill, CLAY, 0.45))


def _blade(canvas: Canvas, foot: Point, tall: float, bend: float, fill: Colour) -> None:
    """A leaf that leans away from its stem and ends in a point."""
    rib = bezier(placed(foot, tall, [(0, 0), (-bend, -0.5), (-bend * 2.2, -0.6)]), 14)
    half = tall * 0.016
    right = [(x + half, y) for x, y in rib[-2::-1]]
    canvas.shape([*((x - half, y) for x, y in rib[:-1]), rib[-1], *right], fill)


def _plume(canvas: Canvas, tip: Point, height: float, fill: Colour) -> None:
    """The seed head of a reed."""
    left = bezier(placed(tip, height, [(0, 0.04), (-0.03, -0.05), (0.012, -0.13)]), 10)
    right = bezier(placed(tip, height, [(0.012, -0.13), (0.04, -0.03), (0, 0.04)]), 10)
    canvas.shape(left + right, fill)


def birds(
    canvas: Canvas, spot: Point, size: float, fill: Colour, seed: int, count: int = 7
) -> None:
    """A loose flock of gulls, each two arched wings."""
    dice = seeded(seed)
    for index in range(count):
        x = spot[0] + index * size * 2.2 + dice.uniform(-size, size)
        y = spot[1] - abs(index - count // 2) * -size * 0.7 + dice.uniform(-size, size)
        span = size * dice.uniform(0.75, 1.15)
        for side in (-1, 1):
            over = bezier(
                [
                    (x, y),
                    (x + side * span * 0.5, y - span * 0.75),
                    (x + side * span, y - span * 0.2),
                ],
                12,
            )
            under = bezier(
                [
                    (x + side * span, y - span * 0.2),
                    (x + side * span * 0.5, y - span * 0.45),
                    (x, y + span * 0.14),
                ],
                12,
            )
            canvas.shape(over + under, fill)


def mashuf(canvas: Canvas, spot: Point, length: float, hull: Colour, inside: Colour) -> None:
    """The slender boat of the Marshes, with its high curved prow to the right."""

    def curve(*points: Point) -> list[Point]:
        return bezier(placed(spot, length, points))

    stern, prow = (-0.5, -0.08), (0.5, -0.2)
    rim = curve(stern, (-0.2, 0.015), (0.25, 0.02), prow)
    keel = curve(prow, (0.36, 0.085), (-0.35, 0.1), stern)
    canvas.shape(rim + keel, hull)
    fore, aft = (0.31, -0.022), (-0.4, -0.035)
    canvas.shape(curve(fore, (0, -0.035), aft) + curve(aft, (0, 0.03), fore), inside)
