"""OpenDocument, as LibreOffice writes it: text, sheets and presentations.

- `cleaning`: which parts of a file remain, and the way of each through the others
- `markup`: what is removed from the XML of any part, or refused
- `hrefs`: what a part may refer to
"""

from core.media.documents.odf.cleaning import clean

__all__ = ["clean"]
