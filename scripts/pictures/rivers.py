"""Cities on their rivers: Hit, Fallujah, Baghdad and Ramadi."""

import math
from itertools import product

from pictures.buildings import aqueduct, buttress, dome, houses, minaret, noria, truss
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
    seeded,
)
from pictures.motifs import birds, glint, hills, mashuf, palm, reeds, ripples, sun


def hit_noria() -> Canvas:
    """The waterwheel at Hit at the end of the day."""
    canvas = Canvas(mix(CLAY, SUN, 0.35), CREAM)
    canvas.gradient(0, 660, [mix(CLAY, BRICK, 0.1), mix(SUN, CLAY, 0.35), SAND, CREAM])
    sun(canvas, (470, 380), 118, CREAM, CREAM)
    hills(canvas, 520, 26, mix(DUNE, CLAY, 0.35), 4)
    houses(canvas, 560, 20, 420, [mix(DUNE, CLAY, 0.5), mix(SAND, CLAY, 0.4)], 11)
    hills(canvas, 585, 16, mix(DUNE, CLAY, 0.6), 9)
    for spot, tall, lean, seed in ((70, 300, 26, 1), (190, 230, -22, 2), (335, 190, 18, 3)):
        palm(canvas, (spot, 652), tall, lean, 0.25, seed)
    aqueduct(canvas, 1085, 330, 660, mix(DUNE, CLAY, 0.42))
    noria(canvas, (860, 405), 285)
    buttress(canvas, 860, 395, 660, mix(DUNE, CLAY, 0.3))
    canvas.box(0, 640, 560, 664, mix(GROVE, FOREST, 0.6))
    canvas.disc((860, 405), 34, mix(BRICK, NIGHT, 0.6))
    canvas.disc((860, 405), 15, CLAY)
    canvas.reflect(660, mix(TEAL, BRICK, 0.12), 0.5, 0.8)
    ripples(canvas, 660, HEIGHT, mix(SUN, CREAM, 0.5), 8, 85)
    reeds(canvas, (150, 1010), 190, 26, FOREST, 5)
    birds(canvas, (1160, 180), 22, mix(BRICK, NIGHT, 0.5), 2)
    return canvas


def fallujah_bridge() -> Canvas:
    """The steel bridge over the Euphrates at Fallujah in the morning."""
    canvas = Canvas(MIST, CREAM)
    canvas.gradient(0, 640, [mix(LAGOON, MIST, 0.45), MIST, CREAM, mix(CREAM, SUN, 0.35)])
    sun(canvas, (1220, 330), 92, mix(SUN, CREAM, 0.2), CREAM)
    tones = [mix(MIST, SAND, 0.6), mix(MIST, DUNE, 0.5), mix(MIST, CREAM, 0.6)]
    for spot, tall in ((240, 290), (705, 340), (1430, 270)):
        minaret(canvas, spot, 590, tall, mix(MIST, DUNE, 0.55))
    dome(canvas, (330, 520), 62, 590, (mix(LAGOON, MIST, 0.35), mix(MIST, DUNE, 0.55)))
    dome(canvas, (800, 505), 74, 590, (mix(LAGOON, MIST, 0.35), mix(MIST, DUNE, 0.55)))
    houses(canvas, 592, -10, WIDTH, tones, 21)
    canvas.box(0, 588, WIDTH, 646, mix(GROVE, MIST, 0.25))
    canvas.box(0, 622, WIDTH, 646, SAND)
    for spot, tall, seed in ((60, 170, 3), (520, 150, 4), (985, 160, 5), (1545, 180, 6)):
        palm(canvas, (spot, 618), tall, 10, 0.1, seed)
    deck = 548.0
    for left in (-130.0, 330.0, 790.0, 1250.0):
        truss(canvas, left, left + 460, deck, 190)
        canvas.shape(
            [(left - 26, deck), (left + 26, deck), (left + 36, 646), (left - 36, 646)],
            mix(DUNE, BRICK, 0.4),
        )
    canvas.box(0, deck - 8, WIDTH, deck + 18, mix(FOREST, TEAL, 0.6))
    canvas.reflect(646, TEAL, 0.56, 0.85)
    ripples(canvas, 646, HEIGHT, CREAM, 14, 70)
    birds(canvas, (390, 190), 20, mix(TEAL, MIST, 0.2), 6)
    return canvas


def baghdad_river() -> Canvas:
    """Domes, palms and lit windows over the river in Baghdad at nightfall."""
    canvas = Canvas(NIGHT, CLAY)
    canvas.gradient(0, 620, [NIGHT, DUSK, mix(DUSK, CLAY, 0.6), mix(CLAY, SUN, 0.55)])
    _crescent(canvas, (1240, 190), 68)
    _towers(canvas, mix(DUSK, CLAY, 0.45))
    near = mix(NIGHT, DUSK, 0.75)
    for x, tall in ((330, 400), (560, 400), (1225, 340)):
        minaret(canvas, x, 620, tall, mix(near, CLAY, 0.2))
    dome(canvas, (445, 470), 105, 622, (LAGOON, mix(near, CLAY, 0.12)))
    dome(canvas, (860, 520), 70, 622, (mix(LAGOON, TEAL, 0.5), mix(near, CLAY, 0.12)))
    _lit_arches(canvas, (330, 405, 480, 555, 800, 860, 920))
    for spot, tall, lean, seed in (
        (110, 260, 20, 1),
        (250, 190, -14, 2),
        (720, 215, 16, 3),
        (1060, 240, -18, 4),
        (1330, 220, 16, 5),
        (1480, 290, -24, 6),
    ):
        palm(canvas, (spot, 624), tall, lean, 0.78, seed)
    canvas.box(0, 612, WIDTH, 634, mix(NIGHT, FOREST, 0.4))
    canvas.reflect(634, NIGHT, 0.5)
    ripples(canvas, 634, HEIGHT, SUN, 30, 80)
    mashuf(canvas, (1090, 850), 460, mix(NIGHT, BRICK, 0.2), mix(CLAY, BRICK, 0.3))
    return canvas


