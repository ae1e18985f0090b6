"""Which posts of the two sites are one work: what supports it, and joining them.

- `likeness`: what supports a pair without a link: pictures, days, forums, names of pages
- `candidates`: all pairs that may be, each with its evidence; which of them are sure
- `joining`: sure pairs as one work here; a person decides about the others
"""
