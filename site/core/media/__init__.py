"""Pictures of the site.

- `photos`: cleaning before a picture is stored, and its sizes and formats
- `pictures`: pictures in templates
- `serving`: the view that serves pictures which a public page shows
- `tasks`: work on pictures that may wait for the worker
"""
