"""What every page type shares.

- `languages`, `text`: the two languages, and how names and slugs are folded
- `models`: pages, vocabularies, people, pictures, documents, settings, menus and the shelf
- `shelf`: what is public, decided once, in the transaction that changes it
- `blocks`, `bodies`, `links`: page bodies and the addresses inside them
- `photos`: what happens to a picture before it is stored
- `roles`: groups, rights, locales and the page trees, made by every migrate

Imports run one way: config, api, home, news, forums, core. Core imports none of the others;
what it must not know is registered with it (`core.publication.registry`).
"""
