"""The translators' workbench: it builds on wagtail-localize and replaces what that lacks.

Rooms, each with its modules listed in its own docstring:

- `models`: status rows, glossary names, notices, jobs, linked pages
- `content`: the texts and values of a page as wagtail-localize stores them
- `status`: how far each work is in each language, and what somebody can do next
- `workflow`: beginning, writing, reviewing and guarding a translation
- `pairs`: which of two pages is the original, and joining pages that were written separately
- `editor`: the data that the editor of translations shows
- `glossary`: names that are written the same way everywhere
- `machine`: suggestions of a LibreTranslate server
- `notifications`: notices in the CMS, and the daily email
- `offline`: export and import of PO files
- `localize`: the changes to wagtail-localize's own classes
- `views`, `wagtail_hooks`: screens and addresses in the CMS

Beside the rooms:

- `rights`: who works on what
- `signals`: saved pages and translations update the rows
- `erasing`: what the removal of a phrase must know of stored texts and files
- `jobs`: exports, imports and rebuilding as work that outlives a request: limits, steps, retention

Imports core and cms; only api and config may import this package.
"""
