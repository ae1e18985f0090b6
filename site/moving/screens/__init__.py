"""“Import” in the CMS: what the import leaves to a person, and what people decided.

- `rights`: who may see it
- `chosen`: which questions somebody asked to see: kind, state, reason
- `rows`: questions with what a person needs to decide, in a bounded number of queries
- `pictures`: pictures without alternative text, and writing it
- `deciding`: accept, reject, swap, settle, undo
- `waiting`: how many questions there are, for the start page
- `views`: the list, and the forms it sends
"""
