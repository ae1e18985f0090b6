"""Health checks for the machines that run the site.

- `probes`: /livez (the process lives) and /readyz (it can serve requests)
"""
