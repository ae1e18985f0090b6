"""Lists of the CMS whose rows are in no index: the analyser compares them row by row.

- `lists`: users, redirects, workflows and their tasks
- `history`: the report on what was done
"""
