"""What the API is measured against: bytes that cost nothing to make, and Wagtail's own APIs."""
