"""Texts of pages, and what people write for their translations.

- `texts`: the texts of a page, segment by segment, and what is stored of them
- `segments`: storing many texts of an original at once
- `edits`: what people write or choose, stored if it can be used
- `markup`, `values`: tags inside a text; pictures, pages and addresses of a translation
- `differences`: what has changed in an original since it was translated
- `untranslated`: texts of a page that are still in its original's language
- `readback`: a page that was edited by hand, read back into its strings
- `tasks`: what the worker does
"""
