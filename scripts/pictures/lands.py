"""Open country: the Marshes, the mountains, and the plain where two rivers meet."""

from collections.abc import Sequence

from pictures.buildings import houses, mudhif
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
    seeded,
)
from pictures.motifs import birds, glint, hills, mashuf, palm, reeds, ripples, sun


def misan_marshes() -> Canvas:
    """A boat among the reeds of the Marshes at sunrise."""
    canvas = Canvas(MIST, CREAM)
    canvas.gradient(
        0, 520, [mix(TEAL, LAGOON, 0.6), mix(LAGOON, MIST, 0.8), CREAM, mix(SUN, CREAM, 0.35)]
    )
    sun(canvas, (980, 400), 150, mix(SUN, CLAY, 0.12), mix(SUN, CREAM, 0.3))
    hills(canvas, 500, 8, mix(MIST, LAGOON, 0.35), 40)
    for spot in range(-10, WIDTH, 92):
        reeds(canvas, (spot, 524), 92, 10, mix(LAGOON, GROVE, 0.35), spot)
    canvas.reflect(522, LAGOON, 0.38, 0.9)
    ripples(canvas, 522, HEIGHT, CREAM, 7, 90)
    for spot, foot, tall, seed in ((300, 640, 190, 3), (1370, 660, 220, 4), (1500, 690, 250, 9)):
        canvas.disc((spot, foot), tall * 0.95, mix(GROVE, TEAL, 0.4), alpha=0.55, flat=0.1)
        reeds(canvas, (spot, foot), tall, 19, mix(GROVE, TEAL, 0.3), seed)
    canvas.disc((790, 800), 330, mix(TEAL, NIGHT, 0.3), alpha=0.4, flat=0.07)
    mashuf(canvas, (800, 770), 680, mix(NIGHT, BRICK, 0.25), mix(CLAY, BRICK, 0.5))
    canvas.line([(560, 450), (690, 768)], 9, mix(BRICK, NIGHT, 0.3))
    for spot, tall, seed in ((60, 430, 11), (230, 330, 12), (1560, 420, 14), (1400, 300, 15)):
        reeds(canvas, (spot, 1015), tall, 19, mix(FOREST, TEAL, 0.25), seed)
    birds(canvas, (330, 210), 26, CREAM, 8, 8)
    return canvas


def misan_mudhif() -> Canvas:
    """A reed guest house by the water in Misan, at night."""
    canvas = Canvas(NIGHT, DUSK)
    canvas.gradient(
        0, 690, [NIGHT, mix(NIGHT, DUSK, 0.8), mix(TEAL, LAGOON, 0.5), mix(LAGOON, SAND, 0.45)]
    )
    _stars(canvas, 5, 420)
    canvas.disc((1310, 210), 84, CREAM, alpha=0.12)
    canvas.disc((1310, 210), 62, CREAM)
    for spot in range(0, WIDTH, 90):
        reeds(canvas, (spot, 690), 130, 12, mix(TEAL, FOREST, 0.5), spot + 3)
    mudhif(canvas, 690, 690, 350, 430)
    canvas.shape(
        bezier([(-20, 720), (300, 676), (1100, 672), (WIDTH + 20, 716)]), mix(FOREST, NIGHT, 0.45)
    )
    canvas.box(0, 700, WIDTH, 722, mix(FOREST, NIGHT, 0.45))
    canvas.reflect(712, NIGHT, 0.42, 0.7)
    ripples(canvas, 712, HEIGHT, mix(SUN, CREAM, 0.3), 17, 75)
    mashuf(canvas, (1200, 830), 420, mix(NIGHT, BRICK, 0.2), mix(CLAY, BRICK, 0.4))
    for spot, tall, seed in ((80, 320, 21), (1560, 300, 22)):
        reeds(canvas, (spot, 1012), tall, 28, mix(NIGHT, FOREST, 0.6), seed)
    return canvas


