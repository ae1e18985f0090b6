"""Work that costs much: how much of it is done at once, and where.

- `bounded`: queues for work of which only so much is done at once
- `programs`: what the site runs as a process of its own
"""
