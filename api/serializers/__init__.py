"""The shape of everything that the API answers, field by field.

- `items`: items of each type, whole and as they appear in lists
- `answers`: the root, languages, pairs and vocabularies
- `changes`: items and what is gone, as partners follow them
- `unions`: answers that have one of several forms
- `problems`: errors
"""
