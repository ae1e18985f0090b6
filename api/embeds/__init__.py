"""oEmbed, the pages that other sites show in frames, and the widget.

What is stored at partners lasts: an address under /embed/v1/ is permanent, and stored HTML names
the initiative and the kind of what it shows, never a title, a person or a place.

- `urls`: addresses of this package
- `middleware`: answers them before sessions and users; may be framed by every site
- `pages`: the card of an item, made on the server; `notices`: what a frame shows instead of one
- `card`: its stylesheet and script (a folder), and the policy that allows these and no others
- `names`: what stored HTML calls an item
- `oembed`: from the address of a page to the HTML that shows it; `oembed_forms`: as JSON and XML
- `stored_html`: that HTML; `thumbnails`: the picture that fits into a size
- `addresses`: which item an address means
- `widget`: the scripts of the widget by version, in the folder `scripts`
"""
