"""The import from the two WordPress sites, their old addresses, and what waits for a person."""
