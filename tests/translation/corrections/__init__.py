"""Reviewers correct single texts of what is in review."""