def _stars(canvas: Canvas, seed: int, floor: float) -> None:
    """Small stars over the upper sky."""
    dice = seeded(seed)
    for _ in range(90):
        spot = (dice.uniform(0, WIDTH), dice.uniform(0, floor))
        canvas.disc(spot, dice.uniform(1.2, 3.2), CREAM, alpha=dice.uniform(0.35, 0.95))


def sulaymaniyah_mountains() -> Canvas:
    """Ranges one behind another over the roofs of Sulaymaniyah."""
    canvas = Canvas(MIST, CREAM)
    canvas.gradient(0, 700, [LAGOON, mix(LAGOON, MIST, 0.7), mix(MIST, CREAM, 0.7), CREAM])
    sun(canvas, (1075, 260), 92, mix(SUN, CREAM, 0.35), CREAM)
    far = [
        (-30, 380, 0.9),
        (250, 300, 0.85),
        (560, 165, 0.8),
        (840, 300, 0.9),
        (1330, 225, 0.85),
        (1610, 340, 0.9),
    ]
    _ridge(canvas, far, mix(LAGOON, MIST, 0.3), True)
    near = [(90, 470, 1.5), (410, 420, 1.4), (760, 470, 1.6), (1080, 430, 1.5), (1460, 455, 1.5)]
    _ridge(canvas, near, mix(TEAL, LAGOON, 0.55), False)
    hills(canvas, 590, 34, mix(TEAL, GROVE, 0.45), 32)
    hills(canvas, 660, 26, mix(GROVE, PALM, 0.35), 44)
    houses(canvas, 790, 150, 1450, [CREAM, SAND, mix(SAND, CLAY, 0.45), mix(CREAM, DUNE, 0.5)], 9)
    houses(canvas, 850, 60, 1530, [SAND, mix(SAND, CLAY, 0.3), mix(DUNE, CLAY, 0.55)], 12)
    hills(canvas, 848, 14, mix(GROVE, FOREST, 0.3), 3)
    for index in range(26):
        x = 20 + index * 63 + (index * 37) % 29
        _oak(canvas, (x, 905 + (index * 53) % 70), 60 + (index * 29) % 34, 0.1 + (index % 3) * 0.25)
    return canvas


def _ridge(
    canvas: Canvas, peaks: Sequence[tuple[float, float, float]], fill: Colour, snow: bool
) -> None:
    """Mountains from back to front, each given as (x, y, slope), with a lit and a shaded side."""
    for x, y, slope in sorted(peaks, key=lambda peak: peak[1]):
        fall = HEIGHT - y
        left, right = (x - fall * slope, HEIGHT), (x + fall * slope * 0.9, HEIGHT)
        crest = [(x, y)]
        for step in range(1, 9):
            drift = (34 if step % 2 else -6) + step * 14
            crest.append((x + drift, y + fall * step / 8))
        canvas.shape([left, (x, y), right], fill)
        canvas.shape([*crest, right], mix(fill, NIGHT, 0.2))
        if snow:
            _snow(canvas, (x, y), slope, (HEIGHT - y) * 0.14)


def _snow(canvas: Canvas, peak: Point, slope: float, deep: float) -> None:
    """The white cap on one peak, with a ragged lower edge."""
    x, y = peak
    left, right = (x - deep * slope, y + deep), (x + deep * 0.94 * slope * 0.9, y + deep * 0.94)
    edge = [left]
    for step in range(1, 8):
        sag = deep * (0.32 if step % 2 else -0.16)
        edge.append((left[0] + (right[0] - left[0]) * step / 8, y + deep + sag))
    canvas.shape([peak, *edge, right], CREAM)
    split = (x + deep * 0.3, y + deep * 0.55)
    canvas.shape([peak, split, *edge[5:], right], mix(CREAM, LAGOON, 0.36))


def _oak(canvas: Canvas, foot: Point, size: float, tone: float) -> None:
    """A round-crowned tree."""
    x, y = foot
    canvas.line([(x, y), (x, y - size * 0.7)], size * 0.12, mix(BRICK, NIGHT, 0.4))
    leaf = mix(PALM, FOREST, tone + 0.2)
    for shift, lift, part in ((-0.34, 0.72, 0.4), (0.36, 0.74, 0.4), (0, 1.02, 0.5)):
        canvas.disc((x + size * shift, y - size * lift), size * part, leaf)
    canvas.disc((x - size * 0.12, y - size * 1.14), size * 0.26, mix(leaf, PALM, 0.5))


