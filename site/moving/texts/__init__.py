"""What texts of old sites need before anything else reads them.

- `characters`: presentation forms, and UTF-8 that was read as Windows-1252
- `script`: in which language a text is written
- `wordlists`: words of lines that lead to the other language, and of credits to a source
"""
