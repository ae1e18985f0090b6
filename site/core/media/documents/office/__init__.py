"""Word, Excel and PowerPoint (OOXML): each part is known and cleaned, or the file is refused.

- `cleaning`: the way of a file through the others
- `package`: content types and relationships between parts
- `parts`: which kinds of parts remain, go, or are a reason to refuse
- `markup`: what is removed from the XML of any part
- `active`: fields, formulas and actions that compute, fetch or start something
- `people`: names of those who changed and commented
"""

from core.media.documents.office.cleaning import clean

__all__ = ["clean"]
