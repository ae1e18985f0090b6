"""Lists of the CMS whose rows are in no index: they are searched by the same folded words.

- `lists`: users and redirects
"""
