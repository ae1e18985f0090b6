"""Webhooks: tests of `api.push`, with a real receiver (`receiver`)."""
