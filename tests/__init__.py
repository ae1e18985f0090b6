"""Tests mirror the apps; factories live only here; `e2e` drives a browser."""
