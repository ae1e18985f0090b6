"""The search: what it finds, and that it is the same on every database."""
