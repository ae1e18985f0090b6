"""Documents to download: what they are by content, and nothing in them of who wrote them.

In the site's own processes:

- `uploads`: cleaning before a document is stored
- `messages`: why one is refused and what was removed, for people
- `existing`: documents that were stored before they were cleaned, or by earlier rules
- `kinds`: the formats, their names, extensions and media types

In a process of its own, which knows nothing of Django:

- `program`: cleans one document, reads the result again, and answers
- `detecting`: which format a file is by its content
- `report`: what was removed, and the names that comments get instead
- `archive`: zip files, read strictly and written anew
- `trees`: XML without entities, comments and instructions
- `embedded`: pictures inside documents; `jpeg_parts`, `jpeg2000`: without decoding them
- `addresses`: where links may lead
- `pdf`, `office`, `odf`, `text`: one for each family of formats
"""
