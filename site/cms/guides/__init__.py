"""The guides of `docs/`, as help pages inside the CMS.

- `reading`: finds the files and renders them as HTML
- `views`: the pages and their pictures
"""
