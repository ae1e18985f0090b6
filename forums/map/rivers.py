"""The Euphrates and the Tigris down to the Gulf."""

from collections.abc import Sequence

from forums.map.projection import Point

# Degrees east and north, read off by eye: enough for a map as wide as a hand.
EUPHRATES: Sequence[Point] = (
    (41.0, 34.4), (41.5, 34.4), (42.0, 34.3), (42.4, 34.1), (42.8, 33.7), (43.2, 33.5),
    (43.8, 33.3), (44.2, 33.0), (44.4, 32.4), (44.6, 31.9), (45.2, 31.4), (45.8, 31.2),
    (46.3, 31.0), (46.8, 30.9), (47.4, 31.0),
)  # fmt: skip
TIGRIS: Sequence[Point] = (
    (42.4, 37.1), (42.8, 36.7), (43.1, 36.3), (43.3, 35.8), (43.4, 35.2), (43.6, 34.8),
    (43.8, 34.3), (44.3, 33.8), (44.4, 33.3), (44.8, 32.9), (45.4, 32.6), (45.9, 32.5),
    (46.5, 32.4), (46.9, 32.1), (47.2, 31.8), (47.3, 31.4), (47.4, 31.0), (47.7, 30.6),
    (48.1, 30.4), (48.5, 29.95),
)  # fmt: skip
