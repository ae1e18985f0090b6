"""Translating away from the CMS: texts leave as PO files and come back, one page or hundreds.

- `headers`: what a file says of itself
- `writing`: the PO file of one translation
- `uploading`, `members`: an upload and the files in it, in memory and within limits
- `parsing`: one file's bytes, in whatever encoding, as PO entries
- `finding`: the translation that a file belongs to, and whether it may be changed now
- `comparing`: what a file brings, text by text, beside what is there
- `applying`: takes over what was chosen; nothing is published
- `exporting`, `importing`: the same for many files, as the work of a job; `reasons`: why one is
  left out
"""
