"""The two languages of the site, and how their text, dates and numbers are written.

- `languages`: their tags, native names and directions
- `middleware`: the language of a request
- `folding`: the one form of a text for searching and comparing
- `slugs`: slugs in both scripts
- `dates`: dates for readers; `times`: times for programs; `formats`: Django's formats for Iraq
"""
