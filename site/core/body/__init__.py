"""Page bodies: from the blocks that editors fill to the HTML that readers get.

- `blocks`: the types of blocks
- `rich_text`: which HTML of stored rich text may be published
- `allowed_html`: which HTML is let through, by where it comes from or goes to
- `rendering`: bodies as HTML, with the links inside them
"""
