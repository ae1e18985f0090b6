"""The two languages of the site, and how their text, dates and numbers are written.

- `languages`: their tags, native names and directions
- `middleware`: the language of a request
- `folding`: the one form of a text for searching and comparing
- `characters`: invisible characters and Arabic letters
- `slugs`: slugs in both scripts
- `lists`: lists in a sentence
- `dates`: dates for readers; `times`: times for programs; `formats`: Django's formats for Iraq
"""
