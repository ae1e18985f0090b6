"""A supersampled canvas in picture coordinates (1600 × 1000), with the palette of the set."""

import math
from collections.abc import Sequence
from itertools import pairwise
from pathlib import Path
from random import Random

from PIL import Image, ImageDraw, ImageFilter

Point = tuple[float, float]
Colour = tuple[int, int, int]

WIDTH, HEIGHT = 1600, 1000
SCALE = 2
QUALITIES = (84, 82, 80, 78, 76, 74, 72)
BUDGET = 148_000


def rgb(value: str) -> Colour:
    """Turn "0f4c5c" into a colour."""
    return (int(value[0:2], 16), int(value[2:4], 16), int(value[4:6], 16))


NIGHT, DUSK = rgb("13263a"), rgb("24455c")
TEAL, LAGOON, MIST = rgb("0f4c5c"), rgb("2f8188"), rgb("9cc5bb")
CREAM, SAND, DUNE = rgb("f8edd6"), rgb("ecd6a9"), rgb("d9b27c")
SUN, CLAY, BRICK = rgb("f4a83d"), rgb("cc5f40"), rgb("8a3a2c")
PALM, GROVE, FOREST = rgb("6b8f47"), rgb("3f6b45"), rgb("1f4038")


def mix(first: Colour, second: Colour, share: float) -> Colour:
    """The colour that lies `share` (0 to 1) of the way from first to second."""
    red, green, blue = (round(a + (b - a) * share) for a, b in zip(first, second, strict=True))
    return (red, green, blue)


def bezier(points: Sequence[Point], steps: int = 40) -> list[Point]:
    """Sample the Bézier curve with these control points."""
    curve = []
    for step in range(steps + 1):
        share = step / steps
        layer = list(points)
        while len(layer) > 1:
            layer = [
                (a[0] + (b[0] - a[0]) * share, a[1] + (b[1] - a[1]) * share)
                for a, b in pairwise(layer)
            ]
        curve.append(layer[0])
    return curve


def seeded(seed: int) -> Random:
    """Dice that fall the same way on every run, so that the pictures never change by themselves."""
    return Random(seed)  # noqa: S311 - scatters reeds, guards no secret


def placed(spot: Point, size: float, points: Sequence[Point]) -> list[Point]:
    """Points of a motif, drawn around (0, 0) with size 1, moved to their place and scaled."""
    return [(spot[0] + x * size, spot[1] + y * size) for x, y in points]


def ring(centre: Point, radius: float, count: int, turn: float = 0.0) -> list[Point]:
    """`count` points evenly spaced on a circle; `turn` is in degrees."""
    angles = [math.radians(turn + 360 * index / count) for index in range(count)]
    return [(centre[0] + radius * math.cos(a), centre[1] + radius * math.sin(a)) for a in angles]


class Canvas:
    """Draws in picture coordinates at twice the size, so that shrinking smooths every edge."""

    def __init__(self, top: Colour, bottom: Colour) -> None:
        self.image = Image.new("RGB", (WIDTH * SCALE, HEIGHT * SCALE), top)
        self.gradient(0, HEIGHT, [top, bottom])

    @property
    def pen(self) -> ImageDraw.ImageDraw:
        """Pillow's own drawing tool, in doubled coordinates."""
        return ImageDraw.Draw(self.image)

    def gradient(self, top: float, bottom: float, stops: Sequence[Colour]) -> None:
        """Fill a full-width band with a vertical gradient through the stops."""
        first, last = round(top * SCALE), round(bottom * SCALE)
        pen = self.pen
        for row in range(first, last):
            place = (row - first) / max(1, last - first - 1) * (len(stops) - 1)
            index = min(int(place), len(stops) - 2)
            colour = mix(stops[index], stops[index + 1], place - index)
            pen.line([(0, row), (WIDTH * SCALE, row)], fill=colour)

    def shape(self, points: Sequence[Point], fill: Colour, alpha: float = 1.0) -> None:
        """Fill a polygon."""
        scaled = [(x * SCALE, y * SCALE) for x, y in points]
        if alpha >= 1:
            self.pen.polygon(scaled, fill=fill)
            return
        # Blending only inside the polygon's box makes large pictures quicker.
        left = math.floor(max(0, min(x for x, _ in scaled)))
        top = math.floor(max(0, min(y for _, y in scaled)))
        right = math.ceil(min(self.image.width, max(x for x, _ in scaled)))
        bottom = math.ceil(min(self.image.height, max(y for _, y in scaled)))
        if right <= left or bottom <= top:
            return
        mask = Image.new("L", (right - left, bottom - top), 0)
        moved = [(x - left, y - top) for x, y in scaled]
        ImageDraw.Draw(mask).polygon(moved, fill=round(255 * alpha))
        self.image.paste(fill, (left, top), mask)

    def disc(
        self, centre: Point, radius: float, fill: Colour, alpha: float = 1.0, flat: float = 1.0
    ) -> None:
        """Fill a circle, or an ellipse whose height is `flat` times its width."""
        points = [(x, centre[1] + (y - centre[1]) * flat) for x, y in ring(centre, radius, 120)]
        self.shape(points, fill, alpha)

    def box(self, left: float, top: float, right: float, bottom: float, fill: Colour) -> None:
        """Fill an upright rectangle."""
        self.shape([(left, top), (right, top), (right, bottom), (left, bottom)], fill)

    def rounded(
        self, corners: tuple[float, float, float, float], radius: float, fill: Colour
    ) -> None:
        """Fill a rectangle (left, top, right, bottom) with rounded corners."""
        left, top, right, bottom = (value * SCALE for value in corners)
        self.pen.rounded_rectangle((left, top, right, bottom), radius * SCALE, fill=fill)

    def line(self, points: Sequence[Point], width: float, fill: Colour) -> None:
        """Stroke a path with round joints and ends."""
        scaled = [(x * SCALE, y * SCALE) for x, y in points]
        pen = self.pen
        pen.line(scaled, fill=fill, width=max(1, round(width * SCALE)), joint="curve")
        half = width * SCALE / 2
        for x, y in (scaled[0], scaled[-1]):
            pen.ellipse((x - half, y - half, x + half, y + half), fill=fill)

    def reflect(self, horizon: float, tint: Colour, strength: float, squash: float = 1.0) -> None:
        """Mirror what lies over the horizon into the water, tinted; `squash` < 1 flattens it."""
        line = round(horizon * SCALE)
        depth = self.image.height - line
        source = self.image.crop((0, max(0, line - round(depth / squash)), self.image.width, line))
        mirrored = source.transpose(Image.Transpose.FLIP_TOP_BOTTOM)
        mirrored = mirrored.resize((self.image.width, depth), Image.Resampling.BICUBIC)
        # Still water is never as sharp as the shore, and a soft mirror compresses better.
        mirrored = mirrored.filter(ImageFilter.GaussianBlur(2.5 * SCALE))
        water = Image.new("RGB", mirrored.size, tint)
        self.image.paste(Image.blend(mirrored, water, strength), (0, line))

    def save(self, path: Path) -> None:
        """Shrink to the final size and write a progressive JPEG without metadata."""
        final = self.image.resize((WIDTH, HEIGHT), Image.Resampling.LANCZOS)
        for quality in QUALITIES:
            final.save(path, "JPEG", quality=quality, optimize=True, progressive=True)
            if path.stat().st_size <= BUDGET:
                break
