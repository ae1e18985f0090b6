"""Django's PostgreSQL, which waits for a server that is away no longer than it must."""
