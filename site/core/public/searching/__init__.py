"""The site's search page, which works without scripts and remembers nothing.

- `views`: the page, and the description by which browsers offer it (OpenSearch)
- `asked`: what somebody asked for, read from the address
- `kinds`: the types of pages as readers call them
- `choosing`: the filters, and what they narrow
- `labels`: how the page shows numbers
- `results`: one page of what was found, and help where nothing was
- `finding`: finds items and marks in them what was found
"""
