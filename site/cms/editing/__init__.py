"""How the blocks of a page are edited, beyond Wagtail's own way.

- `pasting`: text of other programs, pasted into the body of a page
- `drafted`: rich text as the editor posts it, within limits
- `galleries`: many pictures at once from the chooser
- `page_lists`: a list of pages as a field of its own
- `ordered_rows`: lists that people put into order, with a row that no screen sends
- `choosing`: what choosers show of an id that no screen sends
"""
