"""Texts of pages, and what people write for their translations.

- `texts`: the texts of a page, segment by segment, and what is stored of them
- `stored`: what translatable fields hold, whichever database returns it
- `segments`: storing many texts of an original at once
- `translated`: whether what is stored of a text is a translation of it
- `paired`: the texts of a written translation, each beside its original's
- `typed`: what people type, repaired, made well-formed or refused
- `edits`: what people write or choose, stored if it can be used
- `markup`, `values`: tags inside a text; pictures, pages and addresses of a translation
- `findings`: what a translation has lost of its original's markup
- `differences`: what has changed in an original since it was translated
- `untranslated`: texts of a page that are still in its original's language
- `readback`: a page that was edited by hand, read back into its strings
- `tasks`: what the worker does
"""
