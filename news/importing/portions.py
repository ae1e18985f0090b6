"""Lines in portions whose pictures fit into memory: they are read before a transaction begins."""

from collections.abc import Iterator, Sequence

from news.importing.fields import StoryLine
from news.importing.lines import LineError

MOST_PICTURES = 8
# The number of a line in its file, and the line, or why it cannot be imported.
NumberedLine = tuple[int, StoryLine | LineError]


def pictures_of(line: StoryLine | LineError) -> Iterator[str]:
    """Yield the paths of the pictures that a line names."""
    if isinstance(line, LineError):
        return
    if line.given.get("image"):
        yield line.given["image"]
    for piece in line.body.pieces:
        if piece.kind == "photo":
            yield piece.value["src"]


def portions(lines: Sequence[NumberedLine]) -> Iterator[list[NumberedLine]]:
    """Yield the lines in portions of few pictures, all of which are held in memory."""
    portion: list[NumberedLine] = []
    pictures = 0
    for line in lines:
        count = sum(1 for _path in pictures_of(line[1]))
        if portion and pictures + count > MOST_PICTURES:
            yield portion
            portion, pictures = [], 0
        portion.append(line)
        pictures += count
    if portion:
        yield portion
