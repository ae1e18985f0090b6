"""Settings, addresses and the WSGI entry point: the only code that reads the environment.

Nothing imports this package; it may import everything.
"""
