"""Documents as somebody sends them who means harm, or does not know what a file reveals.

- `cases`: what a file is and what has to become of it
- `pictures`: photographs that reveal who took them
- `zips`: office files of as few parts as they may have
- `pdf_active`, `pdf_traces`: PDF that acts, and PDF that reveals somebody; `pdf_hidden`: both,
  where a careless reader does not look
- `office_active`, `office_traces`: the same of Word, Excel and PowerPoint
- `archives`: zip files and what else holds parts
- `odf_files`: OpenDocument
- `plain`: text, values, and files of other kinds
- `honest`: files that have to be accepted, with their visible text
- `searching`: where a word may hide in a file
"""

from tests.security.hostile import (
    archives,
    odf_files,
    office_active,
    office_traces,
    pdf_active,
    pdf_hidden,
    pdf_traces,
    plain,
)
from tests.security.hostile.cases import HOSTILE, Hostile

MODULES = (
    pdf_active, pdf_traces, pdf_hidden, office_active, office_traces, archives, odf_files, plain,
)  # fmt: skip

__all__ = ["HOSTILE", "MODULES", "Hostile"]