def home_two_rivers() -> Canvas:
    """Two rivers that meet under a great sun, with palms and fields."""
    canvas = Canvas(SAND, CREAM)
    canvas.gradient(0, 520, [mix(CLAY, SUN, 0.45), mix(SUN, SAND, 0.55), CREAM])
    sun(canvas, (800, 370), 190, mix(CLAY, SUN, 0.1), mix(SUN, CREAM, 0.15))
    for base, swell, fill, seed in (
        (440, 34, mix(DUNE, CLAY, 0.45), 2),
        (482, 20, mix(DUNE, CLAY, 0.15), 6),
        (520, 10, mix(PALM, SAND, 0.4), 7),
    ):
        hills(canvas, base, swell, fill, seed)
    canvas.gradient(545, HEIGHT, [mix(PALM, SAND, 0.35), PALM, GROVE])
    _fields(canvas)
    _rivers(canvas)
    for foot, tall, spots in (
        (572, 105, (80, 190, 480, 570, 1010, 1120, 1240, 1520)),
        (640, 170, (60, 1380, 1530)),
        (745, 265, (150, 1490)),
        (975, 450, (60, 1535)),
    ):
        for spot in spots:
            lean = tall * (0.1 if spot < 800 else -0.1)
            palm(canvas, (spot, foot), tall, lean, 0.3 if tall > 300 else 0.08, spot)
    birds(canvas, (330, 190), 24, mix(BRICK, NIGHT, 0.2), 3)
    return canvas


def _fields(canvas: Canvas) -> None:
    """Strips of tilled land that narrow towards the horizon."""
    tones = [
        mix(PALM, SAND, 0.35),
        mix(PALM, DUNE, 0.3),
        mix(PALM, GROVE, 0.5),
        mix(PALM, SAND, 0.55),
    ]
    for index, start in enumerate(range(-2400, 4000, 200)):
        far = 800 + (start - 800) * 0.24
        strip = [(far, 548), (far + 26, 548), (start + 108, HEIGHT), (start, HEIGHT)]
        canvas.shape(strip, tones[index % len(tones)], alpha=0.6)


def _rivers(canvas: Canvas) -> None:
    """A dark and a light river that run side by side after they have met."""
    east = bezier([(1320, 548), (960, 570), (1420, 640), (880, 680), (872, 790)], 60)
    east += bezier([(872, 790), (870, 870), (915, HEIGHT)], 30)
    west = bezier([(300, 548), (660, 565), (170, 650), (730, 680), (735, 790)], 60)
    west += bezier([(735, 790), (736, 870), (690, HEIGHT)], 30)
    tones = ((east, mix(LAGOON, MIST, 0.35)), (west, TEAL))
    for centre, _ in tones:
        canvas.shape(_ribbon(centre, 26), SAND)
    for centre, fill in tones:
        canvas.shape(_ribbon(centre, 0), fill)
        for share, place in ((-0.2, 40), (0.3, 54), (-0.3, 72), (0.2, 80), (-0.1, 87)):
            x, y = centre[place]
            spot = (x + _breadth(y) * share, y)
            glint(canvas, spot, _breadth(y) * 0.42, 3.5, CREAM, 0.5)


def _breadth(y: float) -> float:
    """Half the width of a river that runs from the horizon to the foot of the picture."""
    return 9 + 106 * ((y - 545) / 455) ** 0.9 if y > 545 else 9


def _ribbon(centre: list[Point], margin: float) -> list[Point]:
    """The outline of a river around its centre line, with banks of `margin` at the near end."""
    sides = [(x, y, _breadth(y) * (1 + margin / 115)) for x, y in centre]
    return [(x - w, y) for x, y, w in sides] + [(x + w, y) for x, y, w in sides[::-1]]
