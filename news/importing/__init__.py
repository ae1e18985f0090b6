"""Imports stories from a file of lines, each a JSON object.

- `lines`: the file's bytes, line by line, and the JSON object of each
- `fields`: the object's keys, checked and cleaned, as a StoryLine
- `bodies`: pieces as blocks with ids, and whether two bodies have the same content
- `names`: forums, topics, organisations, governorates and bylines by what people call them
- `pictures`: files beside the import file as stored pictures, each stored once
- `values`: a line's keys as values of the story's fields
- `portions`: lines in portions whose pictures fit into memory
- `identity`: the story that a line means, and its work
- `applying`: values given to a page where they differ
- `stories`: one StoryLine as a page, new or updated, joined with its translation
- `rehearsal`: the dry run, which stores nothing
- `quiet`: less logging for commands that make many pages
- `command`: what commands that import have in common

Each imports only those before it; `core.body.reading` reads HTML. Whatever is wrong with a line
is raised as `lines.LineError`.
"""
