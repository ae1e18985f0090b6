"""The map of Iraq."""
