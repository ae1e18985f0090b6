"""What people built: the noria, the bridge, domes, houses and the reed hall."""

import math

from pictures.canvas import (
    BRICK,
    CLAY,
    CREAM,
    DUNE,
    FOREST,
    GROVE,
    LAGOON,
    NIGHT,
    SAND,
    SUN,
    TEAL,
    WIDTH,
    Canvas,
    Colour,
    Point,
    bezier,
    mix,
    placed,
    ring,
    seeded,
)

Pair = tuple[Colour, Colour]
STRAW, ROPE = mix(DUNE, CLAY, 0.25), mix(BRICK, NIGHT, 0.1)


def houses(
    canvas: Canvas, base: float, start: float, end: float, tones: list[Colour], seed: int
) -> None:
    """A row of flat-roofed houses with small windows, on the line `base`."""
    dice = seeded(seed)
    x = start
    while x < end:
        wide, tall = dice.uniform(46, 92), dice.uniform(36, 108)
        wall = dice.choice(tones)
        canvas.box(x, base - tall, x + wide, base + 4, wall)
        canvas.box(x, base - tall, x + wide, base - tall + 5, mix(wall, BRICK, 0.25))
        for step in range(int(tall // 34)):
            for column in range(int(wide // 26)):
                left = x + 11 + column * 25
                top = base - tall + 16 + step * 32
                canvas.box(left, top, left + 8, top + 13, mix(wall, BRICK, 0.5))
        x += wide - 2


def noria(canvas: Canvas, hub: Point, radius: float) -> None:
    """A noria: rims, crossed spokes, boards that the river pushes, and tilted clay jars."""
    wood, shade = mix(BRICK, NIGHT, 0.35), mix(BRICK, NIGHT, 0.6)
    for index, spot in enumerate(ring(hub, radius, 16, 4)):
        off = ring(hub, radius * 0.11, 16, 4 + (100 if index % 2 else -100))[index]
        canvas.line([off, spot], radius * 0.026, shade if index % 2 else wood)
    for share, width in ((0.99, 0.032), (0.86, 0.022), (0.52, 0.026)):
        rim = ring(hub, radius * share, 160)
        canvas.line([*rim, rim[0]], radius * width, wood)
    for index, spot in enumerate(ring(hub, radius, 32, 4)):
        angle = math.radians(4 + index * 11.25)
        out, side = (math.cos(angle), math.sin(angle)), (-math.sin(angle), math.cos(angle))
        if index % 2:
            _jar(canvas, spot, out, side, radius)
        else:
            near = (hub[0] + out[0] * radius * 0.84, hub[1] + out[1] * radius * 0.84)
            far = (hub[0] + out[0] * radius * 1.11, hub[1] + out[1] * radius * 1.11)
            canvas.line([near, far], radius * 0.042, mix(wood, CLAY, 0.25))


def _jar(canvas: Canvas, spot: Point, out: Point, side: Point, radius: float) -> None:
    """A long jar tied to the rim, its mouth towards the way the wheel turns."""

    def at(along: float, away: float) -> Point:
        return (
            spot[0] + (side[0] * along + out[0] * away) * radius,
            spot[1] + (side[1] * along + out[1] * away) * radius,
        )

    body = bezier([at(0.075, 0.025), at(0.0, 0.1), at(-0.1, 0.1), at(-0.12, 0.0)], 16)
    body += bezier([at(-0.12, 0.0), at(-0.1, -0.1), at(0.0, -0.1), at(0.075, -0.025)], 16)
    canvas.shape(body, mix(CLAY, BRICK, 0.2))
    canvas.line([at(-0.03, 0.066), at(-0.03, -0.066)], radius * 0.014, mix(SAND, CLAY, 0.3))
    canvas.line([at(0.08, 0.036), at(0.08, -0.036)], radius * 0.024, BRICK)


def aqueduct(canvas: Canvas, left: float, top: float, base: float, stone: Colour) -> None:
    """A stone channel on pointed arches that runs out of the picture to the right."""
    canvas.box(left, top, WIDTH, base, stone)
    canvas.box(left - 12, top - 16, WIDTH, top + 12, mix(stone, BRICK, 0.35))
    span = 168.0
    x = left + 62
    while x < WIDTH:
        right, spring = x + span - 62, top + 150
        arch = bezier([(x, spring), (x, top + 70), ((x + right) / 2, top + 46)], 20)
        arch += bezier([((x + right) / 2, top + 46), (right, top + 70), (right, spring)], 20)
        canvas.shape([*arch, (right, base), (x, base)], mix(stone, BRICK, 0.62))
        x += span
    for row in range(3):
        y = top + 34 + row * 58
        for column in range(8):
            spot = left + 14 + column * span + (row % 2) * 12
            canvas.box(spot, y, spot + 24, y + 6, mix(stone, BRICK, 0.22))


def buttress(canvas: Canvas, x: float, top: float, base: float, stone: Colour) -> None:
    """A stepped stone pier that carries the axle."""
    for step in range(5):
        half = 20 + step * 14
        upper = top + (base - top) * step / 5
        canvas.box(x - half, upper, x + half, base, mix(stone, BRICK, 0.05 * step))
        canvas.box(x - half, upper, x + half, upper + 6, mix(stone, CREAM, 0.25))


def truss(canvas: Canvas, left: float, right: float, deck: float, rise: float) -> None:
    """One steel span: a bowed upper chord, posts and diagonals."""
    steel, light = mix(FOREST, TEAL, 0.5), mix(LAGOON, GROVE, 0.35)
    panels = 8
    step = (right - left) / panels
    top = [
        (left + step * index, deck - rise * (0.62 + 0.38 * math.sin(math.pi * index / panels)))
        for index in range(1, panels)
    ]
    for index, (x, y) in enumerate(top):
        canvas.line([(x, y), (x, deck)], 7, light)
        inward = x + step if index < panels // 2 - 1 else x - step
        if index != panels // 2 - 1:
            canvas.line([(x, y), (inward, deck)], 6, light)
    canvas.line([(left, deck), *top, (right, deck)], 15, steel)


def minaret(canvas: Canvas, x: float, base: float, tall: float, wall: Colour) -> None:
    """A slender tower with a balcony and a pointed cap."""
    half = tall * 0.045
    top = base - tall
    canvas.shape(
        [
            (x - half, base),
            (x + half, base),
            (x + half * 0.8, top + tall * 0.2),
            (x - half * 0.8, top + tall * 0.2),
        ],
        wall,
    )
    canvas.box(
        x - half * 1.5, top + tall * 0.2, x + half * 1.5, top + tall * 0.24, mix(wall, BRICK, 0.3)
    )
    canvas.box(x - half * 0.6, top + tall * 0.1, x + half * 0.6, top + tall * 0.2, wall)
    canvas.shape(
        [(x - half * 0.8, top + tall * 0.1), (x + half * 0.8, top + tall * 0.1), (x, top)],
        mix(wall, TEAL, 0.55),
    )


def dome(canvas: Canvas, spring: Point, radius: float, base: float, colours: Pair) -> None:
    """A pointed dome on its drum and hall; `colours` are those of cap and wall."""
    (x, y), (cap, wall) = spring, colours

    def curve(*points: Point) -> list[Point]:
        return bezier(placed(spring, radius, points), 24)

    canvas.box(x - radius * 1.5, y + radius * 0.28, x + radius * 1.5, base, wall)
    drum = mix(wall, BRICK, 0.18)
    canvas.box(x - radius * 0.92, y, x + radius * 0.92, y + radius * 0.3, drum)
    left = curve((-0.9, 0), (-1.2, -0.75), (-0.35, -1), (0, -1.5))
    canvas.shape(left + [(2 * x - a, b) for a, b in left[::-1]], cap)
    glint_line = curve((-0.55, -0.05), (-0.8, -0.7), (-0.2, -1.0))
    canvas.line(glint_line, radius * 0.06, mix(cap, CREAM, 0.45))
    canvas.line([(x, y - radius * 1.5), (x, y - radius * 1.78)], radius * 0.05, SUN)
    canvas.disc((x, y - radius * 1.66), radius * 0.07, SUN)


def mudhif(canvas: Canvas, centre: float, base: float, half: float, tall: float) -> None:
    """The front of a reed hall: bundled arches, tapering columns, a lattice and a lit entrance."""

    def arch(share: float) -> list[Point]:
        points = []
        for step in range(61):
            across, up = math.cos(math.pi * step / 60), math.sin(math.pi * step / 60)
            across = math.copysign(abs(across) ** 0.85, across)
            points.append((centre - half * share * across, base - tall * share * up**0.85))
        return points

    canvas.shape(arch(1.03), mix(STRAW, BRICK, 0.45))
    for share, shade in ((1.0, 0.28), (0.9, 0.1), (0.8, 0.0)):
        canvas.line(arch(share), 30, mix(STRAW, BRICK, shade))
        ties = zip(arch(share - 0.034)[4:58:4], arch(share + 0.034)[4:58:4], strict=True)
        for tie in ties:
            canvas.line(tie, 5, ROPE)
    canvas.shape(arch(0.72), mix(BRICK, NIGHT, 0.35))
    _lattice(canvas, arch(0.76), centre, base)
    for side in (-1, 1):
        _column(canvas, (centre + side * half * 1.02, base), tall * 1.14)


def _column(canvas: Canvas, foot: Point, tall: float) -> None:
    """A tapering bundle of reeds, tied with rope."""
    x, base = foot
    top = base - tall
    canvas.shape([(x - 27, base), (x + 27, base), (x + 11, top), (x - 11, top)], STRAW)
    for step in range(1, 9):
        y, wide = base - tall * step / 9, 27 - 16 * step / 9
        canvas.line([(x - wide, y), (x + wide, y)], 5, ROPE)


def _lattice(canvas: Canvas, arch: list[Point], centre: float, base: float) -> None:
    """Light behind the reed grille, with the entrance in its middle."""
    inner = [(centre + (x - centre) * 0.9, base + (y - base) * 0.93) for x, y in arch]
    canvas.shape(inner, SUN)
    left = inner[: len(inner) // 2 + 1]
    for x, y in left[4::3]:
        mirrored = 2 * centre - x
        canvas.line([(x, base), (x, y)], 4, ROPE)
        canvas.line([(mirrored, base), (mirrored, y)], 4, ROPE)
    for x, y in left[3::3]:
        canvas.line([(x, y), (2 * centre - x, y)], 4, ROPE)
    wide, tall = 44.0, 150.0
    entrance = bezier([(centre - wide, base), (centre - wide, base - tall * 1.3)], 2)
    entrance += bezier(
        [(centre - wide, base - tall), (centre, base - tall * 1.5), (centre + wide, base - tall)]
    )
    outline = [(centre - wide, base), *entrance[3:], (centre + wide, base)]
    canvas.shape(outline, mix(CREAM, SUN, 0.35))
