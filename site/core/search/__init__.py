"""The search of the CMS: one way to read what somebody typed, and one index, for both databases.

- `words`: the words that are searched, and rows of small tables that have them
- `backend`: Wagtail's search backend, which every list and chooser of the CMS asks
- `titles`: lists of pages, pictures and documents in the order of their titles
- `indexing`: the index itself, and how it is filled
"""
