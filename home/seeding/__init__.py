"""The demonstration content: pages, names, menus and users made from the files of `home/demo/`.

- `data`: the files of `home/demo/`
- `names`: vocabularies and the initiative's settings
- `pages`: forums, councils, standard pages and the pages that every site has
- `stories`: through the importer's own code
- `menus`, `users`; `files`: where the users' passwords are written down
- `demo`: all of it, in one transaction

Running it again adds what is missing and changes nothing that is there, however it was edited.
"""
