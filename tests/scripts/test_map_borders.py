"""The borders of the map are simplified so that neighbours still meet."""

import pytest

from scripts.map_borders import module_text, simplified

pytestmark = pytest.mark.any_database
# Two areas with one stretch of border between them, from the top to the bottom.
TOPOLOGY = {
    "transform": {"scale": [0.1, 0.1], "translate": [40.0, 30.0]},
    "arcs": [
        [[20, 40], [0, -40]],
        [[20, 0], [-20, 0], [0, 40], [20, 0]],
        [[20, 40], [20, -40], [-20, 0]],
    ],
    "objects": {"irq": {"geometries": [
        {"id": "IQ.AN", "arcs": [[0, 1]]}, {"id": "IQ.DI", "arcs": [[2, -1]]},
    ]}},
}  # fmt: skip


def test_small_corners_are_left_out_and_ends_stay():
    corners = [(0, 0), (10, 1), (20, 0), (30, 0), (30, 20), (31, 40)]
    assert simplified(corners) == [(0, 0), (30, 0), (31, 40)]


def test_a_large_corner_stays():
    assert simplified([(0, 0), (50, 50), (100, 0)]) == [(0, 0), (50, 50), (100, 0)]


def test_neighbours_refer_to_one_stretch_and_the_outline_goes_around_both():
    made = {}
    exec(module_text(TOPOLOGY), made)  # noqa: S102 - a module of numbers, made here
    assert made["AREAS"] == {"anbar": (0, 1), "diyala": (2, -1)}
    assert sorted(made["OUTLINE"]) == [1, 2]
    assert len(made["ARCS"].split(";")) == 3
