"""What the editor of translations shows.

- `sheet`: the texts of an original beside their translations, in as many queries for a hundred
  as for one
- `reviewed`: all texts and values of a revision in review
- `choices`: the pictures, pages and addresses that a translation may have for itself
- `values`, `places`: what these have in common, and which titles of pages a user may know
- `header`: what is shown above and around the texts: status, assignment, review, buttons
"""
