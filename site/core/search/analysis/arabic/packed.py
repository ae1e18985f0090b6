"""Many small rows by their words, in one text: a tenth of the objects, less than half the memory.

Every process that searches or indexes holds them, for as long as it runs.
"""

from collections.abc import Iterable, Iterator, Mapping

_END, _ROW, _COLUMN = "\n", "\t", ","


class Packed:
    """Rows of texts by word; no text may have a line break, a tab or a comma.

    >>> found = Packed({"عاد": [("عاد", "verb")]})
    >>> list(found.rows("عاد")), list(found.rows("عادي")), "عاد" in found
    ([('عاد', 'verb')], [], True)
    """

    def __init__(self, rows: Mapping[str, Iterable[tuple[str, ...]]]) -> None:
        self._starts: dict[str, int] = {}
        packed, length = [], 0
        for word, each in rows.items():
            self._starts[word] = length
            packed.append(_ROW.join(map(_COLUMN.join, each)) + _END)
            length += len(packed[-1])
        self._text = "".join(packed)

    def rows(self, word: str) -> Iterator[tuple[str, ...]]:
        """Yield the rows of a word, as they were given."""
        start = self._starts.get(word)
        if start is not None:
            found = self._text[start : self._text.index(_END, start)]
            yield from (tuple(row.split(_COLUMN)) for row in found.split(_ROW))

    def __contains__(self, word: str) -> bool:
        return word in self._starts

    def __iter__(self) -> Iterator[str]:
        return iter(self._starts)