def _crescent(canvas: Canvas, centre: Point, radius: float) -> None:
    """A young moon, open to the upper right."""
    cut, turn = (centre[0] + radius * 0.42, centre[1] - radius * 0.22), -27.6
    outer = [p for p in ring(centre, radius, 120, turn) if math.dist(p, cut) > radius * 0.88]
    inner = [p for p in ring(cut, radius * 0.88, 120, turn) if math.dist(p, centre) < radius]
    canvas.shape(outer + inner[::-1], CREAM)


def _towers(canvas: Canvas, fill: Colour) -> None:
    """Tall buildings in the distance, with a lit window here and there."""
    starts, widths = (40, 190, 640, 1000, 1110, 1390, 1500), (90, 70, 100, 80, 120, 90, 120)
    for x, wide, tall in zip(starts, widths, (200, 270, 230, 300, 190, 250, 170), strict=True):
        canvas.box(x, 620 - tall, x + wide, 622, fill)
        cells = product(range(tall // 34), range(wide // 24))
        for row, column in cells:
            if (row * 3 + column * 5 + x) % 4 == 0:
                left, top = x + 9 + column * 23, 634 - tall + row * 32
                canvas.box(left, top, left + 9, top + 13, SUN)


def _lit_arches(canvas: Canvas, places: tuple[int, ...]) -> None:
    """Pointed windows with light behind them."""
    for x in places:
        arch = bezier([(x - 16, 580), (x - 16, 556), (x, 542)], 10)
        arch += [(2 * x - a, b) for a, b in arch[::-1]]
        canvas.shape([(x - 16, 622), *arch, (x + 16, 622)], SUN)


def ramadi_river() -> Canvas:
    """The river between palm groves at Ramadi, seen upstream."""
    canvas = Canvas(MIST, CREAM)
    canvas.gradient(0, 480, [mix(LAGOON, MIST, 0.3), MIST, CREAM])
    sun(canvas, (800, 370), 110, SUN, mix(SUN, CREAM, 0.4))
    hills(canvas, 430, 22, mix(DUNE, MIST, 0.4), 15)
    hills(canvas, 465, 14, mix(SAND, DUNE, 0.6), 18)
    hills(canvas, 500, 8, mix(PALM, SAND, 0.35), 25)
    left = bezier([(770, 500), (420, 560), (1010, 640), (240, HEIGHT)], 60)
    right = bezier([(1370, HEIGHT), (1290, 660), (640, 580), (810, 500)], 60)
    canvas.shape([*[(x - 26, y) for x, y in left], *[(x + 30, y) for x, y in right]], SAND)
    canvas.shape([*left, *right], LAGOON)
    middle = bezier([(790, 500), (560, 570), (1100, 650), (830, HEIGHT)], 60)
    canvas.shape([*left, *middle[::-1]], mix(LAGOON, MIST, 0.3))
    for x, y, half in (
        (770, 690, 46),
        (900, 745, 60),
        (640, 800, 74),
        (1010, 860, 84),
        (560, 915, 90),
    ):
        glint(canvas, (x, y), half, 4, CREAM, 0.45)
    _meadow(canvas)
    _grove(canvas)
    mashuf(canvas, (850, 800), 300, mix(NIGHT, BRICK, 0.25), mix(CLAY, BRICK, 0.4))
    birds(canvas, (1010, 190), 22, TEAL, 4)
    return canvas


def _meadow(canvas: Canvas) -> None:
    """Bushes and tufts of grass on both banks, larger towards the viewer."""
    dice = seeded(31)
    for step in range(64):
        y = 540 + 440 * (step / 64) ** 1.2
        drop = y - 540
        x = dice.uniform(-20, 640 - drop) if step % 2 else dice.uniform(1000 + drop * 1.05, 1620)
        size = 5 + drop * 0.035
        tone = mix(PALM, GROVE, dice.uniform(0.1, 0.8))
        if step % 5 == 0:
            for shift in (-1.4, 0, 1.4):
                canvas.disc((x + shift * size, y - size), size * (1.9 - abs(shift) * 0.5), tone)
        for lean in (-0.7, 0, 0.7):
            canvas.shape(
                [(x - size * 0.3, y), (x + size * 0.3, y), (x + lean * size * 1.6, y - size * 2.4)],
                tone,
            )


def _grove(canvas: Canvas) -> None:
    """Palms on both banks, the far ones small and pale, drawn from back to front."""
    rows = (
        (530, 95, 0.0, (120, 210, 300, 390, 480, 560, 985, 1070, 1160, 1250, 1340, 1440, 1530)),
        (600, 165, 0.1, (50, 190, 330, 455, 1170, 1290, 1420, 1560)),
        (730, 270, 0.22, (90, 300, 1385, 1530)),
        (960, 470, 0.34, (40, 1560)),
    )
    for foot, tall, tone, spots in rows:
        for index, spot in enumerate(spots):
            canvas.disc((spot, foot), tall * 0.24, mix(GROVE, FOREST, tone), alpha=0.55, flat=0.16)
            lean = tall * 0.1 * (1 if spot < WIDTH / 2 else -1)
            palm(canvas, (spot, foot), tall * (0.9 + 0.05 * (index % 4)), lean, tone, spot)
