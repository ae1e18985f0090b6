"""Removes a name or a phrase for good, wherever it is stored.

- `phrases`: in which spellings it is found, and what a text is without it
- `codes`: what is no text of people, though it is stored as text
- `values`: texts within JSON
- `tables`: the columns of all tables that hold text, and how they are read and written
- `registry`: what other apps must register: what is derived, opaque or better deleted
- `erase`: where it is, and its removal in one publication transaction
"""
