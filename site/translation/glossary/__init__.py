"""Names that must be written the same way everywhere: those in a text, and those it lacks.

- `words`: a text in words, and what may be written before an Arabic word
- `matching`: names in a text
- `known`: the glossary as the database has it, prepared once
- `views`, `hooks`: the glossary in the CMS
- `marking`: a segment as HTML with its names marked
- `checking`: names of an original that its translation lacks
- `seed`: the names to begin with
"""

from translation.glossary.checking import MissingName, missing_names, name_findings
from translation.glossary.known import forget_names, glossary, names_in
from translation.glossary.marking import highlighted
from translation.glossary.matching import Glossary, Match, Name

__all__ = [
    "Glossary",
    "Match",
    "MissingName",
    "Name",
    "forget_names",
    "glossary",
    "highlighted",
    "missing_names",
    "name_findings",
    "names_in",
]
