"""What somebody typed into a search of the CMS, as SQL over the index of staff's texts.

While a word is being typed its beginning counts as well. Only if nothing is found as typed are
particles left out, then mistakes of spelling assumed: one reading after the other.
"""

# Values are placeholders; everything else is written in this project.
# ruff: noqa: S608

from collections.abc import Callable, Iterator
from dataclasses import dataclass

from core.search.analysis.attempts import attempts
from core.search.analysis.levels import Level
from core.search.analysis.names.names import known_names
from core.search.analysis.prefixes import PrefixQuery, read_prefix
from core.search.analysis.queries import SearchQuery, Term, query_of
from core.search.index.tables import STAFF, Sql


@dataclass(frozen=True)
class StaffReading:
    """A query, and the same with its last word unfinished: a text answers one of them.

    `part` is the part of the text that does, "" for any.
    """

    query: SearchQuery
    unfinished: PrefixQuery | None = None
    part: str = ""

    def matching(self) -> Sql:
        """Return the SQL of the ids of what is found."""
        found = STAFF.matching(self.query, self.part)
        if self.unfinished is None:
            return found
        begun = STAFF.completing(self.unfinished, self.part)
        return Sql(f"{found.text} UNION ALL {begun.text}", [*found.params, *begun.params])

    def ranked(self) -> Sql:
        """Return the SQL of what is found, as columns id, level and points.

        What only begins as typed comes with the forms of a stem: after the same words.
        """
        is_everywhere = not self.part
        found = STAFF.ranked(self.query) if is_everywhere else STAFF.levels(self.query, self.part)
        if self.unfinished is None:
            return found
        begun = STAFF.completing(self.unfinished, self.part)
        return Sql(
            "SELECT id, MIN(level) AS level, MAX(points) AS points FROM ("
            f"SELECT id, level, points FROM ({found.text}) AS whole UNION ALL"
            f" SELECT id, {Level.STEM:d}, 0 FROM ({begun.text}) AS begun) AS each_way GROUP BY id",
            [*found.params, *begun.params],
        )


def readings(
    typed: str, part: str = "", *, is_found: Callable[[StaffReading], bool]
) -> Iterator[StaffReading]:
    """Yield how `typed` is read, the likeliest way first; no way if there is no word in it.

    `is_found` answers whether anything is found by a reading of one term: no mistake is looked
    for in a word that some text has.
    """
    names = known_names()

    def has_text(term: Term) -> bool:
        return is_found(StaffReading(query_of(term), part=part))

    is_first = True
    for query in attempts(typed, names, is_found=has_text):
        # A phrase is finished with its second quotation mark.
        unfinished = read_prefix(typed, names) if is_first and not query.phrases else None
        is_first = False
        if not query.is_empty:
            has_begun = unfinished is not None and not unfinished.is_empty
            yield StaffReading(query, unfinished if has_begun else None, part)
