"""Imports stories from a file of lines, each a JSON object.

- `lines`: the file's bytes, line by line, and the JSON object of each
- `fields`: the object's keys, checked and cleaned, as a StoryLine
- `markup`: HTML or plain text as the pieces that a body is made of
- `bodies`: pieces as blocks with ids, and whether two bodies have the same content
- `names`: forums, topics, organisations, governorates and bylines by what people call them
- `pictures`: files beside the import file as stored pictures, each stored once
- `stories`: one StoryLine as a page, new or updated, joined with its translation

Each imports only those before it. Whatever is wrong with a line is raised as `lines.LineError`.
"""
