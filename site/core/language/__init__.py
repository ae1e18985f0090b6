"""The two languages of the site, and how their text, dates and numbers are written.

- `languages`: their tags, native names and directions
- `middleware`: the language of a request
- `folding`: the one form of a text for searching and comparing
- `alphabet`: the order of names and titles in lists
- `characters`: invisible characters and Arabic letters
- `tidying`: text without the invisible characters that are of no use
- `slugs`: slugs in both scripts
- `isolates`: what is written from left to right inside right-to-left text
- `direction`: which way the fields of forms are written
- `lists`: lists in a sentence
- `dates`: dates for readers; `times`: times for programs; `formats`: Django's formats for Iraq
"""
