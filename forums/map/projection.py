"""Where a place lies in the drawing of Iraq."""

from math import cos, radians

Point = tuple[float, float]

WIDTH, HEIGHT = 516, 523
_SCALE = 60.0  # drawing units for a degree of latitude
_MARGIN = 12.0
_WEST, _NORTH = 38.774, 37.375  # the corner of the country's frame
_SQUEEZE = cos(radians(33.2))  # a degree of longitude is shorter, by the latitude of Baghdad


def projected(lat: float, lon: float) -> Point:
    """Return where a place lies: drawing units from its western and northern edges."""
    x = _MARGIN + (lon - _WEST) * _SQUEEZE * _SCALE
    return round(x, 1), round(_MARGIN + (_NORTH - lat) * _SCALE, 1)


def is_inside(x: float, y: float) -> bool:
    """Whether a point lies in the frame of the drawing."""
    return 0 <= x <= WIDTH and 0 <= y <= HEIGHT
