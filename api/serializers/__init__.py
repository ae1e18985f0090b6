"""The shape of everything that the API answers, field by field.

- `items`: items of each type, whole and as lists show them
- `pictures`: pictures and their sizes
- `answers`: the root, languages, pairs and vocabularies
- `changes`: items and what is gone, as partners follow them
- `unions`: what has one of several forms
- `values`: texts of which there are few, and those of a certain form
- `problems`: errors
"""
