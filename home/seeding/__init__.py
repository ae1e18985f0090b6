"""The demonstration content: what `home/demo/` says, made into pages, names, menus and users.

- `data`: the files of `home/demo/`
- `names`: vocabularies and the initiative's settings
- `pages`: forums, councils, standard pages and the pages that every site has
- `stories`: through the importer's own code
- `menus`, `users`
- `demo`: all of it, in one transaction

Run again it adds what is missing and changes nothing that is there: what staff have edited stays.
"""
