"""What the editor of translations shows.

- `sheet`: the texts of an original beside their translations, in as many queries for a hundred
  as for one
- `reviewed`: what a revision in review says, all of it
- `choices`: the pictures, pages and addresses that a translation may have for itself
- `values`, `places`: what these have in common, and which titles of pages a user may know
- `header`: what stands above and around: status, assignment, review, buttons
"""
