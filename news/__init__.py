"""News stories, and the commands that import or generate many of them at once.

- `models`: stories and the page that lists them; `forms`: the form of a story in the CMS
- `facts`: what is around a story's text: byline, forums, topics, organisations, picture
- `events`: the events that stories announce
- `related`: the stories below a story; `reading`: how long it takes and what it weighs
- `listing`: lists of stories, their filters and how many a page shows; `headings`: what they are
  called; `topics`: the pages about topics; `years`: in which years a story may lie
- `structured`: a story in the words of schema.org
- `importing`, `generating`: stories from a file; made-up stories for tests and benchmarks

Imports forums and core; home and api import this package.
"""
