"""oEmbed, embed pages and the widget as partners' sites and their readers meet them."""
