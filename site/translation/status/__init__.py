"""How far each work is in each language.

- `rows`: derives the rows that lists read
- `sources`: the stored texts of changed originals, updated before they are counted
- `provenance`: from which text each page was made, and the API's `translation.status`
- `rebuild`: derives all rows again
- `titles`: by which title a user knows a row
- `labels`: the texts that show a status
- `next_steps`: what a person can do about each row of a list
"""
