"""Page bodies: from the blocks that editors fill to the HTML that readers get.

- `blocks`: the types of blocks
- `videos`: which videos may be linked to
- `text_block`: the blocks for text, which clean it
- `reading`: what other programs made, as pieces of a body
- `drafts`: blocks that are incomplete or wrong, which only a draft may hold
- `left_out`: forms of drafts that are saved but for what is wrong in them
- `rich_text`: which HTML of stored rich text may be published
- `allowed_html`: which HTML is let through, by where it comes from or goes to
- `isolating`: phone numbers, addresses and the like kept in order in right-to-left text
- `media`: the pictures, videos and documents of a body as data
- `rendering`: bodies as HTML, with the links inside them
"""
