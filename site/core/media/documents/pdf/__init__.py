"""PDF: written anew from what its pages need.

- `cleaning`: the way of a file through the others
- `catalogue`: the root and the pages: only entries that are known remain
- `objects`: what is removed or refused wherever it is in the file
- `annotations`: comments, links and form fields
- `streams`: pictures and drawing instructions
- `walk`: every object that can be reached
"""

from core.media.documents.pdf.cleaning import clean

__all__ = ["clean"]
