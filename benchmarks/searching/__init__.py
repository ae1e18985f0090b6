"""The search with thousands of stories: how long an answer takes, and what the index costs.

- `trial`: what is measured, and in which order
- `indexing`: the index of a site, measured in a process of its own
- `figures`: the figures of the goals
"""
