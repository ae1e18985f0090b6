"""Page bodies: from the blocks that editors fill to the HTML that readers get.

- `blocks`: the types of blocks
- `rich_text`: which HTML of stored rich text may be published
- `rendering`: bodies as HTML, with the links inside them
"""
