"""Pairs of pages: which of the two is the original, and linking pages written separately.

- `actions`: reverse, link, translate and unlink
- `checks`: the reasons why one of these is not possible
- `joining`: makes two pages a translation of each other, segment by segment
- `views`: the confirmation screens; `linking`: the screen that asks for the counterpart
- `hooks`: their addresses, and the buttons on a page's form
"""
